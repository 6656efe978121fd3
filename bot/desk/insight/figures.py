"""The figures of one day, department, channel or goal, and the table of them that the database's answers fill."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum


class By(str, Enum):
    """What figures are given by; `ALL` makes one of everything. Of a handover the department counts that has it now."""

    ALL = "all"
    DAY = "day"
    DEPARTMENT = "department"
    CHANNEL = "channel"


@dataclass(frozen=True)
class Spread:
    """How long something took, in seconds, of `number` handovers; nearest-rank percentiles."""

    median: int
    p90: int
    number: int


@dataclass
class Figures:
    """Figures. asked: clarifying questions, in `asked_in` wishes. late: handovers not answered in time, of `due` that
    had to be. confident, confident_wrong: reviewed wishes of which Noor was sure, and those of them with another goal.
    drawn, drawn_wrong: the same of those that chance drew for review, which so stand for all.
    times: by `bot.desk.insight.times.MEASURES`.
    """

    conversations: int = 0
    wishes: int = 0
    answered: int = 0
    handed_over: int = 0
    person: int = 0
    stopped: int = 0
    asked: int = 0
    asked_in: int = 0
    handovers: int = 0
    due: int = 0
    late: int = 0
    rated: int = 0
    rated_good: int = 0
    reviewed: int = 0
    reviewed_right: int = 0
    confident: int = 0
    confident_wrong: int = 0
    drawn: int = 0
    drawn_wrong: int = 0
    times: dict[str, Spread] = field(default_factory=dict)

    @property
    def questions(self) -> float | None:
        """The mean of the clarifying questions a wish; None when there is none of which it is known."""
        return self.asked / self.asked_in if self.asked_in else None

    def add(self, **numbers: int) -> None:
        """Count more."""
        for name, number in numbers.items():
            setattr(self, name, getattr(self, name) + number)


Key = str | date | None


@dataclass(frozen=True)
class Cell:
    """The smallest thing that is counted: a day, a department (None: none) and a channel."""

    day: date
    department: str | None
    channel: str

    def key(self, by: By) -> Key:
        """Where it counts."""
        return None if by is By.ALL else getattr(self, by.value)


class Tables:
    """A table of figures by key, for each way to give them."""

    def __init__(self, days: Iterable[date]) -> None:
        self._tables: dict[By, dict[Key, Figures]] = {by: {} for by in By}
        self._tables[By.ALL][None] = Figures()
        self._tables[By.DAY] = {day: Figures() for day in days}

    def __getitem__(self, by: By) -> dict[Key, Figures]:
        return self._tables[by]

    def at(self, by: By, key: Key) -> Figures:
        """The figures under a key, made when there are none yet."""
        return self._tables[by].setdefault(key, Figures())

    def add(self, cell: Cell, **numbers: int) -> None:
        """Count more in a cell: once in each table."""
        for by in By:
            self.at(by, cell.key(by)).add(**numbers)
