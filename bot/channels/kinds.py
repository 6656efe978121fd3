"""What kind of answer a question of Noor's expects, so that the chat can help where typing is hard."""

from collections.abc import Mapping
from functools import cache

from bot.goals.catalogue import load_catalogue
from bot.goals.model import Question


@cache
def counted_questions() -> frozenset[str]:
    """The questions with options that each stand for numbers, such as "tot 50 mensen". Raises `CatalogueError`."""
    return frozenset(name for name, question in _questions() if any(option.range for option in question.options))


@cache
def question_kinds() -> Mapping[str, str]:
    """The kind of each question, such as "date" of "travel.departure". Raises `CatalogueError`."""
    return {name: question.type for name, question in _questions()}


@cache
def _questions() -> tuple[tuple[str, Question], ...]:
    """Reading the catalogue takes a second, so it is done once."""
    return tuple(
        (f"{goal.name}.{name}", question)
        for goal in load_catalogue().values()
        for name, question in goal.data.questions.items()
    )
