"""Which department a wish goes to."""

from dataclasses import dataclass
from datetime import date

from bot.goals.conversation import Conversation
from bot.goals.goal import Goal
from bot.goals.model import Outcome, Urgency
from bot.goals.next_step import settled

#: The department for whatever no other one has.
ELSEWHERE = "kcc"


@dataclass(frozen=True)
class Destination:
    """Who gets it, how urgent it is, and the outcome that led there; None when a person was wanted before there
    was one."""

    department: str
    urgency: Urgency
    outcome: Outcome | None


def destination(goal: Goal, now: Conversation, today: date) -> Destination:
    """Where a wish goes with what is known now."""
    outcome = settled(goal, now, today)
    if outcome is not None and outcome.handed_over:
        return Destination(str(outcome.department), outcome.urgency, outcome)
    likely = {o.department for o in goal.reachable(now.values, today) if o.handed_over}
    department = likely.pop() if len(likely) == 1 else None
    return Destination(department or ELSEWHERE, outcome.urgency if outcome else "normal", outcome)
