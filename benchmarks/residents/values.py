"""What a resident knows, as a file gives it: days from today, option values, country codes."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal

from bot.goals.goal import Goal
from bot.goals.model import Question
from bot.goals.reading import country_codes, country_name

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
#: A day this far away is said with its year.
WITH_YEAR = 300

_DAYS = re.compile(r"([+-]\d{1,4})d")
_WEEKDAY = re.compile(rf"(next|last) ({'|'.join(WEEKDAYS)})")
_PLACEHOLDER = re.compile(r"\{(\w+)(:month)?\}")


def day(value: Any, today: date) -> date:
    """`+10d` (days from today), `next friday` (the first after today), `last friday` (the last before it), or an ISO
    date. Raises ValueError for anything else."""
    if isinstance(value, date):
        return value
    text = str(value)
    if match := _DAYS.fullmatch(text):
        return today + timedelta(days=int(match[1]))
    if match := _WEEKDAY.fullmatch(text):
        ahead = (WEEKDAYS.index(match[2]) - today.weekday()) % 7
        return today + timedelta(days=(ahead or 7) if match[1] == "next" else ahead - 7)
    return date.fromisoformat(text)


def value_problem(question: Question, value: Any) -> str | None:
    """Why a value is no answer to a question; None when it is one."""
    match question.type:
        case "choice":
            allowed = [option.value for option in question.options]
            return None if value in allowed else f"{value!r} is not one of {', '.join(allowed)}"
        case "yes_no":
            return None if isinstance(value, bool) else f"{value!r} is not true or false"
        case "number":
            number = isinstance(value, int | float) and not isinstance(value, bool)
            return None if number else f"{value!r} is not a number"
        case "country":
            return None if value in country_codes() else f"{value!r} is not a country code"
        case "date":
            try:
                day(value, date.today())
            except ValueError:
                return f"{value!r} is not +10d, next friday or an ISO date"
            return None
    return None if isinstance(value, str) and value else f"{value!r} is not a text"


def true_values(goal: Goal, facts: Mapping[str, Any], today: date) -> dict[str, Any]:
    """A resident's facts as the engine takes them."""
    return {name: day(v, today) if goal.questions[name].type == "date" else v for name, v in facts.items()}


def in_plain_words(question: Question, value: Any, today: date) -> str:
    """An answer without frills: the option's label, ja or nee, a day, a number, a country."""
    match question.type:
        case "choice":
            return next(option.label for option in question.options if option.value == value)
        case "yes_no":
            return "ja" if value else "nee"
        case "number":
            return str(format_decimal(value, locale="nl", group_separator=False))
        case "country":
            return country_name(value)
        case "date":
            return day_in_words(value, today)
    return str(value)


def day_in_words(value: date, today: date) -> str:
    """ "5 mei", with the year when it is far away."""
    form = "d MMMM y" if abs((value - today).days) > WITH_YEAR else "d MMMM"
    return str(format_date(value, form, locale="nl"))


def filled(text: str, values: Mapping[str, Any], today: date) -> str:
    """A text with the dates it names filled in, as a day or as its month: "ik vlieg {departure}", "in {date:month}"."""

    def written(match: re.Match[str]) -> str:
        value = values.get(match[1])
        if not isinstance(value, date):
            return match[0]
        return str(format_date(value, "MMMM", locale="nl")) if match[2] else day_in_words(value, today)

    return _PLACEHOLDER.sub(written, text)
