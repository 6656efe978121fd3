"""What a message says about a goal's facts: the answer to the open question, and all else that was said."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from rapidfuzz import fuzz

from bot.goals.conditions import DONT_KNOW
from bot.goals.goal import Goal
from bot.goals.model import Option, Question
from bot.goals.phrases import denied, longest, plain
from bot.goals.reading import Found, find_all, is_dont_know, read_yes_no
from bot.goals.reading.crossings import place_phrase
from bot.goals.reading.date_meant import day_meant
from bot.goals.reading.day import Day
from bot.goals.reading.dont_know import besides_dont_know
from bot.goals.reading.number_meant import is_for_whom, is_own_age, measure_of

MAX_TEXT = 300
SHORT = 8

_NOT_THIS = re.compile(r"\b(?:niet|geen|ipv|in plaats van)(?: (?:naar|in|op|de|het))*$")
_KIND_OF_STREET = re.compile(r"(?<=\w)(?=(?:straat|plein|boulevard)\b)", re.IGNORECASE)
_PREPOSITION = re.compile(r"^(?:in|op|aan|bij|naar) ", re.IGNORECASE)
_FROM_THERE = re.compile(r"\b(?:from|geboren in|uit|vanuit)$")


@dataclass(frozen=True)
class Words:
    """A message as it is read: the text, the same for comparing, and the facts that the readers found in it.

    In `plain` a country abroad stands as `landnaam` and "Kerkstraat" as "kerk straat", so that phrases can speak of any
    country, street or square.
    """

    text: str
    plain: str
    found: tuple[Found, ...]
    today: date


def words_of(text: str, today: date, found: Iterable[Found] | None = None) -> Words:
    """Read a text; `found` spares reading it again."""
    finds = tuple(find_all(text, today) if found is None else found)
    general = text
    for find in reversed(finds):
        if find.kind == "country" and find.value != "NL":
            general = f"{general[: find.start]}landnaam{general[find.end :]}"
        elif find.unit == "street":
            name = _KIND_OF_STREET.sub(" ", text[find.start : find.end])
            general = f"{general[: find.start]}{name}{general[find.end :]}"
    return Words(text, plain(general), finds, today)


def read_answer(question: Question, words: Words) -> Any:
    """The value that a message gives to the question it answers, `DONT_KNOW`, or None when it gives none."""
    value = _read(question, words)
    if value is None and is_dont_know(words.text):
        return DONT_KNOW
    return value


def volunteered(goal: Goal, words: Words, loosely: bool = False) -> dict[str, Any]:
    """The facts of a goal that a message settles without being asked for them.

    loosely: the message is about the facts themselves (a correction), so that a bare number counts too.
    """
    facts: dict[str, Any] = {}
    for name, question in goal.questions.items():
        value = _unasked(question, words, loosely)
        if value is not None:
            facts[name] = value
    return _each_once(goal, facts)


def number_of_option(text: str, count: int) -> int | None:
    """The option that a bare number names, from 0; a number typed instead of a button is an answer too."""
    match = re.fullmatch(r"\s*(?:optie |nummer |nr )?(\d{1,2})\s*[.)]?\s*", text.lower())
    if match and 1 <= int(match[1]) <= count:
        return int(match[1]) - 1
    return None


def option_meant(options: Iterable[tuple[str, str]], text: str) -> str | None:
    """Of (value, label) pairs the value whose label was typed, in full, nearly so, or by its number."""
    pairs = list(options)
    place = number_of_option(text, len(pairs))
    if place is not None:
        return pairs[place][0]
    typed = plain(text).strip(" .,!?")
    if not typed:
        return None
    best = max(((fuzz.ratio(plain(label), typed), value) for value, label in pairs), default=(0.0, ""))
    return best[1] if best[0] >= 86 else None


# -- the answer to a question ----------------------------------------------------------------------------------------


def _read(question: Question, words: Words) -> Any:
    match question.type:
        case "choice":
            return _choice(question, words)
        case "yes_no":
            return _yes_or_no(question, words)
        case "number":
            units = (question.unit, None)
            return next((f.value for f in reversed(_numbers(question, words)) if f.unit in units), None)
        case "date":
            return _day(question, words)
        case "country":
            return next((f.value for f in reversed(_said(words, "country"))), None)
        case "place":
            return _place(words)
    return _free_text(words)


def _place(words: Words) -> str | None:
    """A short answer is the place itself, as people name places in their own way; a longer one holds it somewhere."""
    text = _free_text(words)
    if text is None or len(text.split()) <= SHORT:
        return text and (_PREPOSITION.sub("", text) or None)
    return _PREPOSITION.sub("", place_phrase(words.text, _said(words, "place")) or text)


def _choice(question: Question, words: Words) -> str | None:
    labels = [(option.value, option.label) for option in question.options]
    short = [(value, label.partition(", ")[2] or label) for value, label in labels]
    typed = option_meant(labels, words.text) or option_meant(short, words.text)
    said = _said_option(question.options, words.plain) or _counted_option(question, words, bare=True)
    rest = besides_dont_know(words.text)  # The "niet" of "weet ik niet" is no reply.
    if rest is None:  # "Kerkstraat" is a street, and not the answer "straat".
        rest = plain(words.text) if any(find.unit == "street" for find in words.found) else words.plain
    return typed or said or _said_option(question.options, rest, replies=True)


def _said_option(options: Iterable[Option], text: str, replies: bool = False) -> str | None:
    best, value = 0, None
    for option in options:
        length = longest(option.replies if replies else option.words, text)
        if length > best:
            best, value = length, option.value
    return value


def _counted_option(question: Question, words: Words, bare: bool = False) -> str | None:
    """The option that a number in the message falls in, as "dochter van 8" does in "younger than 12". bare: also a
    number of which it is not said what it counts."""
    units = (question.unit, None) if bare else (question.unit,)
    for find in _said(words, "number"):
        for option in question.options:
            if find.unit in units and option.range and option.range[0] <= find.value <= option.range[1]:
                return option.value
    return None


def _yes_or_no(question: Question, words: Words) -> bool | None:
    said = _said_yes_no(question, words)
    said = read_yes_no(words.text) if said is None else said
    return _within(question, words) if said is None else said


def _within(question: Question, words: Words) -> bool | None:
    """Whether the first day that is named is near enough; None when there is none."""
    days = [(find.value - words.today).days for find in _said(words, "date")]
    coming = [day for day in days if day >= 0]
    return min(coming) <= question.within_days if coming and question.within_days is not None else None


def _said_yes_no(question: Question, words: Words) -> bool | None:
    yes, no = longest(question.words_yes, words.plain), longest(question.words_no, words.plain)
    if yes:
        return True
    return False if no or denied(question.words_yes, words.plain) else None


def _free_text(words: Words) -> str | None:
    text = " ".join(words.text.split())[:MAX_TEXT]
    return text if any(letter.isalnum() for letter in text) and not is_dont_know(text) else None


# -- what was said besides -------------------------------------------------------------------------------------------


def _unasked(question: Question, words: Words, loosely: bool) -> Any:
    match question.type:
        case "choice":
            for_whom = tuple(find for find in words.found if is_for_whom(words.text, find))
            counted = _counted_option(question, replace(words, found=for_whom))
            own_age = tuple(find for find in words.found if is_own_age(words.text, find))
            counted = counted or _counted_option(question, replace(words, found=own_age), bare=True)
            return _said_option(question.options, words.plain) or counted
        case "yes_no":
            said_so = _said_yes_no(question, words)
            beside = said_so is None and (loosely or longest(question.within_words, words.plain))
            return _within(question, words) if beside else said_so
        case "number":
            said = _numbers(question, words)
            fitting = [f.value for f in said if f.unit == question.unit]
            if not fitting and loosely and len(said) == 1 and said[0].unit is None:
                fitting = [said[0].value]
            return fitting[-1] if fitting else None
        case "date":
            return _day(question, words)
        case "country":
            found = [f for f in _said(words, "country") if not _before(words, f, _FROM_THERE)]
            abroad = [f for f in found if f.value != "NL"]
            return abroad[-1].value if abroad else None
        case "place":
            return place_phrase(words.text, [f for f in _said(words, "place") if f.unit == "street"])
    return None


def _each_once(goal: Goal, facts: Mapping[str, Any]) -> dict[str, Any]:
    """One date, country or place in a message settles one fact: the first of the goal's that is of that type."""
    seen: set[str] = set()
    kept = {}
    for name, value in facts.items():
        kind = goal.questions[name].type
        if kind in ("date", "country", "place") and kind in seen:
            continue
        seen.add(kind)
        kept[name] = value
    return kept


def _numbers(question: Question, words: Words) -> list[Found]:
    """The numbers that may be meant: when it is asked how deep, not how high."""
    measures = {find: measure_of(words.text, find) for find in _said(words, "number")}
    return [find for find, measure in measures.items() if measure is None or measure in question.ask]


def _day(question: Question, words: Words) -> Day | None:
    side = question.side
    if side != "coming":
        words = replace(words, found=tuple(find_all(words.text, words.today, side)))
    return day_meant(words.text, _said(words, "date"), words.today, side)


def _said(words: Words, kind: str) -> list[Found]:
    """The finds of a kind that are not denied ("Turkije, niet Tunesië")."""
    found = [f for f in words.found if f.kind == kind]
    return [f for f in found if not _before(words, f, _NOT_THIS)]


def _before(words: Words, found: Found, pattern: re.Pattern[str]) -> bool:
    return bool(pattern.search(plain(words.text[: found.start]).rstrip(" ,.")))
