"""What plain language is here: short sentences, everyday words, "je", and labels that fit on WhatsApp."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from bot.datafile import load_yaml
from bot.goals.asking import SKIP
from bot.goals.explaining import explanation
from bot.goals.goal import Goal
from tests.language.texts import Text

#: WhatsApp's limits: up to three options are buttons, more are rows of a list.
BUTTONS, BUTTON, ROW, INTERACTIVE, PLAIN_MESSAGE = 3, 20, 24, 1024, 4096
LONGEST_SENTENCE = 20

_END = re.compile(r"(?<=[.!?])['\"]?\s+|\n+")
_FORMAL = re.compile(r"\b(?:u|uw|uwe|uzelf|gij)\b", re.IGNORECASE)


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [sentence for sentence in _END.split(text.strip()) if sentence.strip()]


def too_long(text: Text) -> Iterator[str]:
    """Sentences of more than 20 words; a fact that is filled in counts as one."""
    for sentence in sentences(text.readable):
        if len(sentence.split()) > LONGEST_SENTENCE:
            yield f"{text.where}: {len(sentence.split())} words: {sentence}"


def formal(text: Text) -> Iterator[str]:
    """Residents are "je"."""
    if _FORMAL.search(text.text):
        yield f"{text.where}: {text.text}"


def officialese(text: Text) -> Iterator[str]:
    """Words of offices without a plain one beside them."""
    for word, plain in words_of_offices().items():
        if _said(word, text.text) and not any(_said(other, text.text) for other in plain.split(" / ")):
            yield f"{text.where}: {word!r} ({plain}): {text.text}"


@cache
def words_of_offices() -> Mapping[str, str]:
    """Words of offices, each with plain ones for the same."""
    return dict(load_yaml(Path(__file__).with_name("officialese.yml")))


def unfit_options(goal: Goal) -> Iterator[str]:
    """Options of a question that do not fit where WhatsApp shows them."""
    in_dossier = {item.fact for item in goal.data.dossier}
    for name, question in goal.questions.items():
        labels = [option.label for option in question.options]
        labels += [SKIP] if name in in_dossier and question.type != "yes_no" else []
        yield from (f"{goal.name}.{name}: {problem}" for problem in unfit(labels))


def unfit(labels: Iterable[str]) -> Iterator[str]:
    """Labels that are too long for the buttons or list that they stand in together."""
    labels = list(labels)
    most = BUTTON if len(labels) <= BUTTONS else ROW
    yield from (f"{label!r} has {len(label)} characters, {most} fit" for label in labels if len(label) > most)


def unfit_messages(goal: Goal) -> Iterator[str]:
    """Questions and closings that do not fit in a message, with all that may stand before and beside them."""
    first = max((len(outcome.first or "") for outcome in goal.data.outcomes), default=0)
    before = len(goal.data.opening or "") + first + 200
    for name, question in goal.questions.items():
        if before + len(question.ask) + len(question.help or "") > INTERACTIVE:
            yield f"{goal.name}.{name}: the question may be longer than {INTERACTIVE} characters"
        if len(explanation(goal, name)) > PLAIN_MESSAGE:
            yield f"{goal.name}.{name}: the explanation is too long"
    also = sum(len(text) for row in goal.data.also for text in (*row.advice, *row.bring))
    for outcome in goal.data.outcomes:
        closing = sum(len(text) for text in (*outcome.advice, *outcome.bring, outcome.first or ""))
        if before + closing + also > PLAIN_MESSAGE:
            yield f"{goal.name}.{outcome.name}: the closing may be longer than {PLAIN_MESSAGE} characters"


def _said(word: str, text: str) -> bool:
    pattern = r"\s+".join(re.escape(part).replace(r"\*", r"\w*") for part in word.split())
    return re.search(rf"\b{pattern}\b", text, re.IGNORECASE) is not None
