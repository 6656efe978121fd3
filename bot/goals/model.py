"""What a file in data/goals/ holds: one goal of residents' lives, as data."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from pydantic import ConstrainedStr, Field, StrictBool

from bot.datafile import DataModel
from bot.goals.conditions import DONT_KNOW
from bot.goals.reading import country_codes
from bot.goals.reading.day import Side

QuestionType = Literal["choice", "yes_no", "date", "number", "country", "place", "text"]
Urgency = Literal["acute", "high", "normal", "low"]

#: WhatsApp's limit for the title of a row in a list; a label within it fits everywhere.
MAX_LABEL = 24


class Sentence(ConstrainedStr):
    """A whole sentence: a comma in a YAML list easily makes two halves of one."""

    regex = re.compile(r"^[A-Z{].*[.!?]$")


class Option(DataModel):
    """One answer to a `choice` question.

    words: how residents say it in any message, matched as whole words; a `*` stands for any letters. replies: words
    that mean it only as an answer to this question. range: the numbers, in the question's unit, that mean it.
    clause: how Noor says it back. weight: how common the answer is, compared with the others.
    """

    value: str = Field(regex=r"^[a-z][a-z0-9_]*$")
    label: str = Field(min_length=1, max_length=MAX_LABEL)
    words: tuple[str, ...] = ()
    replies: tuple[str, ...] = ()
    range: tuple[float, float] | None = None
    clause: str | None = None
    weight: float = Field(1.0, gt=0)


class Question(DataModel):
    """A fact and how to ask for it.

    label: its name in lists. ask: the question, at most 20 words. help: said when the answer was not understood or
    somebody asks what is meant. why: why the municipality wants to know. clause: how Noor says the answer back;
    `{value}` is the answer. words_yes, words_no: words of which one in any message settles a `yes_no` fact. unit:
    what a number counts, as the readers name it. side: whether a `date` is still to come, over ("past") or either
    ("near"). assume: the answer to go by until something else is said; such a question is asked only when it is listed
    in the dossier. likely: for `yes_no`, the chance of a yes. effort: how much harder than usual it is to answer.
    from_intents: a message with one of these intents is itself the answer to a `text` question.
    within_days: for `yes_no`, whether it is so many days from today at most; a date settles it, unasked only beside one
    of the `within_words`.
    """

    type: QuestionType
    label: str = Field(min_length=1, max_length=MAX_LABEL)
    ask: str = Field(min_length=1, max_length=200)
    help: str | None = None
    why: str | None = None
    options: tuple[Option, ...] = ()
    clause: str | None = None
    clause_no: str | None = None
    words_yes: tuple[str, ...] = ()
    words_no: tuple[str, ...] = ()
    unit: str | None = None
    side: Side = "coming"
    assume: StrictBool | str | None = None
    likely: float = Field(0.5, gt=0, lt=1)
    effort: float = Field(1.0, gt=0)
    from_intents: tuple[str, ...] = ()
    within_days: int | None = None
    within_words: tuple[str, ...] = ()

    def takes(self, value: Any) -> bool:
        """Whether a fact that answers it may have this value; what was kept or offered earlier may not, any more."""
        if value == DONT_KNOW:
            return True
        match self.type:
            case "choice":
                return any(option.value == value for option in self.options)
            case "yes_no":
                return isinstance(value, bool)
            case "number":
                return isinstance(value, (int, float)) and not isinstance(value, bool)
            case "date":
                return isinstance(value, date)
            case "country":
                return value in country_codes()
        return isinstance(value, str)


class Advice(DataModel):
    """What a resident is told. A sentence with `{name}` is said only when the municipality may tell that fact."""

    advice: tuple[Sentence, ...] = ()
    bring: tuple[str, ...] = ()
    products: tuple[str, ...] = ()


class Outcome(Advice):
    """A row of the decision table. No department: Noor's own answer suffices and nobody is bothered.

    hand_over: false for a department outside the municipality, which the resident turns to. first: what to do at once,
    said before anything else. visit: whether somebody looking on site helps. follows: the goals that usually come next.
    """

    name: str = Field(regex=r"^[a-z][a-z0-9_]*$")
    when: str | None = None
    department: str | None = None
    hand_over: bool = True
    urgency: Urgency = "normal"
    first: str | None = None
    visit: bool = False
    often: float = Field(1.0, gt=0)
    follows: tuple[str, ...] = ()

    @property
    def handed_over(self) -> bool:
        """Whether a department receives a handover."""
        return self.department is not None and self.hand_over


class Addition(Advice):
    """Advice that comes on top of any outcome when its condition holds."""

    when: str


class DossierItem(DataModel):
    """A fact that the department needs besides; asked after the outcome is settled, and only when its condition
    holds."""

    fact: str
    when: str | None = None


class Source(DataModel):
    rule: str
    source: str
    sure: Literal["V", "V-old", "S", "U"]
    owner: str
    checked: date


class GoalFile(DataModel):
    """A goal of residents' lives.

    label: the option that residents see. request: what the department is asked to do. words: how residents name it
    when they are asked which goal they have. in_passing: by which words it is asked beside whatever else a message
    says. opening: said when a conversation turns to it. offered: whether it may be an option when the goal is not
    clear. confirm: whether the summary is said back before it goes to a department.
    """

    goal: str = Field(regex=r"^[a-z][a-z0-9_]*$")
    label: str = Field(min_length=1, max_length=MAX_LABEL)
    who: str
    request: str = Field(max_length=200)
    words: tuple[str, ...] = ()
    in_passing: tuple[str, ...] = ()
    opening: str | None = None
    offered: bool = True
    confirm: bool = True
    heard_as: dict[str, float] = Field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    questions: dict[str, Question]
    derived: Mapping[str, str] = Field(default_factory=dict)
    outcomes: tuple[Outcome, ...]
    also: tuple[Addition, ...] = ()
    dossier: tuple[DossierItem, ...] = ()
    sources: tuple[Source, ...]
