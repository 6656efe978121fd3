"""What staff read."""

from datetime import datetime, timedelta, timezone

import pytest

from bot.desk import views
from bot.desk.views import Views, mark_masked
from bot.handover.labels import URGENCY_LABELS
from bot.handover.record import CONTACTS, URGENCIES, FactLine, Handover, State
from bot.messages.message import Message
from bot.municipality import Municipality

# 13:00 in Noordwijk, winter time.
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=timezone.utc)


def handover(**change: object) -> Handover:
    fields = {
        "conversation_id": "c1",
        "message_id": "7",
        "goal": "travel",
        "goal_label": "Op reis gaan",
        "outcome": "urgent_passport",
        "department": "burgerzaken",
        "urgency": "high",
        "summary": "Vliegt naar Turkije.",
        "question": "Spoedpaspoort",
        "facts": (FactLine("a", "Land", "Turkije", "turkye"), FactLine("b", "Wanneer", "12 december")),
        "decided_by": ("b",),
        "contact": "phone",
        "reference": "K4P-7WD",
        "state": State.NEW,
        "created_at": NOW,
        "due_at": NOW + timedelta(hours=4),
    }
    return Handover(**fields | change)


def test_a_line_of_the_list(municipality: Municipality) -> None:
    view = Views(municipality).line(handover(), NOW)
    assert (view.created, view.due, view.overdue) == ("vandaag 13:00", "vandaag 17:00", False)
    assert (view.department_name, view.urgency_label) == ("Burgerzaken", "Hoog")


def test_who_waits_in_the_chat(municipality: Municipality) -> None:
    views_ = Views(municipality)
    assert views_.line(handover(live_wanted=True), NOW).waits
    assert not views_.line(handover(), NOW).waits


def test_summer_time(municipality: Municipality) -> None:
    assert Views(municipality).line(handover(created_at=NOW.replace(month=7)), NOW).created == "23-07 14:00"


@pytest.mark.parametrize(
    ("days", "text"), [(-2, "21-11 13:00"), (-1, "gisteren 13:00"), (1, "morgen 13:00"), (2, "25-11 13:00")]
)
def test_days_near_are_named(municipality: Municipality, days: int, text: str) -> None:
    assert Views(municipality).near(NOW + timedelta(days=days), NOW) == text


def test_a_day_ends_at_midnight_where_the_municipality_is(municipality: Municipality) -> None:
    before_midnight = NOW.replace(hour=22, minute=59)
    assert Views(municipality).near(before_midnight + timedelta(minutes=2), before_midnight) == "morgen 00:01"


@pytest.mark.parametrize(
    ("contact", "kept", "value", "link"),
    [
        ("phone", "+31713660000", "071 366 0000", "tel:+31713660000"),
        ("phone", "+4915112345678", "+49 1511 2345678", "tel:+4915112345678"),
        ("email", "x@y.nl", "x@y.nl", "mailto:x@y.nl"),
    ],
)
def test_how_to_reach_somebody(municipality: Municipality, contact: str, kept: str, value: str, link: str) -> None:
    page = Views(municipality).page(handover(contact=contact), NOW, {contact: kept}, [])
    assert (page.contact_value, page.contact_link) == (value, link)


def test_late_and_nothing_to_do(municipality: Municipality) -> None:
    assert Views(municipality).line(handover(), NOW + timedelta(hours=5)).overdue
    answered = handover(state=State.ANSWERED, outcome_code="answered_by_noor", due_at=None)
    view = Views(municipality).line(answered, NOW)
    assert (view.due, view.overdue) == (views.NO_DUE, False)


def test_the_page_marks_what_decided(municipality: Municipality) -> None:
    message = Message(1, "c1", "website", None, "resident", "hoi", None, None, None, NOW)
    page = Views(municipality).page(handover(), NOW, {"phone": "+31612345678", "email": "x@y.nl"}, [message])
    assert [fact.decided for fact in page.facts] == [False, True]
    assert (page.contact_value, page.contact_link) == ("06 12345678", "tel:+31612345678")
    assert [(line.who_label, line.at, line.text) for line in page.transcript] == [("Inwoner", "23-11 13:00", "hoi")]


def test_a_department_that_is_gone_is_still_shown(municipality: Municipality) -> None:
    assert Views(municipality).line(handover(department="opgeheven"), NOW).department_name == "opgeheven"


def test_everything_has_a_label() -> None:
    assert set(URGENCY_LABELS) == set(URGENCIES)
    assert set(views.STATE_LABELS) == set(State)
    assert set(views.CONTACT_LABELS) == set(CONTACTS)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("bel [telefoonnummer]", 'bel <mark class="masked">[telefoonnummer]</mark>'),
        ("[bsn] [nummer]", '<mark class="masked">[bsn]</mark> <mark class="masked">[nummer]</mark>'),
        ("<b>&[x]", "&lt;b&gt;&amp;[x]"),
        ("", ""),
    ],
)
def test_masked_places_are_marked_and_the_rest_is_text(text: str, html: str) -> None:
    assert mark_masked(text) == html
