"""Who wants a person: a colleague who is there is called, and nothing is promised that is not kept."""

from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncEngine

from actions import context
from actions.goal_form import ActionAskAnswer, ValidateGoalForm
from actions.hand_over import ActionHandOver
from bot.handover.act import Worker
from bot.handover.life import Life
from bot.handover.record import Handover, State
from bot.handover.store import HandoverStore
from bot.messages.wake import Announcer
from bot.storage.tables import conversations
from tests.actions.conftest import MakeTracker, slots_after
from tests.handover.colleagues import add_colleague

Clock = Callable[[str], None]


class Resident:
    """Says one thing after the other, as Rasa would bring it."""

    def __init__(self, tracker: MakeTracker) -> None:
        self._tracker, self._slots, self._count = tracker, {}, 0

    async def says(self, text: str = "", intent: str = "inform", choice: str | None = None) -> str:
        self._count += 1
        dispatcher, name = CollectingDispatcher(), f"m{self._count}"
        given = {"text": text, "intent": intent, "choice": choice, "message_id": name}
        await self._run(ValidateGoalForm(), dispatcher, given)
        action = ActionHandOver() if self._slots.get("answer") else ActionAskAnswer()
        await self._run(action, dispatcher, given)
        return "\n".join(message["text"] for message in dispatcher.messages)

    async def _run(self, action: Any, dispatcher: CollectingDispatcher, given: dict[str, Any]) -> None:
        self._slots |= slots_after(await action.run(dispatcher, self._tracker(self._slots, **given), {}))


@pytest.fixture
def resident(tracker: MakeTracker) -> Resident:
    return Resident(tracker)


@pytest.fixture
async def kcc_is_there(store: HandoverStore, monkeypatch: pytest.MonkeyPatch) -> str:
    """A colleague of the customer contact centre, in working hours; their id."""
    return await somebody(store._engine, "kcc", monkeypatch)


async def somebody(engine: AsyncEngine, department: str, monkeypatch: pytest.MonkeyPatch, at: str = "12:00") -> str:
    moment = datetime.fromisoformat(f"2026-11-23T{at}:00+00:00")

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return moment.astimezone(tz)

    monkeypatch.setattr("actions.live.datetime", Clock)
    colleague = await add_colleague(engine, department.title(), department, now=moment)
    await context.presence().say(colleague, True, moment)
    async with engine.begin() as connection:
        started = datetime.now(timezone.utc)
        row = {"id": "conversation-1", "channel": "website", "created_at": started, "last_at": started}
        await connection.execute(insert(conversations).values(row))
    return colleague


async def only(store: HandoverStore) -> Handover:
    [written] = await store.of("conversation-1")
    return written


async def test_a_colleague_is_called_at_once(store: HandoverStore, kcc_is_there: str, resident: Resident) -> None:
    said = await resident.says("ik wil een mens spreken", "human")
    written = await only(store)
    assert written.live_wanted and (written.department, written.contact) == ("kcc", "none")
    assert written.question == "ik wil een mens spreken"
    assert said.startswith(f"Ik roep nu een collega van het Klantcontactcentrum. Je meldnummer is {written.reference}.")
    assert "Is er over 3 minuten nog niemand? Dan hoor je dat van mij." in said


async def test_what_is_said_meanwhile_makes_no_second_handover(
    store: HandoverStore, kcc_is_there: str, resident: Resident
) -> None:
    await resident.says("ik wil een mens spreken", "human")
    assert (await resident.says("het gaat over mijn paspoort", "passport")).startswith("Dank je. Je collega leest")
    assert (await only(store)).live_wanted


async def test_when_nobody_came_it_becomes_a_call_back(
    store: HandoverStore, kcc_is_there: str, resident: Resident
) -> None:
    await resident.says("ik wil een mens spreken", "human")
    first = await only(store)
    assert "Hoe kunnen we je bereiken?" in await resident.says(choice="live=missed", intent="choose")
    await resident.says("[telefoonnummer]")
    said = await resident.says("in de middag")
    assert f"Ze bellen je. Je meldnummer is {first.reference}." in said
    kept = await only(store)
    assert (kept.reference, kept.contact, kept.live_wanted) == (first.reference, "phone", False)
    assert [(fact.name, fact.value) for fact in kept.facts] == [("day_part", "In de middag")]


async def test_the_department_itself_gets_what_the_contact_centre_could_not_take(
    store: HandoverStore, kcc_is_there: str, resident: Resident
) -> None:
    await resident.says("ik wil een dakkapel bouwen", "extension")
    await resident.says("ik wil een medewerker", "human")
    assert (await only(store)).department == "kcc"
    await resident.says(choice="live=call_back", intent="choose")
    assert not (await only(store)).live_wanted
    await resident.says("[e-mailadres]")
    assert ((await only(store)).department, (await only(store)).contact) == ("odwh", "email")


async def test_the_right_department_is_called_first(
    store: HandoverStore, resident: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    await somebody(store._engine, "odwh", monkeypatch)
    await resident.says("ik wil een dakkapel bouwen", "extension")
    assert "een collega van de Omgevingsdienst" in await resident.says("ik wil een medewerker", "human")
    assert (await only(store)).department == "odwh"


@pytest.mark.parametrize("at", ["07:59", "16:00"])
async def test_outside_working_hours_nobody_is_promised(
    store: HandoverStore, resident: Resident, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    await somebody(store._engine, "kcc", monkeypatch, at)
    assert "Ik roep" not in await resident.says("ik wil een mens spreken", "human")


async def test_with_nobody_there_the_call_back_follows_at_once(store: HandoverStore, resident: Resident) -> None:
    assert "Waar gaat het over?" in await resident.says("ik wil een mens spreken", "human")
    assert await store.of("conversation-1") == []


async def test_when_the_desk_closed_it_meanwhile_noor_is_noor_again(
    store: HandoverStore, kcc_is_there: str, resident: Resident, announcer: Announcer
) -> None:
    """Who waited was told that nobody comes; what they say next is a wish like any other."""
    await resident.says("ik wil een mens spreken", "human")
    life = Life(store._engine, context.municipality(), announcer)
    await life.close(await only(store), Worker(kcc_is_there, "Kcc"), datetime.now(timezone.utc), "connected")
    assert "Wanneer vertrek je" in await resident.says("ik ga met een verlopen paspoort naar turkije", "travel")


async def test_a_call_back_that_was_asked_for_before_it_was_closed_is_open_again(
    store: HandoverStore, kcc_is_there: str, resident: Resident, announcer: Announcer
) -> None:
    await resident.says("ik wil een mens spreken", "human")
    await resident.says(choice="live=missed", intent="choose")
    life = Life(store._engine, context.municipality(), announcer)
    await life.close(await only(store), Worker(kcc_is_there, "Kcc"), datetime.now(timezone.utc), "connecting_failed")
    await resident.says("[telefoonnummer]")
    assert "Ze bellen je." in await resident.says("in de middag")
    kept = await only(store)
    assert (kept.contact, kept.state, kept.outcome_code) == ("phone", State.CLAIMED, None)


async def test_once_a_colleague_came_noor_is_noor_again(
    store: HandoverStore, kcc_is_there: str, resident: Resident
) -> None:
    await resident.says("ik wil een mens spreken", "human")
    async with store._engine.begin() as connection:
        await connection.execute(update(conversations).values(live_with="Anna"))
    assert "Wanneer vertrek je" in await resident.says("ik ga met een verlopen paspoort naar turkije", "travel")
