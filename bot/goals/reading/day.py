"""A day as somebody named it: an exact one, or a period such as "in mei" or "volgende week"."""

from datetime import date
from typing import Final, Literal

from dateutil.relativedelta import SU, relativedelta

Unit = Literal["month", "week", "part", "weekend"]
UNITS: Final[tuple[Unit, ...]] = ("month", "week", "part", "weekend")

#: Where in time a day is looked for: still to come, over, or either.
Side = Literal["coming", "past", "near"]

#: The days that stand for the beginning, the middle and the end of a month.
PARTS_OF_MONTH: Final = {"begin": 1, "half": 15, "eind": 25}

_LAST: Final = {
    None: relativedelta(),
    "month": relativedelta(day=31),
    "week": relativedelta(weekday=SU),
    "weekend": relativedelta(weekday=SU),
}
_LAST_OF_PART: Final = {1: relativedelta(day=10), 15: relativedelta(day=20), 25: relativedelta(day=31)}


class Day(date):
    """A date that knows how precisely it is meant; a period counts as its first day wherever a date does.

    unit: None for an exact day, which equals the plain date; "month", "week" (its Monday), "part" (of a month, one of
    `PARTS_OF_MONTH`) or "weekend" (its Saturday); of what has begun only the rest may be meant. "In mei" is not equal
    to "1 mei". What is reckoned from it is exact.
    """

    unit: Unit | None = None

    def __new__(cls, year: int, month: int, day: int, unit: Unit | None = None) -> "Day":
        """Raises ValueError when there is no such day."""
        made = super().__new__(cls, year, month, day)
        made.unit = unit
        return made

    @classmethod
    def of(cls, day: date, unit: Unit | None = None) -> "Day":
        """The period of this length that begins on `day`."""
        return cls(day.year, day.month, day.day, unit)

    @classmethod
    def from_text(cls, text: str) -> "Day":
        """The day that `to_text` wrote down. Raises ValueError for another text."""
        day, _, written = text.partition(" ")
        unit = next((unit for unit in UNITS if unit == written), None)
        if written and unit is None:
            raise ValueError(f"no such period: {written}")
        return cls.of(date.fromisoformat(day), unit)

    @property
    def last(self) -> date:
        """The last day of the period."""
        ahead = _LAST_OF_PART[self.day] if self.unit == "part" else _LAST[self.unit]
        last: date = self + ahead
        return last

    def from_day(self, day: date) -> "Day":
        """What is left of the period from a day on; a part of a month is not divided."""
        return Day.of(day, self.unit) if self < day <= self.last and self.unit != "part" else self

    def __eq__(self, other: object) -> bool:
        return isinstance(other, date) and self.toordinal() == other.toordinal() and self.unit == precision(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = date.__hash__

    def __reduce__(self) -> tuple[type["Day"], tuple[int, int, int, Unit | None]]:
        return Day, (self.year, self.month, self.day, self.unit)


def precision(day: date | None) -> Unit | None:
    """How precisely a day is meant: the unit of a `Day`, None for any other date."""
    return day.unit if isinstance(day, Day) else None


def to_text(day: date) -> str:
    """A day to keep: "2027-05-01", or with its unit "2027-05-01 month"."""
    unit = precision(day)
    return f"{day.isoformat()} {unit}" if unit else day.isoformat()
