"""What staff see of a handover: all labels and times as they are read at the desk."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import phonenumbers
from markupsafe import Markup, escape

from bot.handover.labels import URGENCY_LABELS
from bot.handover.record import Handover, State
from bot.messages.message import Message
from bot.municipality import Municipality
from bot.privacy.masking import PLACEHOLDERS, UNKNOWN_NUMBER

STATE_LABELS = {
    State.NEW: "Nieuw",
    State.CLAIMED: "Opgepakt",
    State.LIVE: "In gesprek",
    State.ANSWERED: "Beantwoord",
    State.CLOSED: "Afgerond",
}
CHANNEL_LABELS = {"website": "Website", "whatsapp": "WhatsApp"}
CONTACT_LABELS = {
    "phone": "Wil gebeld worden",
    "email": "Wil een e-mail",
    "chat": "Wil hier antwoord",
    "none": "Gaf geen gegevens, belt zelf",
}
SENDER_LABELS = {"resident": "Inwoner", "noor": "Noor", "staff": "Medewerker", "system": "Melding"}
VISIT_LABELS = {True: "Wil dat iemand komt kijken", False: "Hoeft niet", None: "Niet besproken"}
NO_DUE = "Geen actie nodig"
_DAYS_NEAR = {-1: "gisteren", 0: "vandaag", 1: "morgen"}

_LINKS = {"phone": "tel", "email": "mailto"}
_MASKED = re.compile("|".join(re.escape(mark) for mark in (*PLACEHOLDERS.values(), UNKNOWN_NUMBER)))


@dataclass(frozen=True)
class HandoverView:
    """A handover in a list."""

    reference: str
    department_name: str
    urgency: str
    urgency_label: str
    goal_label: str
    summary: str
    created: str
    due: str
    overdue: bool
    state_label: str
    channel_label: str
    # The resident is in the chat until a colleague comes.
    waits: bool


@dataclass(frozen=True)
class FactView:
    """A known answer, and whether it decided the outcome."""

    label: str
    value: str
    words: str
    decided: bool


@dataclass(frozen=True)
class LineView:
    """A line of the transcript. `options`: what Noor offered to choose from."""

    position: int
    who_label: str
    sender: str
    at: str
    text: str
    photo: Mapping[str, Any] | None = None
    place: str | None = None
    options: Sequence[str] = ()


@dataclass(frozen=True)
class HandoverDetailView(HandoverView):
    """A handover on its own page."""

    question: str
    products: Sequence[str]
    facts: Sequence[FactView]
    contact_label: str
    contact_value: str | None
    contact_link: str | None
    visit_label: str
    transcript: Sequence[LineView]


class Views:
    """Makes views for one municipality, in its own time zone."""

    def __init__(self, municipality: Municipality) -> None:
        self._departments = municipality.departments
        self._zone = ZoneInfo(municipality.working_time.timezone)

    def line(self, handover: Handover, now: datetime) -> HandoverView:
        """A handover as it is listed; `now` is aware UTC."""
        return HandoverView(**self._shared(handover, now))

    def page(
        self, handover: Handover, now: datetime, contacts: Mapping[str, str], transcript: Sequence[Message]
    ) -> HandoverDetailView:
        """A handover with its conversation and how the resident asked to be reached."""
        contact = contacts.get(handover.contact)
        return HandoverDetailView(
            **self._shared(handover, now),
            question=handover.question,
            products=handover.products,
            facts=[
                FactView(fact.label, fact.value, fact.words, fact.name in handover.decided_by)
                for fact in handover.facts
            ],
            contact_label=CONTACT_LABELS[handover.contact],
            contact_value=_readable(handover.contact, contact),
            contact_link=f"{_LINKS[handover.contact]}:{contact}" if contact else None,
            visit_label=VISIT_LABELS[handover.visit_wanted],
            transcript=self.transcript(transcript),
        )

    def transcript(self, lines: Sequence[Message]) -> list[LineView]:
        """The lines of a conversation."""
        return [self.said(line) for line in lines]

    def department(self, name: str) -> str:
        """A department's name; the one in the data when the department is gone."""
        found = self._departments.get(name)
        return found.name if found else name

    def _shared(self, handover: Handover, now: datetime) -> dict[str, Any]:
        return {
            "reference": handover.reference,
            "department_name": self.department(handover.department),
            "urgency": handover.urgency,
            "urgency_label": URGENCY_LABELS[handover.urgency],
            "goal_label": handover.goal_label,
            "summary": handover.summary,
            "created": self.near(handover.created_at, now),
            "due": self.near(handover.due_at, now) if handover.due_at else NO_DUE,
            "overdue": handover.overdue(now),
            "state_label": STATE_LABELS[handover.state],
            "waits": handover.live_wanted,
            "channel_label": CHANNEL_LABELS.get(handover.channel, handover.channel),
        }

    def said(self, line: Message) -> LineView:
        """A line of a conversation."""
        sent = line.attachment or {}
        return LineView(
            position=line.position,
            who_label=line.author or SENDER_LABELS[line.sender],
            sender=line.sender,
            at=self.time(line.created_at),
            text=line.text,
            photo=sent.get("photo"),
            place=_on_the_map(sent["place"]) if "place" in sent else None,
            options=[option["label"] for option in line.options or ()],
        )

    def time(self, moment: datetime) -> str:
        """A moment as staff read it, in local time."""
        return moment.astimezone(self._zone).strftime("%d-%m %H:%M")

    def near(self, moment: datetime, now: datetime) -> str:
        """The same, with the day in words when it is yesterday, today or tomorrow."""
        local = moment.astimezone(self._zone)
        day = _DAYS_NEAR.get((local.date() - now.astimezone(self._zone).date()) // timedelta(days=1))
        return f"{day} {local:%H:%M}" if day else self.time(moment)


def _readable(contact: str, value: str | None) -> str | None:
    """A telephone number in groups, as one dials it here; anything else as it is."""
    if value is None or contact != "phone":
        return value
    number = phonenumbers.parse(value, "NL")
    here = number.country_code == phonenumbers.country_code_for_region("NL")
    way = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, way.NATIONAL if here else way.INTERNATIONAL)


def _on_the_map(place: Mapping[str, Any]) -> str:
    """Coordinates as every map finds them. No link: a map of somebody else's would learn the place."""
    where = f"{place['latitude']:.5f}, {place['longitude']:.5f} (op {place['accuracy']:.0f} meter nauwkeurig)"
    return f"{place['name']}; {where}" if place.get("name") else where


def mark_masked(text: str) -> Markup:
    """The text as HTML, with each masked place marked."""
    return Markup(_MASKED.sub(lambda match: f'<mark class="masked">{match[0]}</mark>', str(escape(text))))
