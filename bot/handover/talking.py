"""A colleague and the resident of a handover: answering, taking the conversation over and handing it back."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.handover.act import Act, Worker, acting
from bot.handover.record import Handover, State
from bot.handover.refusals import AlreadyLive, ConversationGone, NotLive, TakenByOther
from bot.handover.store import read_handover
from bot.messages import rows, texts
from bot.messages.wake import DESK, Announcer
from bot.storage.events import NOOR, Event
from bot.storage.tables import handovers
from bot.storage.unbroken import unbroken


class Talking:
    """Each act is one transaction; whoever listens to the conversation hears of it. `now` is aware UTC.

    All raise `bot.handover.refusals.Refusal` when it cannot be done, and then nothing was changed.
    """

    def __init__(self, engine: AsyncEngine, announcer: Announcer) -> None:
        self._engine, self._announcer = engine, announcer

    @unbroken
    async def answer(self, seen: Handover, by: Worker, now: datetime, text: str, external_id: str) -> None:
        """Say something to the resident, on their own channel; the same external id is said once."""
        conversation_id, own_id = seen.conversation_id, f"desk:{external_id}"
        async with acting(self._engine, seen, by, now) as act:
            await act.require_mine()
            await _lock(act)
            if await rows.position_of(act.connection, conversation_id, own_id) is not None:
                return
            await _require_free(act)
            await rows.add(act.connection, conversation_id, "staff", text, external_id=own_id, author=by.name)
            await note_contact(act, "answered")
        self._tell(conversation_id)

    @unbroken
    async def take_over(self, seen: Handover, by: Worker, now: datetime) -> None:
        """From now on Noor is silent."""
        async with acting(self._engine, seen, by, now) as act:
            await act.require_mine()
            await _lock(act)
            if act.handover.state is State.LIVE:
                return
            await _require_free(act)
            await rows.change_hands(act.connection, seen.conversation_id, by.name, texts.taken_over(by.name))
            await act.change("taken_over", state=State.LIVE, live_wanted=False)
        self._tell(seen.conversation_id)

    @unbroken
    async def hand_back(self, seen: Handover, by: Worker, now: datetime) -> None:
        """The conversation is Noor's again; the handover stays with who has it."""
        async with acting(self._engine, seen, by, now) as act:
            if act.handover.state is not State.LIVE:
                raise NotLive
            if act.handover.claimed_by != by.id and not by.leads:
                raise TakenByOther(await act.holder())
            await hand_back_if_live(act)
        self._tell(seen.conversation_id)

    @unbroken
    async def take_back(self, seen: Handover, now: datetime) -> bool:
        """Noor goes on because the colleague is gone; somebody else can claim the handover.

        False when it is no longer live with that colleague.
        """
        async with acting(self._engine, seen, Worker("", NOOR), now) as act:
            if act.handover.state is not State.LIVE or act.handover.claimed_by != seen.claimed_by:
                return False
            await _give_to_noor(act, texts.COLLEAGUE_GONE)
            values = {"state": State.NEW, "claimed_by": None, "reacted_at": None}
            await act.change("taken_back", await act.holder(), **values)
        self._tell(seen.conversation_id)
        return True

    @unbroken
    async def live(self) -> list[Handover]:
        """The handovers in which a colleague talks with the resident now."""
        query = select(handovers).where(handovers.c.state == State.LIVE.value)
        async with self._engine.connect() as connection:
            return [read_handover(row) for row in await connection.execute(query)]

    def _tell(self, conversation_id: str) -> None:
        self._announcer.wake(conversation_id)
        self._announcer.wake(DESK)


async def hand_back_if_live(act: Act, text: str = texts.HANDED_BACK) -> None:
    """Nothing that ends a colleague's part leaves the resident with nobody; `text` tells them what happens now."""
    if act.handover.state is State.LIVE:
        await _give_to_noor(act, text)
        await act.change("handed_back", state=State.ANSWERED if act.handover.reacted_at else State.CLAIMED)


async def end_call(act: Act) -> None:
    """Who waits in the chat for a colleague is told that nobody comes; Noor sees it with their next message."""
    if act.handover.live_wanted:
        try:
            await rows.lock(act.connection, act.handover.conversation_id)
        except LookupError:
            return
        await rows.add(act.connection, act.handover.conversation_id, "system", texts.CLOSED_MEANWHILE)


async def note_contact(act: Act, what: Event, note: str | None = None) -> None:
    """The resident heard from a person; while they talk, only the first time is an event."""
    first, live = act.handover.reacted_at is None, act.handover.state is State.LIVE
    if first or not live or note:
        values = {"state": act.handover.state if live else State.ANSWERED, "live_wanted": False}
        await act.change(what, note, **values, **heard_a_person(act))


def heard_a_person(act: Act) -> dict[str, datetime]:
    """The first time that it happened at all, and the first time within the term that runs now."""
    return {
        "answered_at": act.handover.answered_at or act.now,
        "reacted_at": act.handover.reacted_at or act.now,
    }


async def _lock(act: Act) -> None:
    try:
        await rows.lock(act.connection, act.handover.conversation_id)
    except LookupError:
        raise ConversationGone from None


async def _require_free(act: Act) -> None:
    """Two colleagues in one conversation would speak at cross-purposes, each with a handover of its own."""
    name = await rows.live_with(act.connection, act.handover.conversation_id)
    if name is not None and act.handover.state is not State.LIVE:
        raise AlreadyLive(name)


async def _give_to_noor(act: Act, text: str) -> None:
    try:
        await rows.lock(act.connection, act.handover.conversation_id)
    except LookupError:
        return  # Deleted in the meantime: there is nobody to tell.
    await rows.change_hands(act.connection, act.handover.conversation_id, None, text)
