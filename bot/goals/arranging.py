"""How somebody is helped once it is clear with what: the summary, how and when to be reached, a visit."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.goals.answers import option_meant
from bot.goals.conversation import CONFIRM, CONTACT, CORRECT, DAY_PART, VISIT, VISIT_DAYS, Conversation
from bot.goals.message import Message
from bot.goals.phrases import longest, plain
from bot.goals.reading import read_yes_no

DAY_PARTS = ("In de ochtend", "In de middag", "Maakt niet uit")
NO_MATTER = "Maakt niet uit"
MAX_WORDS = 100


def confirmation(now: Conversation, message: Message) -> Conversation | None:
    """Whether the summary is right."""
    answer = read_yes_no(message.words.text)
    if answer is None and option_meant([("yes", "Ja, klopt"), ("no", "Nee, aanpassen")], message.words.text):
        answer = option_meant([("yes", "Ja, klopt"), ("no", "Nee, aanpassen")], message.words.text) == "yes"
    if answer is None:
        return None
    return replace(now, confirmed=answer, detour=None if answer else CORRECT, misses=0)


def contact(now: Conversation, message: Message) -> Conversation | None:
    """How somebody can be reached."""
    reached = message.how_to_be_reached
    return replace(now, contact=reached, misses=0) if reached else None


def visit(now: Conversation, message: Message) -> Conversation | None:
    """Whether somebody is to come by."""
    answer = read_yes_no(message.words.text)
    return None if answer is None else replace(now, visit=answer, misses=0)


def day_part(now: Conversation, message: Message) -> Conversation | None:
    """When somebody is to be called."""
    part = next((label for label in DAY_PARTS if longest((plain(label),), message.words.plain)), message.words.text)
    return None if message.is_aside else replace(now, day_part=part[:MAX_WORDS], misses=0)


def visit_days(now: Conversation, message: Message) -> Conversation | None:
    """On which days somebody may come by."""
    days = NO_MATTER if message.skips else message.words.text
    return None if message.is_aside else replace(now, visit_days=days[:MAX_WORDS], misses=0)


#: What each of these steps makes of a message; None when it is no answer.
ARRANGEMENTS: Mapping[str, Callable[[Conversation, Message], Conversation | None]] = {
    CONFIRM: confirmation,
    CONTACT: contact,
    DAY_PART: day_part,
    VISIT: visit,
    VISIT_DAYS: visit_days,
}
