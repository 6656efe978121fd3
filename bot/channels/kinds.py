"""What kind of answer a question of Noor's expects, so that the chat can help where typing is hard."""

from collections.abc import Mapping
from functools import cache

from bot.goals.catalogue import load_catalogue


@cache
def counted_questions() -> frozenset[str]:
    """The questions with options that each stand for numbers, such as "tot 50 mensen". Raises `CatalogueError`."""
    return frozenset(
        f"{goal.name}.{name}"
        for goal in load_catalogue().values()
        for name, question in goal.data.questions.items()
        if any(option.range for option in question.options)
    )


@cache
def question_kinds() -> Mapping[str, str]:
    """The kind of each question, such as "date" of "travel.departure". Raises `CatalogueError`."""
    return {
        f"{goal.name}.{name}": question.type
        for goal in load_catalogue().values()
        for name, question in goal.data.questions.items()
    }
