"""Which goal somebody has, as far as their words or their choice say."""

from dataclasses import replace

from bot.goals.afterwards import taken_leave
from bot.goals.answers import number_of_option, option_meant
from bot.goals.conversation import Conversation
from bot.goals.reading import is_dont_know
from bot.goals.steps import OWN_WORDS, PERSON
from bot.goals.turn import SURE, Turn
from bot.goals.unclear import not_understood, to_person
from bot.goals.wishes import LIKELY, asked_in_passing, evident_goal, turn_to

OTHER = "other"
ANYTHING_ELSE = "Iets anders"
MOST_CANDIDATES = 3
#: How much likelier than the next one a goal must be.
AHEAD = 0.15
NEVER_MIND = "Geeft niet. Noem één ding dat je dwarszit, of kies een mens."


def which_goal(turn: Turn) -> Conversation | None:
    """The conversation about the goal that is meant; with a question when that is not clear; None for an aside."""
    if picked := _picked(turn):
        return chosen_goal(turn, picked)
    if turn.now.open is not None:
        if turn.message.is_aside:
            return None
        if turn.message.wants_nothing_more and not turn.now.candidates:
            return taken_leave(replace(turn.now, finished=True))
        if is_dont_know(turn.words.text) and not turn.now.candidates:
            return replace(turn.now, detour=OWN_WORDS, misses=0, notices=(NEVER_MIND,))
    goal = _meant(turn)
    if turn.now.open is not None and goal is None and (asked := asked_in_passing(turn.catalogue, turn.message)):
        goal = asked
    if goal:
        return turn_to(turn.catalogue, turn.now, turn.message, goal)
    return _which_of(turn)


def chosen_goal(turn: Turn, value: str) -> Conversation:
    """The conversation about a goal that was tapped, or typed as it stands on its button."""
    now = turn.now
    if value == PERSON and now.goal is not None and not now.finished:
        return to_person(now)
    if value == OTHER:
        return replace(now, detour=OWN_WORDS, open=None, misses=0)
    if value == now.goal and not now.finished:
        return replace(now, notices=("Daar zijn we al mee bezig.",))
    return turn_to(turn.catalogue, now, turn.message, value) if value in turn.catalogue else now


def _picked(turn: Turn) -> str | None:
    """The goal whose label was typed; one that was offered also by its number."""
    offered = [(name, turn.catalogue[name].label) for name in turn.now.candidates]
    if offered and (picked := option_meant([*offered, (OTHER, ANYTHING_ELSE)], turn.words.text)):
        return picked
    labels = [(name, goal.label) for name, goal in turn.catalogue.items()]
    typed = number_of_option(turn.words.text, len(labels)) is None
    return option_meant(labels, turn.words.text) if typed else None


def _meant(turn: Turn) -> str | None:
    best, chance = turn.likeliest
    others = [other for name, other in turn.belief.items() if name != best]
    named = [name for name, _ in turn.message.wishes if turn.is_offered(name)]
    if len(named) > 1:
        return named[0]
    if chance >= SURE and chance - max(others, default=0.0) >= AHEAD:
        return best
    return evident_goal(turn.catalogue, turn.now.candidates, turn.message)


def _which_of(turn: Turn) -> Conversation | None:
    now = turn.now
    said = (*now.said, turn.words.text)[-5:]
    likely = [name for name, chance in turn.belief.items() if chance >= LIKELY and turn.is_offered(name)]
    candidates = tuple(likely[:MOST_CANDIDATES])
    offer = replace(now, detour=None, said=said, candidates=candidates, product=turn.message.likeliest)
    if now.open is not None and candidates in ((), now.candidates):
        return not_understood(turn, offer)
    return offer
