"""Which option somebody means who types instead of tapping: its number, or its own words."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.channels.kinds import counted_questions, question_kinds
from bot.channels.whatsapp.outgoing import MORE, page

_NUMBER = re.compile(r"(?:(?:optie|keuze|nummer|nr\.?)\s*)?(\d{1,2})[.)!]?", re.IGNORECASE)
# What is added to a digit to make a button of it.
_KEYCAP = str.maketrans({"\ufe0f": None, "\u20e3": None})
_ENDS = " \t\n.!,"


def chosen(text: str, options: Sequence[Mapping[str, Any]], question: str | None, position: int) -> str | None:
    """The id of the option that is meant, as a button would give it; None when it is not clear that it is one.

    options, question and position: of Noor's last message.
    """
    shown = page(options)
    choices = [(str(option["label"]), str(option["id"])) for option in shown]
    if len(shown) < len(options):
        choices.append((MORE, f"more:{position}:{len(shown)}"))
    said = _plain(text)
    for label, own_id in choices:
        if said == _plain(label):
            return own_id
    number = _NUMBER.fullmatch(text.translate(_KEYCAP).strip())
    if number is None or not _may_be_numbered(choices, question):
        return None
    index = int(number[1]) - 1
    return choices[index][1] if 0 <= index < len(choices) else None


def _may_be_numbered(choices: Sequence[tuple[str, str]], question: str | None) -> bool:
    """Not where a number can be the answer itself, as to "hoeveel mensen komen er?"."""
    if len(choices) < 2 or any(label[:1].isdigit() for label, _ in choices):
        return False
    kind = question_kinds().get(question) if question else None
    return kind in (None, "choice", "yes_no") and question not in counted_questions()


def _plain(text: str) -> str:
    return " ".join(text.strip(_ENDS).casefold().split())
