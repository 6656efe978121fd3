"""An option that was tapped, of the open question or of an older one."""

from dataclasses import replace
from typing import Any

from bot.goals.afterwards import heard_afterwards
from bot.goals.arranging import DAY_PARTS, NO_MATTER
from bot.goals.conversation import Conversation
from bot.goals.finding import chosen_goal
from bot.goals.steps import (
    CONFIRM,
    CONTACT,
    CORRECT,
    DAY_PART,
    ELSE,
    GOAL,
    HERE,
    NO_CONTACT,
    RATING,
    RATING_WORDS,
    RESUME,
    VISIT,
    VISIT_DAYS,
)
from bot.goals.turn import Turn
from bot.goals.wishes import resumed

#: What these options settle, when their question is the open one.
_SETTLES: dict[tuple[str, str], dict[str, Any]] = {
    (CONFIRM, "yes"): {"confirmed": True},
    (CONFIRM, "no"): {"detour": CORRECT},
    (CONTACT, NO_CONTACT): {"contact": NO_CONTACT},
    (CONTACT, HERE): {"contact": HERE},
    (VISIT, "yes"): {"visit": True},
    (VISIT, "no"): {"visit": False},
    (VISIT_DAYS, NO_CONTACT): {"visit_days": NO_MATTER},
    **{(DAY_PART, label): {"day_part": label} for label in DAY_PARTS},
}


def chosen(turn: Turn, step: str, value: str) -> Conversation:
    """The conversation after an option was tapped."""
    now = turn.now
    if step == GOAL:
        return chosen_goal(turn, value)
    if step in (ELSE, RATING, RATING_WORDS):
        return heard_afterwards(now, turn.message) or now
    if step == RESUME and now.open == RESUME:
        return resumed(turn.catalogue, now, turn.message, value == "yes")
    if turn.goal is None or now.finished:
        return replace(now, notices=("Die vraag is al klaar.",))
    if (step, value) in _SETTLES and step == now.open:
        return replace(now, misses=0, **_SETTLES[step, value])
    if step == CORRECT and value in now.facts:
        return now.without_fact(value)
    goal, _, name = step.partition(".")
    if goal == turn.goal.name and name in turn.goal.questions:
        question = turn.goal.questions[name]
        known: Any = {"yes": True, "no": False}.get(value, value) if question.type == "yes_no" else value
        if not question.takes(known):
            return replace(now, notices=("Die keuze is er niet meer.",))
        return now.with_facts(turn.message.facts({name: known}))
    return replace(now, notices=("Die vraag hebben we al gehad.",))
