"""The residents: people in a real situation, written by hand in `people/<goal>.yml`."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from benchmarks.residents.values import value_problem
from bot.datafile import DataError, DataModel, Key, Problem, line_of, load_yaml, load_yaml_model
from bot.goals.catalogue import Catalogue
from bot.goals.goal import Goal
from bot.goals.model import Urgency
from bot.municipality import Municipality

PEOPLE = Path(__file__).parent / "people"

Style = Literal[
    "plain",
    "long",
    "one_word",
    "typos",
    "elderly",
    "young",
    "second_language",
    "low_literacy",
    "flemish",
    "angry",
    "professional",
]

#: What Noor may ask besides facts, and an own answer may be given to.
STEPS = frozenset({"goal", "own_words", "confirm", "contact", "visit", "rating", "anything_else"})


class Wish(DataModel):
    """Something a resident wants.

    goal: the goal they really have. says: their first words. facts: the truth about every question that they could be
    asked. answers: how they answer a question in their own words; the others are tapped, or answered plainly. unknown:
    what they do not know. wish: what they say when asked which goal they have; without it they tap the goal's label.
    department: who must really help them, none when nobody needs to. urgency: none when it does not matter. In all that
    they say `{fact}` stands for a date and `{fact:month}` for its month, so that it holds on any day.
    """

    goal: str
    says: str = Field(min_length=1, max_length=2000)
    facts: Mapping[str, Any] = Field(default_factory=dict)
    answers: Mapping[str, str] = Field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    wish: str | None = None
    department: str | None = None
    urgency: Urgency | None = None

    @property
    def judged(self) -> bool:
        """Whether its writer said who must help."""
        return "department" in self.__fields_set__


class SecondWish(Wish):
    """What somebody wants besides: said after the first wish is done, or in the same first sentence."""

    same_sentence: bool = False


class Correction(DataModel):
    """What somebody takes back, in own words, and the facts it changes: at the summary, or, with `after`, as soon as
    that fact was answered."""

    says: str
    facts: Mapping[str, Any]
    after: str | None = None


class Person(Wish):
    """A resident. who: for the report, unique within its file. also: goals that help them as well as their own when the
    department is right. contact: how to be reached; visit: whether somebody may come to look."""

    who: str = Field(min_length=1)
    also: tuple[str, ...] = ()
    department: str | None = Field(...)
    urgency: Urgency | None = Field(...)
    corrects: Correction | None = None
    contact: Literal["phone", "email", "none"] = "none"
    visit: bool = False
    then: SecondWish | None = None
    style: Style

    @property
    def wishes(self) -> tuple[Wish, ...]:
        """What they want, in the order in which they say it."""
        return (self,) if self.then is None else (self, self.then)


class _People(DataModel):
    __root__: list[Person]


def load_people(catalogue: Catalogue, municipality: Municipality, folder: Path = PEOPLE) -> list[Person]:
    """All residents, file after file. Raises DataError with all that is wrong in the first wrong file."""
    return [p for path in sorted(folder.glob("*.yml")) for p in _load(path, catalogue, municipality)]


def _load(path: Path, catalogue: Catalogue, municipality: Municipality) -> list[Person]:
    people = load_yaml_model(path, _People).__root__
    tree = load_yaml(path)
    seen: set[str] = set()
    problems = []
    for number, person in enumerate(people):
        wrong = [*_problems(person, catalogue, municipality)]
        if person.who in seen:
            wrong.append((("who",), f"there is already a {person.who!r}"))
        if person.goal != path.stem:
            wrong.append((("goal",), f"a resident with the goal {person.goal!r} belongs in {person.goal}.yml"))
        seen.add(person.who)
        problems += [Problem(line_of(tree, number, *where), f"{person.who}: {reason}") for where, reason in wrong]
    if problems:
        raise DataError(path, problems)
    return people


_Wrong = tuple[tuple[Key, ...], str]


def _problems(person: Person, catalogue: Catalogue, municipality: Municipality) -> Iterator[_Wrong]:
    for wish in person.wishes:
        where: tuple[Key, ...] = () if wish is person else ("then",)
        if wish.department is not None and wish.department not in municipality.departments:
            yield (*where, "department"), f"there is no department {wish.department!r}"
        if wish.goal not in catalogue:
            yield (*where, "goal"), f"there is no goal {wish.goal!r}"
            continue
        yield from (((*where, *place), reason) for place, reason in _wish_problems(wish, catalogue[wish.goal]))
    if person.corrects and person.goal in catalogue:
        goal = catalogue[person.goal]
        yield from (
            (("corrects", *place), reason) for place, reason in _fact_problems(goal, "facts", person.corrects.facts)
        )
        if person.corrects.after:
            yield from _unknown_names(goal, ("corrects", "after"), [person.corrects.after])


def _wish_problems(wish: Wish, goal: Goal) -> Iterator[_Wrong]:
    yield from _fact_problems(goal, "facts", wish.facts)
    yield from _unknown_names(goal, ("answers",), (name for name in wish.answers if name not in STEPS))
    yield from _unknown_names(goal, ("unknown",), wish.unknown)
    for name in wish.unknown:
        if name in wish.facts:
            yield ("unknown",), f"{name} is both known and unknown"


def _fact_problems(goal: Goal, key: str, facts: Mapping[str, Any]) -> Iterator[_Wrong]:
    for name, value in facts.items():
        if name not in goal.questions:
            yield from _unknown_names(goal, (key, name), [name])
        elif reason := value_problem(goal.questions[name], value):
            yield (key, name), f"{name}: {reason}"


def _unknown_names(goal: Goal, where: tuple[Key, ...], names: Iterable[str]) -> Iterator[_Wrong]:
    for name in names:
        if name not in goal.questions:
            yield where, f"{goal.name} has no question {name!r}"
