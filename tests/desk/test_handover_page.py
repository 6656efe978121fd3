"""What the page of one handover tells."""

import re
from datetime import datetime, timedelta, timezone

import pytest
from aiohttp.test_utils import TestClient
from sqlalchemy import update

from bot.desk import handover_view
from bot.desk.handover_view import acts, due_clock, why
from bot.desk.staff import Colleague, Role
from bot.goals.catalogue import own_catalogue
from bot.handover.record import FactLine, NewHandover, State
from bot.storage.tables import conversations
from bot.web.keys import ENGINE, HANDOVERS
from tests.desk.conftest import SignIn
from tests.desk.handovers import page
from tests.desk.test_pages import hand_over
from tests.desk.test_views import NOW, handover

ANNA = Colleague("1", "anna", "Anna", Role.COLLEAGUE, frozenset({"burgerzaken"}))
CARLA = Colleague("2", "carla", "Carla", Role.COORDINATOR, frozenset({"burgerzaken"}))
FREE = {"gone": False, "forgotten": False, "taken": False, "unreachable": False}


def test_why_it_came_here_is_the_row_of_the_table() -> None:
    view = why(own_catalogue(), handover(goal="waste", outcome="hazardous", confidence=0.61))
    assert view.row == ["Onderwerp: Afval op straat gezet", "Gevaarlijk afval: ja"]
    assert view.sure == "Noor was vrij zeker van het doel (61%)."


@pytest.mark.parametrize(
    ("goal", "outcome", "person"), [("waste", "person_wanted", True), ("waste", "weg", False), ("weg", "x", False)]
)
def test_a_row_that_is_not_there_is_not_made_up(goal: str, outcome: str, person: bool) -> None:
    view = why(own_catalogue(), handover(goal=goal, outcome=outcome))
    assert (view.row, view.person) == (None, person)
    assert "koos dit doel zelf" in view.sure


@pytest.mark.parametrize(
    ("confidence", "word"), [(1.0, "zeker"), (0.8, "zeker"), (0.5, "vrij zeker"), (0.0, "niet zeker")]
)
def test_how_sure(confidence: float, word: str) -> None:
    assert f"was {word} van" in why(own_catalogue(), handover(confidence=confidence)).sure


@pytest.mark.parametrize(
    ("change", "me", "allowed"),
    [
        ({}, ANNA, {"oppakken", "antwoorden", "overnemen", "doorsturen", "afspraak", "afspraken", "sluiten"}),
        (
            {"state": State.CLAIMED, "claimed_by": "1"},
            ANNA,
            {"loslaten", "antwoorden", "overnemen", "doorsturen", "afspraak", "afspraken", "sluiten"},
        ),
        ({"state": State.CLAIMED, "claimed_by": "9"}, ANNA, set()),
        ({"state": State.CLAIMED, "claimed_by": "9"}, CARLA, {"loslaten", "doorsturen", "afspraken", "sluiten"}),
        (
            {"state": State.LIVE, "claimed_by": "9"},
            CARLA,
            {"loslaten", "doorsturen", "afspraken", "sluiten", "teruggeven"},
        ),
        (
            {"state": State.LIVE, "claimed_by": "1"},
            ANNA,
            {"loslaten", "antwoorden", "teruggeven", "doorsturen", "afspraak", "afspraken", "sluiten"},
        ),
        ({"state": State.CLOSED, "claimed_by": "1"}, ANNA, {"heropenen"}),
    ],
)
def test_what_may_be_done(change: dict[str, object], me: Colleague, allowed: set[str]) -> None:
    assert acts(handover(**change), me, **FREE) == allowed | {"notitie"}


@pytest.mark.parametrize(
    ("without", "lost"),
    [
        ("gone", {"antwoorden", "overnemen"}),
        ("taken", {"antwoorden", "overnemen"}),
        ("unreachable", {"overnemen"}),
    ],
)
def test_what_cannot_be_done_is_not_offered(without: str, lost: set[str]) -> None:
    assert acts(handover(), ANNA, **FREE) - acts(handover(), ANNA, **FREE | {without: True}) == lost


@pytest.mark.parametrize(
    ("hours", "words"),
    [(3, "nog 3 uur"), (-2, "2 uur te laat"), (0.5, "nog 30 minuten"), (38, "nog 38 uur"), (50, "nog 2 dagen")],
)
def test_the_clock(hours: float, words: str) -> None:
    assert due_clock(handover(due_at=NOW + timedelta(hours=hours)), NOW) == words


def test_no_clock_when_nobody_waits() -> None:
    assert due_clock(handover(state=State.ANSWERED), NOW) is None
    assert due_clock(handover(due_at=None), NOW) is None


def test_what_another_version_wrote_is_no_code_either() -> None:
    [view] = handover_view.history([("mailed", "noor", NOW, None)], handover_view.ZoneInfo("Europe/Amsterdam"))
    assert (view.who, view.label) == ("Noor", "deed iets")


async def test_the_page_tells_all(front: TestClient, sign_in_as: SignIn) -> None:
    _, first = await hand_over(
        front,
        goal="waste",
        outcome="hazardous",
        facts=(FactLine("topic", "Onderwerp", "Afval op straat gezet", "bel [telefoonnummer]"),),
        decided_by=("topic",),
        confidence=0.9,
    )
    _, session = await sign_in_as("burgerzaken")
    html = await page(front, session, first)
    for words in (
        "Noor was zeker van het doel (90%).",
        "Gevaarlijk afval: ja",
        "Bepalend",
        '<mark class="masked">[telefoonnummer]</mark>',
        "gaf de vraag door",
        "Het gesprek wordt verwijderd op",
        "niemand heeft hem",
    ):
        assert words in html


async def test_when_the_conversation_is_deleted(front: TestClient, sign_in_as: SignIn) -> None:
    _, written = await hand_over(front)
    _, session = await sign_in_as("burgerzaken")
    last = datetime(2026, 11, 23, 23, 30, tzinfo=timezone.utc)
    async with front.app[ENGINE].begin() as connection:
        await connection.execute(update(conversations).values(last_at=last))
    # 28 days later, and there it is the next day already.
    assert "Het gesprek wordt verwijderd op 22 december 2026" in await page(front, session, written)


async def test_other_wishes_of_the_same_resident_that_one_may_see(front: TestClient, sign_in_as: SignIn) -> None:
    _, first = await hand_over(front)
    store = front.app[HANDOVERS]
    others = {}
    for goal, department in (("event", "burgerzaken"), ("waste", "kcc")):
        change = {"goal": goal, "goal_label": goal, "department": department}
        fields = {name: getattr(first, name) for name in ("conversation_id", "message_id", "outcome", "urgency")}
        others[department] = await store.write(NewHandover(summary="S", question="Q", **fields, **change), NOW)
    _, session = await sign_in_as("burgerzaken")
    html = await page(front, session, first)
    assert others["burgerzaken"].reference in html
    assert others["kcc"].reference not in html


async def test_what_was_done_is_told_once_and_nothing_else(front: TestClient, sign_in_as: SignIn) -> None:
    _, written = await hand_over(front)
    _, session = await sign_in_as("burgerzaken")
    assert "Je hebt deze overdracht opgepakt." in await page(front, session, written, gedaan="oppakken")
    html = await page(front, session, written, gedaan="<b>onzin</b>")
    assert "onzin" not in html


async def test_the_page_needs_no_script(front: TestClient, sign_in_as: SignIn) -> None:
    _, written = await hand_over(front)
    _, session = await sign_in_as("burgerzaken")
    html = await page(front, session, written)
    for form in re.findall(r"<form[^>]*data-act[^>]*>", html):
        assert 'method="post"' in form and f'action="/balie/overdrachten/{written.reference}/' in form
