"""The municipality that Noor works for: its facts, departments, norms and texts (`data/municipality.yml`)."""

from collections.abc import Mapping
from datetime import date, time
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from holidays import country_holidays
from pydantic import Field, PositiveFloat, validator

from bot.datafile import DataModel, load_yaml_model, located

Urgency = Literal["acute", "high", "normal", "low"]
Sureness = Literal["V", "V-old", "S", "U"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Sourced(DataModel):
    """Where something comes from, who owns it, when that was checked and how sure it is.

    V: read at its source; V-old: read, but the source is old; S: a secondary source; U: not verified.
    """

    source: str = Field(min_length=1)
    owner: str = Field(min_length=1)
    checked: date
    sure: Sureness


class Fact(Sourced):
    """Something that only the municipality can say, such as a telephone number."""

    value: str = Field(min_length=1)


class ServiceNorm(Sourced):
    """Within how many working hours a department reacts. Internal: no resident is promised it."""

    hours: Mapping[Urgency, PositiveFloat]

    @validator("hours")
    def _has_every_urgency(cls, hours: Mapping[Urgency, float]) -> Mapping[Urgency, float]:
        missing = [urgency for urgency in ("acute", "high", "normal", "low") if urgency not in hours]
        if missing:
            raise ValueError(f"has no hours for {', '.join(missing)}")
        return hours


class WorkingTime(Sourced):
    """When departments work, for reckoning due times. Internal: these are not opening hours."""

    timezone: str
    days: frozenset[Weekday]
    start: time
    end: time
    holidays: str = Field(description="country, as the library `holidays` names it")

    @validator("days")
    def _has_a_day(cls, days: frozenset[Weekday]) -> frozenset[Weekday]:
        if not days:
            raise ValueError("needs at least one day")
        return days

    @validator("timezone")
    def _exists(cls, timezone: str) -> str:
        try:
            ZoneInfo(timezone)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError(f"unknown time zone {timezone!r}") from error
        return timezone

    @validator("holidays")
    def _has_a_calendar(cls, country: str) -> str:
        try:
            country_holidays(country)
        except NotImplementedError as error:
            raise ValueError(f"no public holidays known for {country!r}") from error
        return country

    @validator("end")
    def _ends_after_start(cls, end: time, values: Mapping[str, Any]) -> time:
        if "start" in values and end <= values["start"]:
            raise ValueError("must be later than start")
        return end


class Department(DataModel):
    """Who a resident is brought to. An `external` one gets no handover: the resident is told where to go."""

    name: str = Field(min_length=1)
    article: Literal["", "de", "het"] = ""
    purpose: str = Field(min_length=1)
    external: bool = False
    phone: str | None = Field(None, description="name of the fact that holds the telephone number")
    norm: ServiceNorm | None = Field(None, description="instead of the municipality's own norm")

    @property
    def in_sentence(self) -> str:
        """The name as it stands in a sentence: "het Klantcontactcentrum"."""
        return f"{self.article} {self.name}".strip()


class Municipality(DataModel):
    """All that differs from one municipality to the next."""

    name: str = Field(min_length=1)
    welcome: str = Field(min_length=1, max_length=300)
    facts: Mapping[str, Fact]
    norm: ServiceNorm
    working_time: WorkingTime
    departments: Mapping[str, Department]

    @validator("departments")
    def _phones_are_facts(
        cls, departments: Mapping[str, Department], values: Mapping[str, Any]
    ) -> Mapping[str, Department]:
        facts = values.get("facts")
        unknown = [
            ((name, "phone"), f"there is no fact {department.phone!r}")
            for name, department in departments.items()
            if facts is not None and department.phone is not None and department.phone not in facts
        ]
        if unknown:
            raise located(unknown)
        return departments

    def tell(self, name: str) -> str | None:
        """The fact as a resident may read it; None when it is unknown or was not verified."""
        fact = self.facts.get(name)
        return fact.value if fact is not None and fact.sure == "V" else None

    def phone(self, department: str) -> str | None:
        """The department's number as a resident may read it. Raises KeyError for an unknown department."""
        fact = self.departments[department].phone
        return self.tell(fact) if fact is not None else None

    def norm_hours(self, department: str, urgency: Urgency) -> float:
        """Working hours within which the department reacts. Raises KeyError for an unknown department."""
        return (self.departments[department].norm or self.norm).hours[urgency]


def load_municipality(path: Path) -> Municipality:
    """Raises `bot.datafile.DataError`, which says file, line and reason."""
    return load_yaml_model(path, Municipality)
