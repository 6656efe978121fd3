"""What kind of answer a question of Noor's expects, so that the chat can help where typing is hard."""

from collections.abc import Mapping
from functools import cache

from bot.goals.catalogue import own_catalogue


@cache
def question_kinds() -> Mapping[str, str]:
    """The kind of each question, such as "date" of "travel.departure". Raises `CatalogueError`."""
    return {
        f"{goal.name}.{name}": question.type
        for goal in own_catalogue().values()
        for name, question in goal.data.questions.items()
    }
