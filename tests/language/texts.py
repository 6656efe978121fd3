"""Everything that residents can read, with the place it comes from."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.datafile import load_yaml
from bot.goals.catalogue import load_catalogue
from bot.goals.goal import Goal
from bot.municipality import load_municipality
from tests.language.markup import strings_of, texts_of_page

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
CODE = ("bot/goals/**/*.py", "actions/*.py", "bot/channels/**/*.py", "bot/messages/*.py", "bot/web/*.py")
WORDS_OF_WIDGET = "words.js"

# Words that stand in nearly every Dutch sentence and in no English one.
_DUTCH = re.compile(
    r"\b(?:ik|je|jij|jullie|het|een|niet|geen|dat|deze|die|voor|naar|kan|kun|kies|typ|wat|waar|wij|graag|dank|nog"
    r"|dan|mij|mijn|iets|iemand|ook|zelf|vraag|collega|opnieuw)\b",
    re.IGNORECASE,
)
_PATTERN = re.compile(r"\\|\(\?|\[\^|\w\*|^\W*\|")
_PLACEHOLDER = re.compile(r"\{\w*\}")


@dataclass(frozen=True)
class Text:
    """Something residents read. sentence: whether it is whole sentences, and not a label or a part of one."""

    where: str
    text: str
    sentence: bool = True

    @property
    def readable(self) -> str:
        """The text with a word wherever a fact will stand."""
        return _PLACEHOLDER.sub("Noordwijk", self.text)


def all_texts() -> list[Text]:
    """Every text of the catalogue, the products, the domain, the municipality, the code, the widget and its pages."""
    goals = [text for goal in load_catalogue().values() for text in of_goal(goal)]
    return [*goals, *_products(), *_domain(), *_municipality(), *_code(), *_widget(), *_pages()]


def of_goal(goal: Goal) -> Iterator[Text]:
    """What a goal's file says to residents."""
    data, file = goal.data, f"data/goals/{goal.name}.yml"
    yield Text(f"{file} label", data.label, False)
    yield Text(f"{file} request", data.request, False)
    yield from _some(f"{file} opening", data.opening)
    for name, question in data.questions.items():
        place = f"{file} {name}"
        yield from _some(f"{place}.ask", question.ask)
        yield from _some(f"{place}.help", question.help)
        yield from _some(f"{place}.why", question.why)
        parts = [question.label, question.clause, question.clause_no]
        parts += [part for option in question.options for part in (option.label, option.clause)]
        yield from (Text(place, part, False) for part in parts if part)
    for outcome in data.outcomes:
        yield from _some(f"{file} {outcome.name}.first", outcome.first)
        yield from _advice(f"{file} {outcome.name}", outcome)
    for row in data.also:
        yield from _advice(f"{file} also", row)


def dutch_in(source: str) -> Iterator[tuple[int, str]]:
    """The Dutch in a module: line and text of each string that reads as Dutch; docstrings and patterns are none."""
    tree = ast.parse(source)
    passed = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            passed.update(id(part) for part in node.values)
    for node in ast.walk(tree):
        text = _string(node)
        if text is not None and id(node) not in passed and _looks_dutch(text):
            yield node.lineno, text  # type: ignore[attr-defined]


def _string(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
        return "".join(str(part) for part in parts)
    return None


def _looks_dutch(text: str) -> bool:
    begins = text[:1].isupper() or text[:1] == "{"
    return begins and " " in text.strip() and bool(_DUTCH.search(text)) and not _PATTERN.search(text)


def _some(where: str, text: str | None) -> Iterator[Text]:
    if text:
        yield Text(where, text)


def _advice(where: str, row: Any) -> Iterator[Text]:
    yield from (Text(f"{where}.advice", sentence) for sentence in row.advice)
    yield from (Text(f"{where}.bring", thing, False) for thing in row.bring)


def _products() -> Iterable[Text]:
    return [Text(f"data/products.yml {name}", text) for name, text in load_yaml(DATA / "products.yml").items()]


def _domain() -> Iterator[Text]:
    for name, variants in load_yaml(ROOT / "domain.yml")["responses"].items():
        for variant in variants:
            yield Text(f"domain.yml {name}", variant["text"])
            for button in variant.get("buttons", ()):
                yield Text(f"domain.yml {name}", button["title"], False)


def _municipality() -> Iterator[Text]:
    municipality, file = load_municipality(DATA / "municipality.yml"), "data/municipality.yml"
    yield Text(f"{file} welcome", municipality.welcome)
    for name, department in municipality.departments.items():
        yield Text(f"{file} {name}", department.name, False)


def _code() -> Iterator[Text]:
    for path in sorted(path for pattern in CODE for path in ROOT.glob(pattern)):
        for line, text in dutch_in(path.read_text(encoding="utf-8")):
            yield Text(f"{path.relative_to(ROOT)}:{line}", text)


def _widget() -> Iterator[Text]:
    """All of the widget's words, and Dutch that would stand elsewhere in its modules."""
    for path in sorted(ROOT.glob("bot/channels/widget/*.js")):
        for line, text in strings_of(path.read_text(encoding="utf-8")):
            if path.name == WORDS_OF_WIDGET or _looks_dutch(text):
                yield Text(f"{path.relative_to(ROOT)}:{line}", text, _is_sentence(text))


def _pages() -> Iterator[Text]:
    for path in sorted(ROOT.glob("bot/channels/templates/*.html")):
        for line, text in texts_of_page(path.read_text(encoding="utf-8")):
            yield Text(f"{path.relative_to(ROOT)}:{line}", text, _is_sentence(text))


def _is_sentence(text: str) -> bool:
    return text.rstrip().endswith((".", "?", "!"))
