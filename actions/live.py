"""A live colleague for who wants a person: called when one is there, waited for, and given up."""

from dataclasses import replace
from datetime import datetime, timezone

from actions.context import calls, catalogue, handovers, live_wait_minutes, municipality, presence, today
from actions.destination import ELSEWHERE, destination
from bot.goals.asking import Option, Reply
from bot.goals.conversation import Conversation
from bot.goals.live import CALL_BACK, wants_somebody_now
from bot.goals.message import Message
from bot.goals.steps import CALLED, LIVE, PERSON
from bot.handover.record import NewHandover


async def still_waiting(before: Conversation, message: Message) -> Conversation:
    """The conversation as it is when a colleague came, or the desk closed the case: nobody is waited for then."""
    gave_up = message.choice is not None and message.choice[0] == LIVE
    if before.live != CALLED or before.reference is None or gave_up or await calls().waits(before.reference):
        return before
    return without_call(before)


async def with_a_colleague(before: Conversation, heard: Conversation, message: Message) -> Conversation:
    """The conversation with a colleague called, when somebody is wanted now and there is somebody in working hours.

    Who is called when the department itself has nobody: the customer contact centre.
    """
    now = datetime.now(timezone.utc)
    if before.live == CALLED and heard.live != CALLED and before.reference is not None:
        await calls().stop(before.reference, now)
    if not wants_somebody_now(before, heard, message):
        return heard
    own = destination(catalogue()[heard.goal or PERSON], heard, today()).department
    called = await presence().first_with_somebody([own, ELSEWHERE], now)
    return replace(heard, live=CALLED, called=called) if called else heard


async def call_colleague(now: Conversation, new: NewHandover) -> tuple[Conversation, Reply]:
    """Write the handover that colleagues see at the top of their list, once; what the resident hears."""
    if now.reference is not None:
        # The message came while a colleague is awaited.
        return replace(now, finished=True, notices=()), Reply("\n".join(now.notices), _rather_later())
    wanted = replace(new, department=str(now.called), live_wanted=True)
    written = await handovers().write(wanted, datetime.now(timezone.utc))
    kept = replace(now, reference=written.reference, finished=True, open=None, notices=())
    # That a colleague helps is what is said next.
    opening = catalogue()[PERSON].data.opening
    lines = [*(notice for notice in now.notices if notice != opening), _called(written.department, written.reference)]
    return kept, Reply("\n".join(lines), _rather_later())


async def call_later(now: Conversation, new: NewHandover) -> None:
    """Make a call-back of the handover that waited for a colleague."""
    assert now.reference is not None
    when = [fact for fact in new.facts if fact.name not in now.facts]
    await calls().call_back(now.reference, new.department, new.contact, when, datetime.now(timezone.utc))


def without_call(now: Conversation) -> Conversation:
    """The conversation with nobody called any more."""
    return replace(now, live=None, called=None, reference=None)


def _called(department: str, reference: str) -> str:
    minutes = live_wait_minutes()
    long = "1 minuut" if minutes == 1 else f"{minutes:g} minuten".replace(".", ",")
    who = municipality().departments[department].in_sentence
    return (
        f"Ik roep nu een collega van {who}. Je meldnummer is {reference}. "
        f"Typ gerust verder: je collega leest alles.\nIs er over {long} nog niemand? Dan hoor je dat van mij."
    )


def _rather_later() -> tuple[Option, ...]:
    return (Option("Help me liever later", LIVE, CALL_BACK),)
