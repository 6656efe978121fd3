"""Facts in Dutch: how Noor says them back to a resident, and how a department reads them."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal

from bot.goals.conditions import DONT_KNOW
from bot.goals.goal import Goal
from bot.goals.model import Question
from bot.goals.reading import country_name
from bot.goals.reading.day import PARTS_OF_MONTH, precision

CLAUSES_IN_A_SENTENCE = 3

_HET = re.compile(r"^Verenigd Koninkrijk")
_DE = re.compile(
    r"^(?:Verenigde|Dominicaanse|Centraal-Afrikaanse|Filipijnen|Malediven|Seychellen|Bahama|Comoren)|eilanden$"
)

# What is fixed stands between quotes; the rest are Babel's date fields.
_PERIODS = {
    "month": "'in' MMMM y",
    "week": "'in de week van' d MMMM y",
    "weekend": "'in het weekend van' d MMMM y",
}


def value_text(question: Question, value: Any) -> str:
    """A fact's value in words."""
    if value == DONT_KNOW:
        return "weet de bewoner niet"
    match question.type:
        case "choice":
            return next(option.label for option in question.options if option.value == value)
        case "yes_no":
            return "ja" if value else "nee"
        case "country":
            return country_in_sentence(country_name(value))
        case "number":
            return str(format_decimal(value, locale="nl"))
    return date_text(value) if isinstance(value, date) else str(value)


def country_in_sentence(name: str) -> str:
    """A country as it stands in a sentence: "het Verenigd Koninkrijk"."""
    article = "het " if _HET.search(name) else "de " if _DE.search(name) else ""
    return article + name


def date_text(day: date) -> str:
    """A day as it was meant: "vrijdag 4 december 2026", "in mei 2027", "eind mei 2027" (see `Day`)."""
    unit = precision(day)
    if unit is None:
        return str(format_date(day, "EEEE d MMMM y", locale="nl"))
    if unit == "part":
        part = next(name for name, first in PARTS_OF_MONTH.items() if first == day.day)
        return str(format_date(day, f"'{part}' MMMM y", locale="nl"))
    return str(format_date(day, _PERIODS[unit], locale="nl"))


def said_back(goal: Goal, facts: Mapping[str, Any]) -> str:
    """What was understood, in one or a few sentences; empty when there is nothing to say back. `facts` are those of
    `conversation.to_say_back`."""
    clauses = list(_clauses(goal, facts))
    sentences = []
    for start in range(0, len(clauses), CLAUSES_IN_A_SENTENCE):
        *first, last = clauses[start : start + CLAUSES_IN_A_SENTENCE]
        sentence = f"{', '.join(first)} en {last}" if first else last
        sentences.append(sentence[0].upper() + sentence[1:] + ".")
    return " ".join(sentences)


def for_department(goal: Goal, facts: Mapping[str, Any], limit: int) -> str:
    """What a department reads first: what is asked and every fact, at most `limit` characters."""
    known = [f"{goal.questions[name].label}: {value_text(goal.questions[name], v)}" for name, v in facts.items()]
    text = ". ".join([goal.data.request, *known]) + "."
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _clauses(goal: Goal, facts: Mapping[str, Any]) -> Iterator[str]:
    for name, question in goal.questions.items():
        value = facts.get(name)
        if value is None or value == DONT_KNOW:
            continue
        clause = _clause(question, value)
        if clause:
            yield clause.replace("{value}", _in_clause(question, value))


def _clause(question: Question, value: Any) -> str | None:
    if question.type == "choice":
        return next(option.clause for option in question.options if option.value == value)
    if question.type == "yes_no" and not value:
        return question.clause_no
    return question.clause


def _in_clause(question: Question, value: Any) -> str:
    """A value as it stands in a clause: only an exact day needs "op" before it."""
    text = value_text(question, value)
    return f"op {text}" if isinstance(value, date) and precision(value) is None else text
