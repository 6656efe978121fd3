"""How somebody is helped once it is clear with what: the summary, how and when to be reached, a visit."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.goals.answers import option_meant
from bot.goals.conversation import Conversation
from bot.goals.phrases import longest, plain
from bot.goals.reading import read_yes_no
from bot.goals.steps import CONFIRM, CONTACT, CORRECT, DAY_PART, HERE, VISIT, VISIT_DAYS
from bot.goals.turn import Turn

DAY_PARTS = ("In de ochtend", "In de middag", "Maakt niet uit")
NO_MATTER = "Maakt niet uit"
MAX_WORDS = 100
_HERE_WORDS = tuple(plain(words) for words in ("hier", "whatsapp", "app", "appen", "appje", "chat", "dit gesprek"))
CONFIRMATIONS = (("yes", "Ja, klopt"), ("no", "Nee, aanpassen"))


def confirmation(turn: Turn) -> Conversation | None:
    """Whether the summary is right."""
    answer = read_yes_no(turn.words.text)
    if answer is None and (meant := option_meant(CONFIRMATIONS, turn.words.text)):
        answer = meant == "yes"
    if answer is None:
        return None
    return replace(turn.now, confirmed=answer, detour=None if answer else CORRECT, misses=0)


def contact(turn: Turn) -> Conversation | None:
    """How somebody can be reached."""
    reached = turn.message.how_to_be_reached
    if turn.now.answered_here and turn.message.contact is None and longest(_HERE_WORDS, turn.words.plain):
        reached = HERE
    return replace(turn.now, contact=reached, misses=0) if reached else None


def visit(turn: Turn) -> Conversation | None:
    """Whether somebody is to come by."""
    answer = read_yes_no(turn.words.text)
    return None if answer is None else replace(turn.now, visit=answer, misses=0)


def day_part(turn: Turn) -> Conversation | None:
    """When somebody is to be called."""
    part = next((label for label in DAY_PARTS if longest((plain(label),), turn.words.plain)), turn.words.text)
    return None if turn.message.is_aside else replace(turn.now, day_part=part[:MAX_WORDS], misses=0)


def visit_days(turn: Turn) -> Conversation | None:
    """On which days somebody may come by."""
    days = NO_MATTER if turn.message.skips else turn.words.text
    return None if turn.message.is_aside else replace(turn.now, visit_days=days[:MAX_WORDS], misses=0)


#: What each of these steps makes of a message; None when it is no answer.
ARRANGEMENTS: Mapping[str, Callable[[Turn], Conversation | None]] = {
    CONFIRM: confirmation,
    CONTACT: contact,
    DAY_PART: day_part,
    VISIT: visit,
    VISIT_DAYS: visit_days,
}
