"""A resident who answers: reads what Noor says, and says what this person would say."""

from collections import Counter
from datetime import date
from typing import Any

from benchmarks.residents.answers import how_to_be_reached, not_known, something_new, tapped
from benchmarks.residents.people import Person, Wish
from benchmarks.residents.summary import is_about, misread_fact
from benchmarks.residents.turns import Reply, Said
from benchmarks.residents.values import filled, in_plain_words, true_values
from bot.goals.catalogue import Catalogue
from bot.goals.conditions import DONT_KNOW

MOST_TURNS = 25
PATIENCE = 3
#: Nobody answers the same question more often than this.
OFTEN_ENOUGH = 4


class Resident:
    """One person in one conversation. What they hear decides what they say; chance plays no part."""

    def __init__(self, person: Person, catalogue: Catalogue, today: date) -> None:
        self.gaps: list[str] = []
        self._person = person
        self._catalogue = catalogue
        self._today = today
        self._truth = {
            wish.goal: {
                **true_values(catalogue[wish.goal], wish.facts, today),
                **dict.fromkeys(wish.unknown, DONT_KNOW),
            }
            for wish in reversed(person.wishes)
        }
        self._asked: Counter[str] = Counter()
        self._correction = person.corrects
        self._corrected: set[str] = set()
        self._to_change: str | None = None
        self._disputed: set[str] = set()
        self._closed = 0
        self._lost = 0

    def begin(self) -> Reply:
        """Their first words."""
        then = self._person.then
        texts = [self._person.says, *([then.says] if then and then.same_sentence else [])]
        return Reply(self._written(" ".join(texts), self._person), "wish")

    def reply(self, said: Said) -> Reply | None:
        """What they say to it; None when they leave."""
        if said.closes:
            self._closed += 1
            if said.fact is None:
                return self._after_a_wish(said)
        step = said.question
        if step is None:
            return self._after_leaving_one() if said.leaves_one else self._to_nothing_asked()
        if self._takes_back(said):
            return self._correct()
        if step == "resume":
            return self._resume(said)
        self._asked[step] += 1
        if self._asked[step] > OFTEN_ENOUGH:
            return None
        if said.fact is not None:
            return self._fact(said, *said.fact)
        match step:
            case "goal":
                return self._which_goal(said)
            case "own_words":
                return self._in_own_words()
            case "confirm":
                return self._confirm(said)
            case "correct":
                return self._what_is_wrong(said)
        return self._step(said, step)

    # -- wishes -----------------------------------------------------------------------------------------------------

    @property
    def _wish(self) -> Wish:
        """What they are after now."""
        return self._person.wishes[min(self._closed, len(self._person.wishes) - 1)]

    def _after_a_wish(self, said: Said) -> Reply | None:
        if self._correction is not None and self._closed == 1:
            self._closed = 0
            return self._correct()
        if said.question == "resume":
            return self._resume(said)
        if self._closed < len(self._person.wishes):
            return Reply(self._written(self._wish.says, self._wish), "wish")
        step = said.question
        if step is None or self._asked[step]:
            return None
        self._asked[step] += 1
        return self._step(said, step)

    def _after_leaving_one(self) -> Reply | None:
        """A wish that waited is left: on with what they still want, if anything."""
        return (
            Reply(self._written(self._wish.says, self._wish), "wish")
            if self._closed < len(self._person.wishes)
            else None
        )

    def _resume(self, said: Said) -> Reply:
        """To what Noor says they wanted too: yes when they did, and it is not done yet."""
        wished = [self._catalogue[wish.goal].label for wish in self._person.wishes[self._closed :]]
        return tapped(said, "Ja" if any(f"'{label}'" in said.text for label in wished) else "Nee")

    def _to_nothing_asked(self) -> Reply | None:
        """Noor greeted, or did not understand."""
        self._lost += 1
        if self._lost > PATIENCE:
            return None
        return self._in_own_words() if self._lost == 1 else Reply(self._label, "wish")

    def _which_goal(self, said: Said) -> Reply:
        if self._wish.wish and self._asked["goal"] + self._asked["own_words"] == 1:
            return self._in_own_words()
        label = self._label if said.option(self._label) else "Iets anders"
        return Reply(label, "wish", said.option(label))

    def _in_own_words(self) -> Reply:
        return Reply(self._written(self._wish.wish or self._label, self._wish), "wish")

    @property
    def _label(self) -> str:
        return self._catalogue[self._wish.goal].label

    # -- facts ------------------------------------------------------------------------------------------------------

    def _fact(self, said: Said, goal: str, name: str) -> Reply:
        wish = next((wish for wish in (self._wish, *self._person.wishes) if wish.goal == goal), None)
        if wish is None:
            return self._about_another_goal(said)
        if name in wish.answers and name not in self._corrected and self._asked[f"{goal}.{name}"] == 1:
            return Reply(self._written(wish.answers[name], wish))
        truth = self._truth[goal]
        if name not in truth:
            self.gaps.append(f"{goal}.{name}")
        question = self._catalogue[goal].questions[name]
        in_vain = question.type in ("text", "place") and self._asked[f"{goal}.{name}"] > 2
        if in_vain or truth.get(name, DONT_KNOW) == DONT_KNOW:
            return not_known(said)
        return tapped(said, in_plain_words(question, truth[name], self._today))

    def _about_another_goal(self, said: Said) -> Reply:
        """They say once that they want something else, and then answer as good as it goes."""
        self._asked["another goal"] += 1
        if self._asked["another goal"] > 1:
            return not_known(said)
        return Reply(
            f"nee, dat bedoel ik niet. {self._written(self._wish.wish or self._wish.says, self._wish)}", "wish"
        )

    # -- the end ----------------------------------------------------------------------------------------------------

    def _takes_back(self, said: Said) -> bool:
        if self._correction is None or self._closed:
            return False
        after = f"{self._person.goal}.{self._correction.after}"
        return bool(self._asked[after]) and said.question != after

    def _correct(self) -> Reply:
        assert self._correction is not None
        correction, self._correction = self._correction, None
        goal = self._catalogue[self._person.goal]
        self._truth[goal.name].update(true_values(goal, correction.facts, self._today))
        self._corrected |= correction.facts.keys()
        return Reply(self._written(correction.says, self._person), "correction")

    def _confirm(self, said: Said) -> Reply:
        goal, truth = self._catalogue[self._wish.goal], self._truth[self._wish.goal]
        wrong = misread_fact(goal, truth, said.text, self._today)
        if wrong is None and not is_about(goal, truth, said.text) and not self._asked["another goal"]:
            return self._about_another_goal(said)
        if wrong is not None and wrong not in self._disputed:
            self._to_change = wrong
            self._disputed.add(wrong)
            return tapped(said, "Nee")
        if self._correction is not None and not self._closed:
            return self._correct()
        return tapped(said, "Ja")

    def _what_is_wrong(self, said: Said) -> Reply:
        if self._to_change is None:
            return self._in_own_words()
        label = self._catalogue[self._wish.goal].questions[self._to_change].label
        return Reply(label, "change", said.option(label))

    def _step(self, said: Said, step: str) -> Reply:
        """What is asked besides facts, also what did not exist when this was written."""
        if step in self._person.answers and self._asked[step] == 1:
            return Reply(self._person.answers[step])
        if step == "contact":
            return how_to_be_reached(said, self._person.contact)
        return tapped(said, "Ja" if self._person.visit else "Nee") if step == "visit" else something_new(said)

    def _written(self, text: str, wish: Wish) -> str:
        values: dict[str, Any] = self._truth[wish.goal]
        return filled(text, values, self._today)
