"""What a colleague can choose on the work list, and how a choice is written in an address."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from bot.desk.goals import goal_label, goal_labels, own_departments
from bot.desk.views import CHANNEL_LABELS, STATE_LABELS
from bot.handover.filters import Filter, Status
from bot.handover.labels import URGENCY_LABELS
from bot.handover.record import State
from bot.handover.work_list import Group, count, count_by
from bot.municipality import Municipality

# How each status is written in an address.
_STATUSES: dict[Status, str] = {
    "open": "open",
    **{state.value: label.lower().replace(" ", "-") for state, label in STATE_LABELS.items()},
    "all": "alles",
}
_URGENCIES = {urgency: label.lower() for urgency, label in URGENCY_LABELS.items()}
_NO_LIST: dict[str, Any] = {"status": "open", "late": False, "mine": False}


class Tab(NamedTuple):
    """One of the lists to go to; no count where work is done."""

    label: str
    address: str
    number: int | None
    current: bool
    alarm: bool = False


class Option(NamedTuple):
    """A value to choose, as the address has it; no count where work is done."""

    value: str
    label: str
    number: int | None
    chosen: bool


class Field(NamedTuple):
    """Something to choose a value of; the first option is any."""

    name: str
    label: str
    options: Sequence[Option]


@dataclass(frozen=True)
class Choices:
    """What can be chosen by a colleague of these departments (names by key), and the two ways of writing it."""

    departments: Mapping[str, str]

    @classmethod
    def of(cls, municipality: Municipality, visible: Iterable[str]) -> "Choices":
        """The departments are those that handovers go to."""
        return cls({name: label for name, label in own_departments(municipality).items() if name in set(visible)})

    def read(self, query: Mapping[str, str]) -> Filter:
        """The filter in an address; what is not understood is left out."""
        return Filter(
            status=_key(_STATUSES, query.get("status")) or "open",
            department=_known(self.departments, query.get("afdeling")),
            urgency=_key(_URGENCIES, query.get("spoed")),
            channel=_known(CHANNEL_LABELS, query.get("kanaal")),
            goal=_known(goal_labels(), query.get("onderwerp")),
            mine=query.get("van") == "mij",
            late=query.get("termijn") == "te-laat",
        )

    def query(self, chosen: Filter) -> str:
        """The filter as it stands in an address; empty for all open work."""
        values = {
            "status": None if chosen.status == "open" else _STATUSES[chosen.status],
            "van": "mij" if chosen.mine else None,
            "termijn": "te-laat" if chosen.late else None,
            "afdeling": chosen.department,
            "spoed": _URGENCIES[chosen.urgency] if chosen.urgency else None,
            "kanaal": chosen.channel,
            "onderwerp": chosen.goal,
        }
        return urlencode({name: value for name, value in values.items() if value is not None})

    def address(self, chosen: Filter) -> str:
        """Where the list with this filter is."""
        return "/balie" + (f"?{query}" if (query := self.query(chosen)) else "")

    def words(self, chosen: Filter) -> str:
        """The filter in words, such as "Te laat, Burgerzaken"; for its name."""
        known = [
            {"open": "Open", "all": "Alles"}.get(chosen.status) or STATE_LABELS[State(chosen.status)],
            "Te laat" if chosen.late else None,
            "Van mij" if chosen.mine else None,
            self.departments.get(chosen.department or ""),
            URGENCY_LABELS.get(chosen.urgency or ""),
            CHANNEL_LABELS.get(chosen.channel or ""),
            goal_label(chosen.goal) if chosen.goal else None,
        ]
        return ", ".join(word for word in known if word)

    def tabs(self, chosen: Filter, groups: Sequence[Group]) -> list[Tab]:
        """The lists to go to; what else was chosen stays chosen."""
        lists: list[tuple[str, dict[str, Any]]] = [
            ("Open", {}),
            ("Te laat", {"late": True}),
            ("Van mij", {"mine": True}),
            *((label, {"status": state.value}) for state, label in STATE_LABELS.items()),
            ("Alles", {"status": "all"}),
        ]
        found = []
        for label, change in lists:
            there = replace(chosen, **{**_NO_LIST, **change})
            number = count(groups, there) if there.is_open else None
            found.append(Tab(label, self.address(there), number, there == chosen, there.late and bool(number)))
        return found

    def fields(self, chosen: Filter, groups: Sequence[Group]) -> list[Field]:
        """What else can be chosen."""
        departments = self.departments if len(self.departments) > 1 else {}
        all_options: list[tuple[str, str, str, Mapping[str, str], Mapping[str, str]]] = [
            ("afdeling", "Afdeling", "department", departments, {}),
            ("spoed", "Spoed", "urgency", URGENCY_LABELS, _URGENCIES),
            ("kanaal", "Kanaal", "channel", CHANNEL_LABELS, {}),
            ("onderwerp", "Onderwerp", "goal", goal_labels(), {}),
        ]
        return [
            Field(name, label, self._options(chosen, groups, what, labels, written))
            for name, label, what, labels, written in all_options
            if labels
        ]

    def _options(
        self, chosen: Filter, groups: Sequence[Group], what: str, labels: Mapping[str, str], written: Mapping[str, str]
    ) -> list[Option]:
        counts, now = count_by(what, groups, chosen), getattr(chosen, what)
        options = [Option("", "Alle", None, now is None)]
        for value, words in labels.items():
            number = counts[value] if chosen.is_open else None
            options.append(Option(written.get(value, value), words, number, value == now))
        return options

    def hidden(self, chosen: Filter) -> list[tuple[str, str]]:
        """What a form must send along besides its fields, to stay on the same list."""
        return parse_qsl(self.query(only_list(chosen)))


def only_list(chosen: Filter) -> Filter:
    """The list that was gone to, without what else was chosen."""
    return Filter(status=chosen.status, mine=chosen.mine, late=chosen.late)


def _known(labels: Mapping[str, str], value: str | None) -> str | None:
    return value if value in labels else None


def _key(written: Mapping[Any, str], value: str | None) -> Any:
    return next((key for key, word in written.items() if word == value), None)
