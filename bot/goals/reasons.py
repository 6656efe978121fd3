"""A row of the decision table in Dutch, for who wants to know why something went where it went."""

import ast
from collections.abc import Mapping
from typing import Any

from babel.numbers import format_decimal

from bot.goals.conditions import All, Any_, Atom, Condition, Not
from bot.goals.goal import Goal
from bot.goals.wording import value_text

_MOST_NAMED = 6
_OPPOSITE: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_SIZES: Mapping[type[ast.cmpop], str] = {
    ast.Eq: "",
    ast.NotEq: "niet ",
    ast.Lt: "minder dan ",
    ast.LtE: "hoogstens ",
    ast.Gt: "meer dan ",
    ast.GtE: "minstens ",
}


def reasons(goal: Goal, outcome: str) -> list[str] | None:
    """What must all be true for an outcome, one line each; empty for the row that is left when no other fits.

    None when the goal has no such outcome (any more). Rows above it come first: it applies when none of those does.
    """
    for row, data in zip(goal.table.rows, goal.data.outcomes, strict=True):
        if data.name == outcome:
            parts = row.when.parts if isinstance(row.when, All) else (row.when,)
            return [_words(goal, part) for part in parts if part is not True]
    return None


def _words(goal: Goal, condition: Condition, among: bool = False) -> str:
    """`among`: whether it stands beside others in a line."""
    match condition:
        case Atom():
            return _atom(goal, condition)
        case Not(part=Atom() as atom) if atom.measure != "dont_know":
            return _atom(goal, atom, opposite=True)
        case Not(part=part):
            return f"niet ({_words(goal, part)})"
        case All(parts=parts) | Any_(parts=parts):
            link = " en " if isinstance(condition, All) else " of "
            text = link.join(_words(goal, part, among=True) for part in parts)
            return f"({text})" if among else text
    return "altijd" if condition else "nooit"


def _atom(goal: Goal, atom: Atom, opposite: bool = False) -> str:
    question = goal.questions[atom.fact]
    relation = _OPPOSITE[atom.relation] if opposite else atom.relation
    if atom.measure == "dont_know":
        return f"{question.label}: weet de inwoner niet"
    if atom.measure == "days_until":
        return f"{question.label}: {_days(relation, atom.constant)}"
    if isinstance(atom.constant, tuple):
        return f"{question.label}: {'geen van ' if relation is ast.NotIn else ''}{_one_of(goal, atom)}"
    if question.type == "yes_no":
        return f"{question.label}: {'ja' if atom.constant is (relation is ast.Eq) else 'nee'}"
    if question.type == "number":
        return f"{question.label}: {_SIZES[relation]}{format_decimal(atom.constant, locale='nl')}"
    return f"{question.label}: {_SIZES[relation]}{value_text(question, atom.constant)}"


def _one_of(goal: Goal, atom: Atom) -> str:
    question = goal.questions[atom.fact]
    names = [value_text(question, value) for value in atom.constant]
    if len(names) > _MOST_NAMED:
        return f"{', '.join(names[:_MOST_NAMED])} of een van {len(names) - _MOST_NAMED} andere"
    *first, last = names
    return f"{', '.join(first)} of {last}" if first else last


def _days(relation: type[ast.cmpop], count: Any) -> str:
    """A date's distance in words; the past is counted backwards, so "at least" becomes "at most"."""
    past = count < 0
    if past and relation in (ast.Lt, ast.LtE, ast.Gt, ast.GtE):
        turned = {ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Gt: ast.Lt, ast.GtE: ast.LtE}
        relation = turned[relation]
    days = f"{abs(count)} {'dag' if abs(count) == 1 else 'dagen'}"
    return f"{_SIZES[relation]}{days} geleden" if past else f"over {_SIZES[relation]}{days}"
