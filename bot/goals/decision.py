"""Which outcomes are still possible, and which question is worth asking: the engine behind every conversation.

An ordered decision table is turned, once, into a reduced decision diagram: each fact's values are grouped into
cells that no condition can tell apart, and each inner node asks for the cell of one fact. In a reduced diagram of a
fixed order a fact occurs exactly when some answer to it can change the outcome (R. E. Bryant, 1986, "Graph-based
algorithms for Boolean function manipulation"; here with many-valued nodes). So what is reachable and what is worth
asking are exact, not guessed.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from bot.goals.conditions import DONT_KNOW, Atom, Condition, atoms, simplify

Cell: TypeAlias = tuple[bool, ...]


@dataclass(frozen=True)
class Fact:
    """A fact of the table: its possible values, each with how likely it is before anything is known.

    A date is given as whole days from today. Where no value has a weight, each group of values that the conditions tell
    apart is equally likely. effort: how much harder than usual the question is to answer.
    """

    name: str
    values: Sequence[tuple[Any, float]]
    effort: float = 1.0


@dataclass(frozen=True)
class Row:
    """A row of the table. Rows with an equal `effect` give the same advice. `often` weighs how often it occurs."""

    when: Condition
    effect: str
    urgent: bool = False
    often: float = 1.0


@dataclass(frozen=True, eq=False)
class Leaf:
    effect: int


@dataclass(frozen=True, eq=False)
class Branch:
    fact: int
    children: tuple["Node", ...]


Node: TypeAlias = Leaf | Branch


class Table:
    """A decision table over facts that can say what to ask next. Immutable; safe to share."""

    def __init__(self, facts: Sequence[Fact], rows: Sequence[Row]) -> None:
        """Raises ValueError when the rows do not end in one that always applies."""
        self.rows = tuple(rows)
        tests: dict[str, list[Atom]] = {}
        for row in rows:
            for atom in atoms(row.when):
                known = tests.setdefault(atom.fact, [])
                if atom not in known:
                    known.append(atom)
        self._facts = tuple(fact for fact in facts if fact.name in tests)
        self._tests = tuple(tuple(tests[fact.name]) for fact in self._facts)
        self._index = {fact.name: number for number, fact in enumerate(self._facts)}
        self._effects = list(dict.fromkeys(row.effect for row in rows))
        self._urgent = {row.effect: row.urgent for row in reversed(rows)}
        self._examples: list[dict[Cell, Any]] = [{} for _ in self._facts]
        self._cells = [self._partition(number) for number in range(len(self._facts))]
        self._cell_numbers = [{truths: place for place, truths in enumerate(cells)} for cells in self._cells]
        self._leaves = [Leaf(number) for number in range(len(self._effects))]
        self._branches: dict[tuple[int, ...], Branch] = {}
        self.used_rows: set[int] = set()
        self._root = self._build(tuple(row.when for row in rows), {})
        self._weights = self._effect_weights()

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that some condition speaks of."""
        return tuple(self._index)

    def examples(self, fact: str) -> tuple[Any, ...]:
        """A value of each group of values of a fact that the conditions tell apart."""
        return tuple(self._examples[self._index[fact]].values())

    def reachable(self, known: Mapping[str, Any]) -> tuple[str, ...]:
        """The effects that are still possible, in the order of the table."""
        found = {node.effect for node in _nodes(self._restricted(known)) if isinstance(node, Leaf)}
        return tuple(effect for number, effect in enumerate(self._effects) if number in found)

    def worth_asking(self, known: Mapping[str, Any]) -> tuple[str, ...]:
        """The unknown facts of which some answer can still change the outcome."""
        found = {node.fact for node in _nodes(self._restricted(known)) if isinstance(node, Branch)}
        return tuple(self._facts[number].name for number in sorted(found))

    def next_question(self, known: Mapping[str, Any], askable: Iterable[str] | None = None) -> str | None:
        """The fact to ask for, or None when every reachable outcome gives the same advice.

        It is the one with the greatest expected reduction of entropy over the outcomes for the effort it takes. Telling
        urgent from not urgent counts double: danger and departure dates come before completeness.
        """
        node = self._restricted(known)
        allowed = None if askable is None else frozenset(askable)
        return self._best(node, allowed)

    # -- building ---------------------------------------------------------------------------------------------------

    def _truths(self, number: int, value: Any) -> Cell:
        return tuple(atom.holds(value) for atom in self._tests[number])

    def _partition(self, number: int) -> dict[Cell, float]:
        cells: dict[Cell, float] = {}
        for value, weight in self._facts[number].values:
            truths = self._truths(number, value)
            cells[truths] = cells.get(truths, 0.0) + weight
            self._examples[number].setdefault(truths, value)
        if not any(cells.values()):
            cells = dict.fromkeys(cells, 1.0)
        unknown = self._truths(number, DONT_KNOW)
        cells.setdefault(unknown, 0.02 * sum(cells.values()) or 1.0)
        self._examples[number].setdefault(unknown, DONT_KNOW)
        total = sum(cells.values())
        return {truths: weight / total for truths, weight in cells.items()}

    def _build(self, left: tuple[Condition, ...], memo: dict[tuple[Condition, ...], Node]) -> Node:
        if left in memo:
            return memo[left]
        first = next((place for place, condition in enumerate(left) if condition is not False), None)
        if first is None:
            raise ValueError("no row applies: the last row must not have a condition")
        if left[first] is True:
            self.used_rows.add(first)
            node: Node = self._leaves[self._effects.index(self.rows[first].effect)]
        else:
            undecided = left[: next((p for p, c in enumerate(left) if c is True), len(left))]
            fact = min(self._index[atom.fact] for condition in undecided for atom in atoms(condition))
            node = self._branch(fact, tuple(self._build(rest, memo) for rest in self._given(left, fact)))
        memo[left] = node
        return node

    def _given(self, left: tuple[Condition, ...], fact: int) -> Iterable[tuple[Condition, ...]]:
        for truths in self._cells[fact]:
            held = dict(zip(self._tests[fact], truths, strict=True))
            yield tuple(simplify(condition, held.get) for condition in left)

    def _branch(self, fact: int, children: tuple[Node, ...]) -> Node:
        if all(child is children[0] for child in children):
            return children[0]
        return self._branches.setdefault((fact, *map(id, children)), Branch(fact, children))

    def _effect_weights(self) -> list[float]:
        often: dict[str, float] = {}
        for row in self.rows:
            often[row.effect] = max(often.get(row.effect, 0.0), row.often)
        return [often[effect] for effect in self._effects]

    # -- asking -----------------------------------------------------------------------------------------------------

    def _restricted(self, known: Mapping[str, Any]) -> Node:
        numbers = self._cell_numbers
        fixed = {}
        for name, value in known.items():
            if (number := self._index.get(name)) is not None:
                fixed[number] = numbers[number].get(self._truths(number, value), 0)
        return self._restrict(self._root, fixed)

    def _restrict(self, node: Node, fixed: Mapping[int, int]) -> Node:
        done: dict[int, Node] = {}

        def go(node: Node) -> Node:
            if isinstance(node, Leaf):
                return node
            if id(node) not in done:
                if node.fact in fixed:
                    done[id(node)] = go(node.children[fixed[node.fact]])
                else:
                    done[id(node)] = self._branch(node.fact, tuple(go(child) for child in node.children))
            return done[id(node)]

        return go(node)

    @lru_cache(maxsize=4096)  # noqa: B019 - a table lives as long as the process
    def _best(self, node: Node, allowed: frozenset[str] | None) -> str | None:
        if isinstance(node, Leaf):
            return None
        asked = {inner.fact for inner in _nodes(node) if isinstance(inner, Branch)}
        names = [n for n in sorted(asked) if allowed is None or self._facts[n].name in allowed]
        if not names:
            return None
        now = self._uncertainty(node)

        def worth(fact: int) -> float:
            cells = enumerate(self._cells[fact].values())
            left = sum(weight * self._uncertainty(self._restrict(node, {fact: cell})) for cell, weight in cells)
            return round((now - left) / self._facts[fact].effort, 9)

        return self._facts[max(names, key=lambda fact: (worth(fact), -fact))].name

    def _uncertainty(self, node: Node) -> float:
        """How open the outcome is, in bits: which one it is, and whether it is urgent."""
        chances = self._chances(node)
        urgent = sum(c for effect, c in chances.items() if self._urgent[self._effects[effect]])
        return _entropy(chances.values()) + _entropy((urgent, 1 - urgent))

    def _chances(self, node: Node) -> dict[int, float]:
        done: dict[int, dict[int, float]] = {}

        def go(node: Node) -> dict[int, float]:
            if isinstance(node, Leaf):
                return {node.effect: self._weights[node.effect]}
            if id(node) not in done:
                chances: dict[int, float] = {}
                for child, weight in zip(node.children, self._cells[node.fact].values(), strict=True):
                    for effect, chance in go(child).items():
                        chances[effect] = chances.get(effect, 0.0) + weight * chance
                done[id(node)] = chances
            return done[id(node)]

        chances = go(node)
        total = sum(chances.values())
        return {effect: chance / total for effect, chance in chances.items()}


def _nodes(node: Node) -> Iterator[Node]:
    seen: set[int] = set()
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if isinstance(node, Branch):
            waiting.extend(node.children)


def _entropy(chances: Iterable[float]) -> float:
    return -sum(chance * math.log2(chance) for chance in chances if chance > 0)
