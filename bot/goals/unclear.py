"""When words alone do not get further: a person, what is only passed on, and what was not understood."""

from dataclasses import replace
from typing import Any

from bot.goals.conditions import DONT_KNOW
from bot.goals.conversation import Conversation
from bot.goals.phrases import denied, longest
from bot.goals.steps import CONFIRM, CONTACT, CORRECT, MAX_MISSES, NO_CONTACT, OWN_WORDS, PERSON, VISIT
from bot.goals.turn import SURE, Turn

SHORT = 8
MAX_REMARK = 300
NOT_KEPT = "Je nummer of adres heb ik nog niet bewaard. Als het nodig is, vraag ik erom."
PASSED_ON = "Dat geef ik erbij door."
NOT_UNDERSTOOD = "Ik begrijp het niet goed genoeg. Een collega helpt je verder."


def person_named(turn: Turn) -> Conversation | None:
    """A short message that asks for a person in so many words; such a wish goes before any answer."""
    named = longest(turn.catalogue[PERSON].data.words, turn.words.plain)
    return to_person(turn.now) if named and turn.message.length <= SHORT and not turn.now.person else None


def person_meant(turn: Turn) -> Conversation | None:
    """A message that is about having a person, as far as can be understood."""
    refused = denied(turn.catalogue[PERSON].data.words, turn.words.plain)
    meant = turn.message.ranking.get("human", 0.0) >= SURE and not refused and not turn.now.person
    return to_person(turn.now) if meant else None


def to_person(now: Conversation) -> Conversation:
    """On to a colleague, with all that is known."""
    if now.goal is None:
        return now.about(PERSON)
    return replace(now, person=True, detour=None, misses=0)


def passed_on(turn: Turn) -> Conversation | None:
    """What is said about the summary and changes nothing in it, a colleague reads all the same."""
    if turn.now.open not in (CONFIRM, CORRECT) or turn.message.is_aside or turn.message.length < 2:
        return None
    return with_remark(turn, PASSED_ON)


def with_remark(turn: Turn, notice: str) -> Conversation:
    """With the message as a remark for the colleague, and a word about that."""
    remark = ". ".join(part for part in (turn.now.remark, turn.words.text) if part)[:MAX_REMARK]
    return replace(turn.now, remark=remark, detour=None, misses=0, notices=(notice,))


def not_understood(turn: Turn, offer: Conversation | None = None) -> Conversation | None:
    """One more try, with the goals of `offer` where it has any; after that, a person."""
    now = turn.now
    if turn.message.is_aside:
        return None
    if now.open in (CONTACT, VISIT) and now.misses:
        settled: dict[str, Any] = {"contact": NO_CONTACT} if now.open == CONTACT else {"visit": False}
        return replace(now, misses=0, **settled)
    if turn.message.contact:
        return replace(now, notices=(NOT_KEPT,))
    misses = now.misses + 1
    if misses >= MAX_MISSES and now.open is not None and turn.in_dossier(now.open):
        skipped = with_remark(turn, PASSED_ON)
        return skipped.with_facts(turn.message.facts({now.open: DONT_KNOW}))
    if misses >= MAX_MISSES:
        return replace(to_person(now), notices=(NOT_UNDERSTOOD,))
    if offer is not None and not offer.candidates:
        offer = replace(offer, detour=OWN_WORDS)
    return replace(offer or now, misses=misses)
