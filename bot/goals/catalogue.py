"""The catalogue: every goal that Noor knows, read from data/goals/ and refused as a whole when anything in it is
wrong."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from bot.datafile import DataError, DataModel, Problem, line_of, load_yaml, load_yaml_model
from bot.goals.goal import Goal, GoalError
from bot.goals.model import GoalFile

DATA = Path(__file__).parents[2] / "data"


class _Products(DataModel):
    __root__: dict[str, str]


class CatalogueError(Exception):
    """The catalogue cannot be used. Its text has one line a problem: `file:line: reason`."""


class Catalogue(Mapping[str, Goal]):
    """The goals by name, in the order of their files."""

    def __init__(self, goals: Mapping[str, Goal], products: Mapping[str, str] | None = None) -> None:
        """products: the question to ask somebody who named only a product, by the intent that names it."""
        self._goals = dict(goals)
        self._products = dict(products or {})

    def __getitem__(self, name: str) -> Goal:
        return self._goals[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._goals)

    def __len__(self) -> int:
        return len(self._goals)

    def belief(self, ranking: Mapping[str, float]) -> dict[str, float]:
        """How likely each goal is meant, best first, given how likely each intent was said.

        An intent counts for a goal as often as the goal's `heard_as` says. What belongs to no goal is left over, so the
        values add up to at most 1.
        """
        chances = {
            name: sum(ranking.get(intent, 0.0) * share for intent, share in goal.data.heard_as.items())
            for name, goal in self.items()
        }
        return dict(sorted(((n, c) for n, c in chances.items() if c > 0), key=lambda item: -item[1]))

    def product_question(self, intent: str | None) -> str | None:
        """What to ask somebody who named only a product; None when the intent names none."""
        return self._products.get(intent or "")

    @property
    def products(self) -> frozenset[str]:
        """The intents that name a product and not what it is for."""
        return frozenset(self._products)

    @property
    def intents(self) -> frozenset[str]:
        """The intents by which any goal is heard."""
        return frozenset(intent for goal in self.values() for intent in goal.data.heard_as)


def load_catalogue(data: Path = DATA) -> Catalogue:
    """Read every goal in `data`/goals and the products in `data`/products.yml. Raises CatalogueError with all that
    is wrong."""
    goals: dict[str, Goal] = {}
    products: dict[str, str] = {}
    problems: list[str] = []
    directory = data / "goals"
    try:
        products = load_yaml_model(data / "products.yml", _Products).__root__
    except DataError as error:
        problems.append(str(error))
    for path in sorted(directory.glob("*.yml")):
        try:
            goal = _load(path)
        except DataError as error:
            problems.append(str(error))
            continue
        if goal.name != path.stem:
            problems.append(f"{path}:1: the goal {goal.name!r} must be in {goal.name}.yml")
        goals[goal.name] = goal
    problems += _shares(goals, directory)
    problems += _labels(goals, directory)
    if not goals and not problems:
        problems.append(f"{directory}:1: holds no goals")
    if problems:
        raise CatalogueError("\n".join(problems))
    return Catalogue(goals, products)


@cache
def own_catalogue() -> Catalogue:
    """This process's catalogue, read once: that takes seconds. Raises `CatalogueError`."""
    return load_catalogue()


def _load(path: Path) -> Goal:
    data = load_yaml_model(path, GoalFile)
    try:
        return Goal(data)
    except GoalError as error:
        line = line_of(load_yaml(path), *error.where)
        raise DataError(path, [Problem(line, error.problem)]) from error


def _labels(goals: Mapping[str, Goal], directory: Path) -> Iterator[str]:
    """Goals are offered below each other, as buttons of which no two may say the same."""
    names: dict[str, str] = {}
    for name, goal in goals.items():
        other = names.setdefault(goal.data.label.strip().casefold(), name)
        if other != name:
            yield f"{directory / name}.yml:1: the goal {name!r} has the same label as {other!r}"


def _shares(goals: Mapping[str, Goal], directory: Path) -> Iterator[str]:
    totals: dict[str, float] = {}
    for goal in goals.values():
        for intent, share in goal.data.heard_as.items():
            totals[intent] = totals.get(intent, 0.0) + share
    for intent, total in totals.items():
        if total > 1.0001:
            yield f"{directory}:1: the goals' shares of intent {intent!r} add up to {total:.2f}, more than 1"
