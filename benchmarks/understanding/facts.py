"""The test of reading facts: hand-written messages with all that they tell, in tests/understanding/facts/."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import root_validator

from bot.datafile import DataModel, load_yaml_model
from bot.goals.answers import read_answer, volunteered, words_of
from bot.goals.catalogue import Catalogue
from bot.goals.reading import find_all

FACTS = Path(__file__).parents[2] / "tests" / "understanding" / "facts"
TODAY = date(2026, 11, 24)


class FactCase(DataModel):
    """What somebody writes, and what is to be read in it.

    `found`: everything that the readers find, each as `kind value` or `kind value unit` ("number 3 meter").
    `goal` with `facts`: the facts of that goal that the message tells, all of them.
    `goal` with `question` and `answer`: what the message means when that question was asked.
    """

    text: str
    today: date = TODAY
    found: list[str] | None = None
    goal: str | None = None
    facts: dict[str, Any] | None = None
    question: str | None = None
    answer: Any = None

    @root_validator(skip_on_failure=True)
    def _one_kind_of_case(cls, values: dict[str, Any]) -> dict[str, Any]:
        kinds = [values["found"] is not None, values["facts"] is not None, values["question"] is not None]
        if sum(kinds) != 1 or (values["goal"] is None) != kinds[0]:
            raise ValueError("needs found, or goal and facts, or goal, question and answer")
        return values


class _FactCases(DataModel):
    __root__: list[FactCase]


@dataclass(frozen=True)
class FactResult:
    """A case and what was read."""

    case: FactCase
    expected: Any
    read: Any

    @property
    def right(self) -> bool:
        """Whether all was read, and nothing else."""
        return bool(self.expected == self.read)


def load_cases(folder: Path = FACTS) -> list[FactCase]:
    """All cases. Raises `bot.datafile.DataError` when a file is wrong."""
    return [case for path in sorted(folder.glob("*.yml")) for case in load_yaml_model(path, _FactCases).__root__]


def read_case(case: FactCase, catalogue: Catalogue) -> FactResult:
    """Read a case with the real readers. Raises KeyError for a goal or question that does not exist."""
    if case.goal is None:
        assert case.found is not None
        found = [_named(item.kind, item.value, item.unit) for item in find_all(case.text, case.today)]
        return FactResult(case, sorted(case.found), sorted(found))
    goal, words = catalogue[case.goal], words_of(case.text, case.today)
    if case.question is not None:
        return FactResult(case, str(case.answer), str(read_answer(goal.questions[case.question], words)))
    told = {name: str(value) for name, value in volunteered(goal, words).items()}
    return FactResult(case, {name: str(value) for name, value in (case.facts or {}).items()}, told)


def _named(kind: str, value: Any, unit: str | None) -> str:
    return " ".join(str(part) for part in (kind, value, unit) if part is not None)
