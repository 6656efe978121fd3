"""A live colleague instead of Noor: when one is called, what a resident says meanwhile, and when nobody comes."""

from dataclasses import replace

from bot.goals.conversation import Conversation
from bot.goals.message import Message
from bot.goals.phrases import longest
from bot.goals.steps import LIVE, MISSED, NO_CONTACT, PERSON

CALL_BACK = "call_back"
#: Who says this wants to be called later, and not to wait for somebody now.
LATER = ("terugbellen", "terug gebeld", "teruggebeld", "bel me", "bellen", "belafspraak", "later")
READ_ALONG = "Dank je. Je collega leest dit straks. Is er nu gevaar? Bel dan 112."
NOBODY_CAME = "Dat spijt me. Ik zorg dat een collega je later helpt."
RATHER_LATER = "Goed, dan helpt een collega je later."
NOT_CALLED = "Goed, ik roep niemand meer. Je vraag blijft wel bij de afdeling."


def wants_somebody_now(before: Conversation, heard: Conversation, message: Message) -> bool:
    """Whether this message asks for a person, or is where Noor gives up, and not for a call later."""
    if heard.live or heard.finished or heard.stopped or not _wants_a_person(heard):
        return False
    again = before.finished or message.intent_is(("human",))
    return (again or not _wants_a_person(before)) and not longest(LATER, message.words.plain)


def heard_while_called(now: Conversation, message: Message) -> Conversation:
    """What a resident says while a colleague is called is for that colleague, unless they want to wait no longer."""
    step, value = message.choice or ("", "")
    if step == LIVE:
        return _without_a_call(now, NOBODY_CAME if value == MISSED else RATHER_LATER)
    if message.choice is None and longest(LATER, message.words.plain):
        return _without_a_call(now, RATHER_LATER)
    if message.stops:
        return replace(now, live=None, called=None, notices=(NOT_CALLED,))
    return replace(now, notices=(READ_ALONG,))


def _wants_a_person(conversation: Conversation) -> bool:
    return conversation.person or conversation.goal == PERSON


def _without_a_call(now: Conversation, said: str) -> Conversation:
    """How to be reached is asked after all; the handover that was made stays the same one."""
    contact = None if now.contact == NO_CONTACT else now.contact
    return replace(now, live=MISSED, person=True, finished=False, contact=contact, misses=0, notices=(said,))
