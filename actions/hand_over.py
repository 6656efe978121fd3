"""The end of a wish: the handover to a department, and what the resident takes home."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.context import (
    catalogue,
    conversation_of,
    handovers,
    message_of,
    municipality,
    slots_of,
    today,
    with_street_works,
)
from actions.destination import destination
from actions.goal_form import utter
from actions.live import call_colleague, call_later, without_call
from actions.wishes import channel_of, keep_wish
from bot.goals.asking import Reply, anything_else, ask, closing, told
from bot.goals.conversation import Conversation
from bot.goals.goal import Goal
from bot.goals.model import Outcome
from bot.goals.next_step import settled, to_say_back
from bot.goals.steps import BESIDES_FACTS, CALLED, MISSED, PERSON, RESUME
from bot.goals.wording import for_department, said_back, value_text
from bot.handover.record import MAX_QUESTION, MAX_SUMMARY, FactLine, NewHandover
from bot.handover.wishes import Ended

_REACHED = {"phone": "Ze bellen je.", "email": "Ze sturen je een e-mail.", "chat": "Je krijgt hier antwoord."}


class ActionHandOver(Action):
    """Writes the handover, if the outcome asks for one, and closes the wish."""

    def name(self) -> str:
        return "action_hand_over"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        now = await with_street_works(conversation_of(tracker))
        if now.stopped:
            await keep_wish(tracker, now, Ended.STOPPED, "stopped")
            _utter(dispatcher, ["Goed, dan stuur ik niets door."], now, None)
            return slots_of(Conversation(rating=now.rating))
        if now.goal is None or (now.finished and now.live != CALLED):
            _utter(dispatcher, [*now.notices], now, None)
            return slots_of(replace(now, notices=()))
        goal = catalogue()[now.goal]
        if now.live == CALLED:
            wanted = _new_handover(goal, now, tracker)
            waiting, reply = await call_colleague(now, wanted)
            if now.reference is None:
                await keep_wish(tracker, now, Ended.PERSON, wanted.outcome, now.called)
            utter(dispatcher, reply)
            return slots_of(waiting)
        outcome = settled(goal, now, today())
        answered = outcome if outcome is not None and not outcome.handed_over and not now.person else None
        understood = said_back(goal, to_say_back(goal, now, today()))
        if answered:
            await keep_wish(tracker, now, Ended.ANSWERED, answered.name)
        first = understood if answered else await _hand_over(goal, outcome, now, tracker)
        _utter(dispatcher, [*now.notices, first, *_advice(goal, outcome, now)], now, outcome)
        if now.waiting:
            following = Conversation(
                detour=RESUME, waiting=now.waiting, contact=now.contact, day_part=now.day_part, rating=now.rating
            )
            asked, reply = ask(catalogue(), following, today(), municipality().tell)
            utter(dispatcher, reply)
            return slots_of(asked)
        return slots_of(replace(without_call(now), finished=True, open=None, notices=()))


def _utter(dispatcher: CollectingDispatcher, lines: list[str], now: Conversation, outcome: Outcome | None) -> None:
    """Say the end of a wish, and ask whether there is anything else unless another one waits or how it was is known."""
    text = "\n".join(line for line in lines if line)
    if now.waiting and not now.finished:
        utter(dispatcher, Reply(text))
    elif now.finished and now.rating:
        utter(dispatcher, Reply(text or "Graag gedaan. Fijne dag!"))
    else:
        more = anything_else(catalogue(), now, outcome)
        utter(dispatcher, replace(more, text="\n".join(line for line in (text, more.text) if line)))


async def _hand_over(goal: Goal, outcome: Outcome | None, now: Conversation, tracker: Tracker) -> str:
    """Write the handover, or make a call-back of the one that waited for a colleague; who helps, in words."""
    new = _new_handover(goal, now, tracker)
    if now.live == MISSED and now.reference is not None:
        await call_later(now, new)
        return _who_helps(new, now.reference)
    written = await handovers().write(new, datetime.now(timezone.utc))
    wanted = now.person or goal.name == PERSON or outcome is None
    await keep_wish(tracker, now, Ended.PERSON if wanted else Ended.HANDED_OVER, new.outcome, written.department)
    return _who_helps(new, written.reference)


def _advice(goal: Goal, outcome: Outcome | None, now: Conversation) -> list[str]:
    if outcome is None:
        return ["Een collega bekijkt je vraag."]
    tell = municipality().tell
    urgent = (told(outcome.first, tell) or "") if outcome.first else ""
    correctable = "" if outcome.handed_over or not now.facts else "Klopt er iets niet? Zeg het gerust."
    return [urgent, *closing(goal, outcome, now, today(), tell), correctable]


def _new_handover(goal: Goal, now: Conversation, tracker: Tracker) -> NewHandover:
    to = destination(goal, now, today())
    products = [*(to.outcome.products if to.outcome else ())]
    products += [name for row in goal.additions(now.values, today()) for name in row.products]
    return NewHandover(
        conversation_id=tracker.sender_id,
        message_id=message_of(tracker).id,
        goal=goal.name,
        goal_label=goal.label,
        outcome=to.outcome.name if to.outcome else "person_wanted",
        department=to.department,
        urgency=to.urgency,
        summary=for_department(goal, now.values, MAX_SUMMARY),
        question=now.wish[:MAX_QUESTION].strip() or goal.data.request,
        products=tuple(dict.fromkeys(products)),
        facts=(*_facts(goal, now), *_besides(now)),
        decided_by=goal.decided_by(now.values, today()),
        channel=channel_of(tracker),
        contact=now.contact or "none",
        visit_wanted=now.visit,
        confidence=now.sure,
    )


def _facts(goal: Goal, now: Conversation) -> Iterator[FactLine]:
    for name, fact in now.facts.items():
        question = goal.questions[name]
        yield FactLine(name, question.label, value_text(question, fact.value), fact.words)


def _besides(now: Conversation) -> Iterator[FactLine]:
    """What was said besides: when somebody may be called or visited, and remarks."""
    for name, label in BESIDES_FACTS.items():
        if words := getattr(now, name):
            yield FactLine(name, label, words, words)


def _who_helps(handover: NewHandover, reference: str) -> str:
    department = municipality().departments[handover.department].in_sentence
    phone = municipality().phone(handover.department) or municipality().tell("kcc_phone")
    call = f"Je kunt zelf bellen naar {phone}." if phone else "Je neemt zelf contact op."
    how = _REACHED.get(handover.contact, call)
    return f"Ik heb je vraag doorgegeven aan {department}. {how} Je meldnummer is {reference}. Bewaar dat goed."
