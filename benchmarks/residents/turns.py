"""A conversation as it was held: what a resident said and what Noor said to it, turn by turn."""

from dataclasses import dataclass
from typing import Literal

#: wish: what they want, in own words or as a tapped goal. answer: to what was asked. correction: something taken back.
#: change: the fact that was picked to be asked anew.
Kind = Literal["wish", "answer", "correction", "change"]

GOAL_STEPS = frozenset({"goal", "own_words"})
MISUNDERSTOOD = "begreep ik niet"
#: What Noor says about a wish that waits, and when it is left; neither ends one.
_ONLY_RESUMING, _LEFT = ("Je noemde ook", "We waren nog"), "dat laten we zitten"
_CLOSINGS = ("meldnummer is", "nog iets voor je doen")


@dataclass(frozen=True)
class Said:
    """All that Noor said in one turn. question: what it asks, such as "travel.departure" or "contact". options: label
    and id of what can be tapped."""

    text: str
    question: str | None = None
    options: tuple[tuple[str, str], ...] = ()

    @property
    def fact(self) -> tuple[str, str] | None:
        """The goal and the fact that are asked for, if it is a fact."""
        goal, dot, name = (self.question or "").partition(".")
        return (goal, name) if dot else None

    @property
    def closes(self) -> bool:
        """Whether it ends a wish."""
        if self.question == "resume":
            return not self.text.startswith(_ONLY_RESUMING)
        return any(words in self.text for words in _CLOSINGS) and _LEFT not in self.text

    @property
    def leaves_one(self) -> bool:
        """Whether it says that a wish that waited is left."""
        return _LEFT in self.text

    @property
    def misunderstood(self) -> bool:
        """Whether it says that the answer before was not understood."""
        return MISUNDERSTOOD in self.text

    def option(self, label: str) -> str | None:
        """The id of the option with a label that begins like this."""
        return next((id for name, id in self.options if name.lower().startswith(label.lower())), None)


@dataclass(frozen=True)
class Reply:
    """What a resident says: words, or the label and id of an option that is tapped."""

    text: str
    kind: Kind = "answer"
    option: str | None = None


@dataclass(frozen=True)
class Turn:
    """A resident's message, its position in Noor's log, and what Noor said to it."""

    reply: Reply
    position: int
    said: Said


def as_lines(turns: list[Turn]) -> list[str]:
    """A transcript to read."""
    lines = []
    for turn in turns:
        tapped = "[{}]" if turn.reply.option else "{}"
        lines.append("resident: " + tapped.format(turn.reply.text))
        options = " / ".join(label for label, _ in turn.said.options)
        lines += ["noor: " + turn.said.text.replace("\n", " ⏎ ") + (f" [{options}]" if options else "")]
    return lines
