"""What a message changes in a conversation: all that listens, in the order in which it is asked."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from bot.goals.account import with_correction
from bot.goals.afterwards import heard_afterwards
from bot.goals.alarm import with_alarm
from bot.goals.arranging import ARRANGEMENTS
from bot.goals.catalogue import Catalogue
from bot.goals.conversation import Conversation
from bot.goals.finding import which_goal
from bot.goals.live import heard_while_called
from bot.goals.message import Message
from bot.goals.reopening import after_the_end
from bot.goals.steps import CALLED, CONTACT, CORRECT, GOAL, OWN_WORDS, RESUME
from bot.goals.tapping import chosen
from bot.goals.telling import put_right, put_right_the_only, told, told_otherwise, what_is_different
from bot.goals.turn import Turn
from bot.goals.turning import in_between, other_than_understood, resumed_or_not, stopped, switched
from bot.goals.unclear import not_understood, passed_on, person_meant, person_named
from bot.goals.wishes import welcomed_back, with_other_wishes

NO_BSN = "Je burgerservicenummer heb ik niet nodig. Ik heb het niet bewaard."

Listens = Callable[[Turn], Conversation | None]


def hear(catalogue: Catalogue, conversation: Conversation, message: Message) -> Conversation | None:
    """The conversation after the message, or None when the message is an aside that answers nothing."""
    heard = _heard(Turn(catalogue, replace(conversation, notices=(), between=None), message))
    if heard is not None:
        heard = welcomed_back(catalogue, conversation, message, with_other_wishes(catalogue, heard, message))
        heard = with_alarm(catalogue, message, with_correction(conversation, message, heard))
    if message.holds_bsn and (heard is not None or conversation.open is not None):
        heard = heard or conversation
        return replace(heard, notices=(NO_BSN, *heard.notices))
    return heard


def _heard(turn: Turn) -> Conversation | None:
    if turn.now.live == CALLED:
        return heard_while_called(turn.now, turn.message)
    if turn.message.choice is not None:
        return chosen(turn, *turn.message.choice)
    if turn.now.finished:
        return heard_afterwards(turn.now, turn.message) or after_the_end(turn)
    if turn.now.open is None:
        return which_goal(turn)
    return next((heard for listens in _in_order(turn) if (heard := listens(turn)) is not None), None)


def _in_order(turn: Turn) -> Iterator[Listens]:
    step = turn.now.open or ""
    # A question that was asked under an earlier catalogue may be gone: what is told then is heard as any other fact.
    to_a_fact = told if turn.question else what_is_different
    answer = ARRANGEMENTS.get(step) or _ANSWERS.get(step, to_a_fact)
    yield stopped
    yield told_otherwise
    if step == CONTACT:
        yield answer
    yield person_named
    yield put_right
    yield in_between
    yield other_than_understood
    yield answer
    yield person_meant
    yield switched
    yield put_right_the_only
    yield passed_on
    yield not_understood


#: Who takes in the answer to each of these steps; to all others it is a fact.
_ANSWERS: Mapping[str, Listens] = {
    GOAL: which_goal,
    OWN_WORDS: which_goal,
    CORRECT: what_is_different,
    RESUME: resumed_or_not,
}
