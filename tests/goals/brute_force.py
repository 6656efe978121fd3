"""A decision table worked out the slow way: every combination of values, row by row."""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.goals.conditions import evaluate
from bot.goals.decision import Row, Table


def effect_by_rows(rows: Sequence[Row], values: Mapping[str, Any]) -> str:
    """The effect of the first row that applies to completely known facts."""
    return next(row.effect for row in rows if evaluate(row.when, values) is True)


class BruteForce:
    """Every completion of a table's facts, each with its effect."""

    def __init__(self, table: Table) -> None:
        self._facts = table.facts
        self._values = [list(table.examples(fact)) for fact in self._facts]
        effects = [
            effect_by_rows(table.rows, dict(zip(self._facts, values, strict=True))) for values in product(*self._values)
        ]
        self._effects = np.array(effects, dtype=object).reshape([len(values) for values in self._values])

    def _left(self, known: Mapping[str, Any]) -> npt.NDArray[np.object_]:
        """The effects of the completions of what is known; a known fact keeps an axis of length 1."""
        left = self._effects
        for axis, fact in enumerate(self._facts):
            if fact in known:
                left = left.take([self._values[axis].index(known[fact])], axis=axis)
        return left

    def reachable(self, known: Mapping[str, Any]) -> set[str]:
        """The effects of all completions."""
        return set(self._left(known).ravel().tolist())

    def matters(self, fact: str, known: Mapping[str, Any]) -> bool:
        """Whether two completions that differ only in this fact have different effects."""
        left, axis = self._left(known), self._facts.index(fact)
        return bool((left != left.take([0], axis=axis)).any())
