"""Whether what Noor says back is what a resident meant."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from bot.goals.conditions import DONT_KNOW
from bot.goals.goal import Goal
from bot.goals.model import Question
from bot.goals.reading import Found, find_all
from bot.goals.reading.day import UNITS, Day

#: People let it pass when a number or a day is about right.
NEARLY = 0.3
DAYS_OFF = timedelta(days=2)


def misread_fact(goal: Goal, truth: Mapping[str, Any], text: str, today: date) -> str | None:
    """The first fact that a summary says otherwise than the resident knows it; None when nobody would object."""
    return next(
        (name for name, question in goal.questions.items() if _wrong(question, truth.get(name), text, today)), None
    )


def is_about(goal: Goal, truth: Mapping[str, Any], text: str) -> bool:
    """Whether a summary says anything that the resident knows of their wish. Who knows nothing cannot tell."""
    if not truth:
        return True
    said = text.lower()
    clauses = (_true_clause(question, truth.get(name)) for name, question in goal.questions.items())
    return goal.data.request.lower() in said or any(clause.lower() in said for clause in clauses if clause)


def _true_clause(question: Question, value: Any) -> str | None:
    """How an answer is said back, up to its value."""
    if value is None or value == DONT_KNOW:
        return None
    if question.type == "choice":
        return next(option.clause for option in question.options if option.value == value)
    clause = question.clause_no if value is False else question.clause
    return clause and clause.partition("{value}")[0].strip()


def _wrong(question: Question, value: Any, text: str, today: date) -> bool:
    if value is None or value == DONT_KNOW:
        return False
    said = text.lower()
    match question.type:
        case "choice":
            clauses = {option.value: option.clause for option in question.options}
            return _says_another(said, clauses, value)
        case "yes_no":
            return _says_another(said, {True: question.clause, False: question.clause_no}, value)
        case "country" | "date" | "number":
            return bool(found := _values(question, said, today)) and not any(_near(value, other) for other in found)
    return False


def _says_another(said: str, clauses: Mapping[Any, str | None], value: Any) -> bool:
    heard = {other for other, clause in clauses.items() if clause and clause.lower() in said}
    return bool(heard) and value not in heard


def _values(question: Question, said: str, today: date) -> list[Any]:
    """What the summary gives as the answer; nothing when it does not speak of it."""
    before = (question.clause or "").partition("{value}")[0].lower()
    if not before or before not in said:
        return []
    after = said.partition(before)[2]
    if question.type == "number":
        match = re.match(r"[\d.,]+", after)
        return [float(match[0].rstrip(".,").replace(".", "").replace(",", "."))] if match else []
    found = [item for item in find_all(after, today, question.side) if item.kind == question.type]
    return [_period(item) if item.kind == "date" else item.value for item in found]


def _period(found: Found) -> Day:
    return Day.of(found.value, next((unit for unit in UNITS if unit == found.unit), None))


def _near(value: Any, found: Any) -> bool:
    if isinstance(value, date):
        return bool(found - DAYS_OFF <= value <= found.last + DAYS_OFF)
    if isinstance(value, int | float):
        return bool(abs(value - found) <= NEARLY * max(abs(value), 1))
    return bool(value == found)
