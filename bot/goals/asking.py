"""What Noor says next: the one question that matters now, or the end of a wish."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.goals.account import counted
from bot.goals.afterwards import NO_RATING, NO_WORDS, RATINGS
from bot.goals.arranging import CONFIRMATIONS, DAY_PARTS, NO_MATTER
from bot.goals.catalogue import Catalogue
from bot.goals.conversation import Conversation
from bot.goals.finding import ANYTHING_ELSE, OTHER
from bot.goals.goal import Goal
from bot.goals.model import Outcome
from bot.goals.next_step import next_step, settled, to_say_back
from bot.goals.steps import (
    CONFIRM,
    CONTACT,
    CORRECT,
    DAY_PART,
    ELSE,
    GOAL,
    HERE,
    NO_CONTACT,
    OWN_WORDS,
    PERSON,
    RATING,
    RATING_WORDS,
    RESUME,
    VISIT,
    VISIT_DAYS,
)
from bot.goals.wording import said_back

#: A fact of the municipality by its name, or None when it may not be told.
Tell = Callable[[str], str | None]

SKIP = "Sla deze vraag over"
MOST_FOLLOWING = 2
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Option:
    """Something to tap. step and value: what it answers."""

    label: str
    step: str
    value: str


@dataclass(frozen=True)
class Reply:
    """What Noor says. question: what it asks, None when it asks nothing."""

    text: str
    options: tuple[Option, ...] = ()
    question: str | None = None


def ask(catalogue: Catalogue, conversation: Conversation, today: date, tell: Tell) -> tuple[Conversation, Reply]:
    """The next question, and the conversation with that question open. Not for a conversation that is done."""
    goal = catalogue[conversation.goal] if conversation.goal else None
    step = next_step(goal, conversation, today)
    if step == GOAL and not conversation.candidates:
        step = OWN_WORDS
    reply = _Asker(catalogue, conversation, goal, today).ask(step)
    warning, warned = _warning(goal, conversation, today, tell)
    answered = _answered(catalogue[conversation.between], today, tell) if conversation.between else ()
    text = "\n".join((*warning, *conversation.notices, *answered, reply.text))
    asked = replace(conversation, open=step, notices=(), between=None, warned=warned, excused=conversation.misses)
    return counted(goal, conversation, asked), replace(reply, text=text)


def _answered(goal: Goal, today: date, tell: Tell) -> list[str]:
    """The answer of a goal that asks nothing."""
    return closing(goal, goal.data.outcomes[-1], Conversation(goal.name), today, tell)


def _warning(
    goal: Goal | None, conversation: Conversation, today: date, tell: Tell
) -> tuple[tuple[str, ...], str | None]:
    """What to do at once, as soon as that is clear and only once, and the outcome it belongs to."""
    outcome = settled(goal, conversation, today) if goal else None
    if outcome is None or outcome.first is None or conversation.finished or outcome.name == conversation.warned:
        return (), conversation.warned
    sentence = told(outcome.first, tell)
    return ((sentence,) if sentence else ()), outcome.name


class _Asker:
    def __init__(self, catalogue: Catalogue, conversation: Conversation, goal: Goal | None, today: date) -> None:
        self._catalogue = catalogue
        self._now = conversation
        self._goal = goal
        self._today = today

    @property
    def _missed(self) -> bool:
        """Whether an answer was not understood just now; after a question in between, that was said already."""
        return self._now.misses > self._now.excused

    def ask(self, step: str) -> Reply:
        steps: Mapping[str, Callable[[], Reply]] = {
            GOAL: self._which_goal,
            CONFIRM: self._confirm,
            CORRECT: self._what_is_wrong,
            CONTACT: self._contact,
            RESUME: self._resume,
        }
        if step in steps:
            return steps[step]()
        return _ALWAYS_THE_SAME.get(step) or self._fact(step)

    def _which_goal(self) -> Reply:
        text = self._catalogue.product_question(self._now.product) or "Waar kan ik je mee helpen?"
        options = [Option(self._catalogue[name].label, GOAL, name) for name in self._now.candidates]
        return Reply(text, (*options, Option(ANYTHING_ELSE, GOAL, OTHER)), GOAL)

    def _fact(self, name: str) -> Reply:
        assert self._goal is not None
        question = self._goal.questions[name]
        step = f"{self._goal.name}.{name}"
        options = [Option(option.label, step, option.value) for option in question.options]
        if question.type == "yes_no":
            options = [
                Option("Ja", step, "yes"),
                Option("Nee", step, "no"),
                Option("Weet ik niet", step, "dont_know"),
            ]
        if any(item.fact == name for item in self._goal.data.dossier) and question.type != "yes_no":
            options.append(Option(SKIP, step, "dont_know"))
        text = question.ask
        if self._missed:
            text = f"Dat begreep ik niet. {question.help or ''}".strip() + f"\n{question.ask}"
        return Reply(text, tuple(options), step)

    def _confirm(self) -> Reply:
        assert self._goal is not None
        summary = said_back(self._goal, to_say_back(self._goal, self._now, self._today))
        summary = summary or f"Het gaat om: {self._goal.data.request.lower()}."
        return Reply(f"{summary} Klopt dat?", _yes_no(CONFIRM, *(label for _, label in CONFIRMATIONS)), CONFIRM)

    def _what_is_wrong(self) -> Reply:
        assert self._goal is not None
        options = [Option(self._goal.questions[name].label, CORRECT, name) for name in self._now.facts][:9]
        options.append(Option("Iets heel anders", GOAL, OTHER))
        return Reply("Wat is er anders? Typ het in één zin, of kies hieronder.", tuple(options), CORRECT)

    def _resume(self) -> Reply:
        wish = self._now.waiting[0]
        label = self._catalogue[wish.goal].label
        text = f"We waren nog bezig met '{label}'." if wish.parked else f"Je noemde ook '{label}'."
        return Reply(f"{text} Zullen we dat nu doen?", _yes_no(RESUME, "Ja, graag", "Nee, laat maar"), RESUME)

    def _contact(self) -> Reply:
        text = "Hoe kunnen we je bereiken? Typ je telefoonnummer of e-mailadres."
        if self._missed:
            text = f"Ik zie geen telefoonnummer of e-mailadres. Typ een nummer in cijfers, of kies de knop.\n{text}"
        here = (Option("Antwoord hier", CONTACT, HERE),) if self._now.answered_here else ()
        return Reply(text, (*here, Option("Ik bel zelf", CONTACT, NO_CONTACT)), CONTACT)


def anything_else(catalogue: Catalogue, now: Conversation, outcome: Outcome | None) -> Reply:
    """What is asked at the end of a wish: what usually follows it, or nothing more."""
    follows = [catalogue[name] for name in (outcome.follows if outcome else ()) if name in catalogue]
    options = [Option(goal.label, GOAL, goal.name) for goal in follows if goal.name != now.goal][:MOST_FOLLOWING]
    return Reply("Kan ik nog iets voor je doen?", (*options, Option("Nee, dat was alles", ELSE, "no")), None)


def closing(goal: Goal, outcome: Outcome, now: Conversation, today: date, tell: Tell) -> list[str]:
    """What a resident is told at the end besides who helps: advice, what to bring, and what else to think of."""
    additions = goal.additions(now.values, today)
    advice = [sentence for row in (outcome, *additions) for sentence in row.advice]
    parts = [" ".join(_told(advice, tell))]
    bring = [thing for row in (outcome, *additions) for thing in row.bring]
    if bring:
        parts.append("Neem mee: " + "; ".join(bring) + ".")
    return [part for part in parts if part]


def told(sentence: str, tell: Tell) -> str | None:
    """A sentence with the municipality's facts filled in; None when it needs one that may not be told."""
    facts = {name: tell(name) for name in _PLACEHOLDER.findall(sentence)}
    if any(value is None for value in facts.values()):
        return None
    return _PLACEHOLDER.sub(lambda match: str(facts[match[1]]), sentence)


def _told(sentences: Iterable[str], tell: Tell) -> list[str]:
    return [filled for sentence in sentences if (filled := told(sentence, tell)) is not None]


def _rating() -> Reply:
    options = [Option(label, RATING, value) for value, (label, _) in RATINGS.items()]
    return Reply("Hoe vond je dit gesprek?", (*options, Option("Sla over", RATING, NO_RATING)), RATING)


def _yes_no(step: str, yes: str, no: str) -> tuple[Option, ...]:
    return Option(yes, step, "yes"), Option(no, step, "no")


_ALWAYS_THE_SAME: Mapping[str, Reply] = {
    OWN_WORDS: Reply(
        "Vertel in een paar woorden wat je wilt doen of regelen.",
        (Option("Een mens spreken", GOAL, PERSON),),
        OWN_WORDS,
    ),
    VISIT: Reply(
        "Zal iemand bij je langskomen om mee te kijken?", _yes_no(VISIT, "Ja, graag", "Nee, niet nodig"), VISIT
    ),
    VISIT_DAYS: Reply("Welke dagen komen je het beste uit?", (Option(NO_MATTER, VISIT_DAYS, NO_CONTACT),), VISIT_DAYS),
    DAY_PART: Reply(
        "Wanneer kunnen we je het beste bellen?", tuple(Option(part, DAY_PART, part) for part in DAY_PARTS), DAY_PART
    ),
    RATING: _rating(),
    RATING_WORDS: Reply(
        "Jammer. Wat kan er beter? Typ het in één zin.", (Option("Sla over", RATING_WORDS, NO_WORDS),), RATING_WORDS
    ),
}
