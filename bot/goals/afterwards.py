"""What is said once a wish is finished: whether there is anything else, and how it was."""

from dataclasses import replace

from bot.goals.conversation import Conversation
from bot.goals.message import Message
from bot.goals.phrases import longest
from bot.goals.reading import is_dont_know
from bot.goals.steps import ELSE, RATING, RATING_WORDS

#: How a resident may have found it, by its value: the label, and the words that say so.
RATINGS = {
    "good": ("Goed", ("goed", "prima", "top", "fijn", "super*", "geweldig", "uitstekend", "perfect", "tevreden")),
    "fair": ("Gaat wel", ("gaat wel", "gaat", "redelijk", "matig", "mwah", "niet slecht", "kan beter")),
    "bad": ("Niet goed", ("slecht", "waardeloos", "niet goed", "ontevreden", "niks", "vreselijk", "dramatisch")),
}
NO_RATING = "none"
NO_WORDS = "none"
THANKS_FOR_RATING = "Dank je wel. Daar leren we van."


def heard_afterwards(now: Conversation, message: Message) -> Conversation | None:
    """The conversation after an answer about the conversation itself; None when it is something else."""
    if message.choice is not None:
        step, value = message.choice
        if step == ELSE:
            return taken_leave(now)
        if step == RATING:
            return _rated(now, value)
        return _with_words(now, "") if step == RATING_WORDS else None
    if now.open == RATING_WORDS:
        return _with_words(now, "" if message.skips or message.is_a_no else message.words.text)
    if now.open == RATING:
        said = max(RATINGS, key=lambda name: longest(RATINGS[name][1], message.words.plain))
        if longest(RATINGS[said][1], message.words.plain):
            return _rated(now, said)
        no_more = (
            message.skips
            or message.is_a_no
            or message.only_agrees
            or message.is_a_yes
            or is_dont_know(message.words.text)
        )
        return _rated(now, NO_RATING) if no_more else None
    return None


def taken_leave(now: Conversation) -> Conversation:
    """There is nothing else: how it was is asked, once."""
    if now.rating is None:
        return replace(now, detour=RATING, open=None)
    return replace(now, detour=None, open=None)


def _rated(now: Conversation, rating: str) -> Conversation:
    rated = replace(now, rating=rating, detour=None, open=None)
    if rating == NO_RATING:
        return replace(rated, notices=("Prima. Fijne dag!",))
    if rating == "good":
        return replace(rated, notices=(THANKS_FOR_RATING,))
    return replace(rated, detour=RATING_WORDS)


def _with_words(now: Conversation, words: str) -> Conversation:
    return replace(now, rating_words=words or NO_WORDS, detour=None, open=None, notices=(THANKS_FOR_RATING,))
