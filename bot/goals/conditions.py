"""Conditions of a decision table: parsed from a safe part of Python, evaluated with three values.

A condition speaks about facts: ``document == 'expired' and days_until(departure) <= 14``. It is parsed with
Python's own `ast` under a white list, so a catalogue can never run code. A condition is true, false or not known
yet (None), after Kleene's three-valued logic. A fact answered with "weet ik niet" is known: it has the value
`DONT_KNOW`, which equals nothing and is neither more nor less than anything; only ``dont_know(fact)`` is true for
it.
"""

import ast
import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

DONT_KNOW: Final = "dont_know"

_COMPARISONS: Final[Mapping[type[ast.cmpop], Callable[[Any, Any], bool]]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda value, among: value in among,
    ast.NotIn: lambda value, among: value not in among,
}


class ConditionError(ValueError):
    """A condition that cannot be used; the message says why, for whoever wrote it."""


@dataclass(frozen=True)
class Atom:
    """A test of one fact's value; equal when its text is equal."""

    fact: str
    text: str
    measure: str
    relation: type[ast.cmpop]
    constant: Any

    def holds(self, value: Any) -> bool:
        """Whether the test holds for a known value (a date as whole days from today)."""
        if value == DONT_KNOW:
            return self.measure == "dont_know"
        if self.measure == "dont_know":
            return False
        return _COMPARISONS[self.relation](value, self.constant)


@dataclass(frozen=True)
class Not:
    part: "Condition"


@dataclass(frozen=True)
class All:
    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Any_:
    parts: tuple["Condition", ...]


Condition: TypeAlias = bool | Atom | Not | All | Any_
Truth: TypeAlias = bool | None


def atoms(condition: Condition) -> Iterator[Atom]:
    """Every test in a condition, in the order it is written."""
    if isinstance(condition, Atom):
        yield condition
    elif isinstance(condition, Not):
        yield from atoms(condition.part)
    elif isinstance(condition, All | Any_):
        for part in condition.parts:
            yield from atoms(part)


def simplify(condition: Condition, truth: Callable[[Atom], Truth]) -> Condition:
    """What is left of a condition once the tests with a known truth are filled in; True or False when nothing is."""
    if isinstance(condition, Atom):
        known = truth(condition)
        return condition if known is None else known
    if isinstance(condition, Not):
        part = simplify(condition.part, truth)
        return (not part) if isinstance(part, bool) else Not(part)
    if isinstance(condition, All | Any_):
        settles = isinstance(condition, Any_)
        left = []
        for part in condition.parts:
            part = simplify(part, truth)
            if part is settles:
                return settles
            if not isinstance(part, bool):
                left.append(part)
        if not left:
            return not settles
        return left[0] if len(left) == 1 else type(condition)(tuple(left))
    return condition


def evaluate(condition: Condition, facts: Mapping[str, Any]) -> Truth:
    """True, False, or None when the known facts do not settle it."""
    left = simplify(condition, lambda atom: atom.holds(facts[atom.fact]) if atom.fact in facts else None)
    return left if isinstance(left, bool) else None


@dataclass(frozen=True)
class Vocabulary:
    """What a condition may speak of.

    facts: each fact's type, as in the catalogue. options: the values a fact may have, where there are few. lists:
    named lists of constants. derived: conditions that have a name of their own.
    """

    facts: Mapping[str, str]
    options: Mapping[str, Sequence[str]]
    lists: Mapping[str, Sequence[str]]
    derived: Mapping[str, Condition]


def parse(text: str, vocabulary: Vocabulary) -> Condition:
    """Parse a condition. Raises ConditionError when it is not one or speaks of something unknown."""
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError) as error:
        raise ConditionError(f"cannot be read as a condition: {text!r}") from error
    return _Parser(vocabulary).condition(tree)


class _Parser:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self._words = vocabulary

    def condition(self, node: ast.expr) -> Condition:
        match node:
            case ast.BoolOp(op=ast.And()):
                return All(tuple(self.condition(part) for part in node.values))
            case ast.BoolOp():
                return Any_(tuple(self.condition(part) for part in node.values))
            case ast.UnaryOp(op=ast.Not()):
                return Not(self.condition(node.operand))
            case ast.Name(id=name):
                return self._named(name)
            case ast.Call(func=ast.Name(id="dont_know"), args=[ast.Name(id=fact)], keywords=[]):
                self._type_of(fact)
                return Atom(fact, f"dont_know({fact})", "dont_know", ast.Eq, None)
            case ast.Compare(left=left, ops=[relation], comparators=[right]):
                return self._comparison(left, relation, right)
        raise ConditionError(f"not allowed in a condition: {ast.unparse(node)!r}")

    def _named(self, name: str) -> Condition:
        if name in self._words.derived:
            return self._words.derived[name]
        if self._type_of(name) != "yes_no":
            raise ConditionError(f"{name!r} is not a yes_no fact: compare it with something")
        return Atom(name, name, "value", ast.Eq, True)

    def _comparison(self, left: ast.expr, relation: ast.cmpop, right: ast.expr) -> Condition:
        fact, measure = self._measured(left)
        constant = self._constant(right)
        self._check(fact, measure, relation, constant)
        text = f"{ast.unparse(left)} {type(relation).__name__} {constant!r}"
        return Atom(fact, text, measure, type(relation), constant)

    def _measured(self, node: ast.expr) -> tuple[str, str]:
        match node:
            case ast.Name(id=fact):
                return fact, "value"
            case ast.Call(func=ast.Name(id="days_until"), args=[ast.Name(id=fact)], keywords=[]):
                return fact, "days_until"
        raise ConditionError(f"the left side must be a fact or days_until(fact): {ast.unparse(node)!r}")

    def _constant(self, node: ast.expr) -> Any:
        if isinstance(node, ast.Name) and node.id in self._words.lists:
            return tuple(self._words.lists[node.id])
        try:
            value = ast.literal_eval(node)
        except (ValueError, TypeError) as error:
            raise ConditionError(f"unknown constant or list: {ast.unparse(node)!r}") from error
        return tuple(value) if isinstance(value, list | set | tuple) else value

    def _check(self, fact: str, measure: str, relation: ast.cmpop, constant: Any) -> None:
        kind = self._type_of(fact)
        if (kind == "date") != (measure == "days_until"):
            raise ConditionError(f"{fact!r} is of type {kind}: days_until() belongs to dates, and dates need it")
        if isinstance(relation, ast.Lt | ast.LtE | ast.Gt | ast.GtE):
            if kind not in ("date", "number") or not isinstance(constant, int | float):
                raise ConditionError(f"{fact!r} can only be ordered against a number when it is a number or date")
        elif type(relation) not in _COMPARISONS:
            raise ConditionError(f"comparison not allowed: {type(relation).__name__}")
        elif isinstance(relation, ast.In | ast.NotIn) and not isinstance(constant, tuple):
            raise ConditionError(f"{fact!r}: 'in' needs a list")
        among = isinstance(relation, ast.In | ast.NotIn)
        for value in constant if among else (constant,):
            if not self._fits(fact, kind, value):
                raise ConditionError(f"{value!r} is not an answer to {fact!r}, which is a {kind}")

    def _fits(self, fact: str, kind: str, value: Any) -> bool:
        if kind in ("date", "number"):
            return isinstance(value, int | float) and not isinstance(value, bool)
        if kind == "yes_no":
            return isinstance(value, bool)
        return value in self._words.options[fact] if self._words.options.get(fact) else isinstance(value, str)

    def _type_of(self, fact: str) -> str:
        if fact not in self._words.facts:
            raise ConditionError(f"unknown fact {fact!r}")
        return self._words.facts[fact]
