"""One goal, ready for use: its facts, its decision table and its dossier."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from bot.goals import conditions
from bot.goals.conditions import Condition, ConditionError, Vocabulary
from bot.goals.decision import Fact, Row, Table
from bot.goals.model import Advice, GoalFile, Outcome, Question
from bot.goals.reading import country_codes


class GoalError(ValueError):
    """A goal's data is wrong. `where` is the path into its file, `problem` what is wrong there."""

    def __init__(self, where: tuple[str | int, ...], problem: str) -> None:
        super().__init__(problem)
        self.where = where
        self.problem = problem


class Goal:
    """A goal of the catalogue. Facts are given as a mapping from their name to their value: an option's value, a bool,
    a `date`, a number, a country code, text, or `DONT_KNOW`."""

    def __init__(self, data: GoalFile) -> None:
        """Raises GoalError for a condition that cannot be read, an unknown fact or a row that is never reached."""
        self.data = data
        self.name = data.goal
        self.label = data.label
        self.questions: Mapping[str, Question] = data.questions
        self._check_questions()
        self._vocabulary = Vocabulary(
            facts={name: question.type for name, question in data.questions.items()},
            options={name: _possible(question) for name, question in data.questions.items()},
            lists=data.lists,
            derived={},
        )
        self._vocabulary = self._with_derived()
        self._also = [(self._parsed(row.when, "also", place, "when"), row) for place, row in enumerate(data.also)]
        self._asked_after = [
            (self._parsed(item.when, "dossier", place, "when"), self._known_fact(item.fact, "dossier", place))
            for place, item in enumerate(data.dossier)
        ]
        self.table = self._table()
        self._check_rows()
        self._outcomes = {outcome.name: outcome for outcome in data.outcomes}

    # -- asking -----------------------------------------------------------------------------------------------------

    def next_question(self, facts: Mapping[str, Any], today: date) -> str | None:
        """The fact that is worth asking now; None when the outcome is settled."""
        return self.table.next_question(self._known(facts, today), self._decisive)

    def reachable(self, facts: Mapping[str, Any], today: date) -> tuple[Outcome, ...]:
        """The outcomes that are still possible; of those with the same advice only the first."""
        return tuple(self._outcomes[name] for name in self.table.reachable(self._known(facts, today)))

    def dossier_question(self, facts: Mapping[str, Any], today: date, only_places: bool = False) -> str | None:
        """The next fact the department needs besides the decision, or None when it has them all. only_places: there is
        no time for more than where it is."""
        known = self._known(facts, today)
        asked = {name: value for name, value in known.items() if name in facts}
        for when, fact in self._asked_after:
            if fact in facts or conditions.evaluate(when, known) is not True:
                continue
            if only_places and self.questions[fact].type != "place":
                continue
            open_question = {name: value for name, value in known.items() if name != fact}
            if fact not in self.table.facts or fact in self.table.worth_asking({**open_question, **asked}):
                return fact
        return None

    def decided_by(self, facts: Mapping[str, Any], today: date) -> tuple[str, ...]:
        """The facts that led to the outcome: without one of them it would have been open."""
        known = self._known(facts, today)
        return tuple(
            name
            for name in facts
            if name in self.table.facts and len(self.table.reachable({k: v for k, v in known.items() if k != name})) > 1
        )

    def weighed(self, facts: Mapping[str, Any], today: date) -> frozenset[str]:
        """The facts that matter in the end: they led to the outcome or to advice on top of it, or the department wants
        them."""
        known, additions = self._known(facts, today), self.additions(facts, today)
        wanted = {fact for when, fact in self._asked_after if conditions.evaluate(when, known) is True}
        advised = {n for n in facts if self.additions({k: v for k, v in facts.items() if k != n}, today) != additions}
        return frozenset(facts) & (wanted | advised | set(self.decided_by(facts, today)))

    def additions(self, facts: Mapping[str, Any], today: date) -> tuple[Advice, ...]:
        """The advice that comes on top of the outcome."""
        known = self._known(facts, today)
        return tuple(row for when, row in self._also if conditions.evaluate(when, known) is True)

    def _known(self, facts: Mapping[str, Any], today: date) -> dict[str, Any]:
        known = {name: question.assume for name, question in self.questions.items() if question.assume is not None}
        known.update(facts)
        return {name: (v - today).days if isinstance(v, date) else v for name, v in known.items()}

    @property
    def answered_at_once(self) -> bool:
        """Whether it asks nothing and bothers nobody, so that it can be answered in between."""
        return not self.questions and not any(outcome.handed_over for outcome in self.data.outcomes)

    @cached_property
    def _decisive(self) -> frozenset[str]:
        return frozenset(name for name, question in self.questions.items() if question.assume is None)

    # -- building ---------------------------------------------------------------------------------------------------

    def _check_questions(self) -> None:
        named: dict[str, str] = {}
        for name, question in self.questions.items():
            # When a summary is not right, the labels are what to choose from.
            other = named.setdefault(question.label.strip().casefold(), name)
            if other != name:
                raise GoalError(("questions", name, "label"), f"{name}: has the same label as {other}")
        for name, question in self.questions.items():
            where = ("questions", name)
            if (question.type == "choice") != bool(question.options):
                raise GoalError(where, f"{name}: a choice needs options, and nothing else has them")
            if len(question.options) > 10:
                raise GoalError(where, f"{name}: {len(question.options)} options; WhatsApp shows 10 at most")
            values = [option.value for option in question.options]
            # As buttons they stand below each other, and their words count as a press in any case.
            labels = [option.label.strip().casefold() for option in question.options]
            if len(set(values)) < len(values) or len(set(labels)) < len(labels):
                raise GoalError(where, f"{name}: two options have the same value or label")
            if len(question.ask.split()) > 20:
                raise GoalError((*where, "ask"), f"{name}: the question is longer than 20 words")
            allowed = values if question.type == "choice" else (True, False)
            if question.assume is not None and question.assume not in allowed:
                raise GoalError((*where, "assume"), f"{name}: {question.assume!r} is not an answer to it")

    def _with_derived(self) -> Vocabulary:
        words = self._vocabulary
        derived: dict[str, Condition] = {}
        for name, text in self.data.derived.items():
            words = Vocabulary(words.facts, words.options, words.lists, derived)
            try:
                derived[name] = conditions.parse(text, words)
            except ConditionError as error:
                raise GoalError(("derived", name), str(error)) from error
        return Vocabulary(words.facts, words.options, words.lists, derived)

    def _parsed(self, text: str | None, *where: str | int) -> Condition:
        if text is None:
            return True
        try:
            return conditions.parse(text, self._vocabulary)
        except ConditionError as error:
            raise GoalError(where, str(error)) from error

    def _known_fact(self, name: str, *where: str | int) -> str:
        if name not in self.questions:
            raise GoalError(where, f"unknown fact {name!r}")
        return name

    def _table(self) -> Table:
        if not self.data.outcomes:
            raise GoalError(("outcomes",), "there are no outcomes")
        rows = []
        for place, outcome in enumerate(self.data.outcomes):
            last = place == len(self.data.outcomes) - 1
            if (outcome.when is None) != last:
                raise GoalError(("outcomes", place), "the last outcome, and only that one, must be without 'when'")
            when = self._parsed(outcome.when, "outcomes", place, "when")
            effect = next(other.name for other in self.data.outcomes if _same_advice(other, outcome))
            rows.append(Row(when, effect, outcome.urgency in ("acute", "high"), outcome.often))
        return Table(list(self._facts(rows)), rows)

    def _facts(self, rows: Iterable[Row]) -> Iterable[Fact]:
        thresholds: dict[str, set[float]] = {}
        for row in rows:
            for atom in conditions.atoms(row.when):
                constants = atom.constant if isinstance(atom.constant, tuple) else (atom.constant,)
                numbers = {value for value in constants if isinstance(value, int | float)}
                thresholds.setdefault(atom.fact, set()).update(numbers)
        for name, question in self.questions.items():
            yield Fact(name, _values(question, sorted(thresholds.get(name, ()))), question.effort)

    def _check_rows(self) -> None:
        for place, outcome in enumerate(self.data.outcomes):
            if place not in self.table.used_rows:
                raise GoalError(("outcomes", place), f"outcome {outcome.name!r} can never be reached")


def _same_advice(one: Outcome, other: Outcome) -> bool:
    apart = {"name", "when", "often"}
    return one.dict(exclude=apart) == other.dict(exclude=apart)


def _possible(question: Question) -> tuple[str, ...]:
    return country_codes() if question.type == "country" else tuple(o.value for o in question.options)


def _values(question: Question, thresholds: list[float]) -> list[tuple[Any, float]]:
    if question.type == "choice":
        return [(option.value, option.weight) for option in question.options]
    if question.type == "yes_no":
        return [(True, question.likely), (False, 1 - question.likely)]
    if question.type == "country":
        return [(code, 0.0) for code in country_codes()]
    if question.type in ("date", "number"):
        around = {change for limit in thresholds for change in (limit - 1, limit, limit + 1)}
        return [(value, 0.0) for value in sorted(around)]
    return []
