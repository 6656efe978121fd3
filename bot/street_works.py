"""Current works in the streets: which there are, how long they take and how houses stay within reach.

Residents hear only what the source knows: a street that is not in it may well be opened up. `StreetWorksFile` reads
`data/street_works.yml`, which the municipality keeps up to date; anything else that has `in_street`, such as a client
of a national register, can take its place.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from babel.dates import format_date
from pydantic import Field, validator
from rapidfuzz import fuzz

from bot.datafile import DataError, DataModel, Problem, line_of, load_yaml, load_yaml_model
from bot.goals.phrases import plain
from bot.municipality import Municipality, Sourced

#: How alike two names must be to be the same street with a typing error; below it "Voorstraat" is "Noordstraat".
SAME_STREET = 94


class StreetWork(Sourced):
    """Works in one street.

    until: the last day as it was planned; None when nobody knows. access: how houses and shops can be reached, in whole
    sentences. department: who answers questions, an entry of the municipality. contact: somebody else to turn to, such
    as the contractor, as residents may read it.
    """

    street: str = Field(min_length=1)
    village: str | None = None
    what: str = Field(min_length=1)
    starts: date = Field(alias="from")
    until: date | None = None
    access: str | None = None
    department: str
    contact: str | None = None

    @validator("until")
    def _ends_after_start(cls, until: date | None, values: Mapping[str, Any]) -> date | None:
        if until is not None and "starts" in values and until < values["starts"]:
            raise ValueError("must not be before 'from'")
        return until

    @property
    def sentence(self) -> str:
        """All of it, for a resident, with the day on which it was checked."""
        where = f"{self.street} ({self.village})" if self.village else self.street
        until = f"tot en met {_day(self.until)}" if self.until else "een einddatum is nog niet bekend"
        text = f"{where}: {self.what}, vanaf {_day(self.starts)}, {until}."
        rest = [self.access, f"Vragen kun je stellen aan {self.contact}." if self.contact else None]
        return " ".join([text, *filter(None, rest), f"Zo stond het er op {_day(self.checked)}."])


class StreetWorksSource(Protocol):
    """Where works are looked up."""

    async def in_street(self, place: str, today: date) -> tuple[StreetWork, ...]:
        """The works in the street that `place` names, as a resident wrote it, that are not over; soonest first."""


class StreetWorksFile:
    """The works that a data file holds."""

    def __init__(self, works: Iterable[StreetWork]) -> None:
        self._works = sorted(works, key=lambda work: work.starts)

    async def in_street(self, place: str, today: date) -> tuple[StreetWork, ...]:
        """See `StreetWorksSource`. Works that were not verified are left out."""
        words = plain(place)
        return tuple(
            work
            for work in self._works
            if work.sure == "V" and (work.until is None or work.until >= today) and _names(words, work.street)
        )


class _File(DataModel):
    works: tuple[StreetWork, ...]


def load_street_works(path: Path, municipality: Municipality) -> StreetWorksFile:
    """Raises `bot.datafile.DataError`, which says file, line and reason; also for a department that does not exist."""
    works = load_yaml_model(path, _File).works
    unknown = [n for n, work in enumerate(works) if work.department not in municipality.departments]
    if unknown:
        tree = load_yaml(path)
        raise DataError(
            path,
            [
                Problem(
                    line_of(tree, "works", n, "department"),
                    f"works.{n}.department: there is no department {works[n].department!r}",
                )
                for n in unknown
            ],
        )
    return StreetWorksFile(works)


def _names(words: str, street: str) -> bool:
    """Whether a place that a resident wrote is in or at a street: with a number, a corner, or a typing error."""
    name = plain(street)
    if f" {name} " in f" {words} ".replace(",", " "):
        return True
    written = " ".join(word for word in words.split() if not word[0].isdigit())
    return fuzz.ratio(written, name) >= SAME_STREET


def _day(day: date) -> str:
    return str(format_date(day, "d MMMM y", locale="nl"))
