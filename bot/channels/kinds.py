"""What kind of answer a question of Noor's expects, so that the chat can help where typing is hard."""

from collections.abc import Iterator, Mapping
from functools import cache

from bot.goals.catalogue import own_catalogue
from bot.goals.model import Question


@cache
def question_kinds() -> Mapping[str, str]:
    """The kind of each question, such as "date" of "travel.departure". Raises `CatalogueError`."""
    return {name: question.type for name, question in _questions()}


@cache
def counted_questions() -> frozenset[str]:
    """The questions with options that each stand for numbers, such as "tot 50 mensen". Raises `CatalogueError`."""
    return frozenset(name for name, question in _questions() if any(option.range for option in question.options))


def _questions() -> Iterator[tuple[str, Question]]:
    for goal in own_catalogue().values():
        for name, question in goal.data.questions.items():
            yield f"{goal.name}.{name}", question
