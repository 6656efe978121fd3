"""What a sentence settles of a goal without being asked."""

from typing import Any

from bot.goals.answers import volunteered, words_of
from tests.goals.talking import CATALOGUE, TODAY


def told(goal: str, text: str) -> dict[str, Any]:
    """The facts of a goal that a sentence tells."""
    return volunteered(CATALOGUE[goal], words_of(text, TODAY))
