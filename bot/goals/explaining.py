"""What somebody wants explained: why a question is asked, what a word means, and where something is written."""

import re

from babel.dates import format_date

from bot.goals.goal import Goal
from bot.goals.model import Question
from bot.goals.phrases import plain

_WHERE_WRITTEN = re.compile(
    r"\b(?:waar (?:staat|kan ik) (?:dat|dit)\b|hoe weet (?:je|u|jij) dat|wie zegt dat|waar heb(?:t)? (?:je|u) dat "
    r"vandaan|welke bron\w*|bron(?:nen)?\b|klopt dat wel|is dat wel zo|waar (?:staat|vind ik) )"
)
_WHAT_IS_MEANT = re.compile(
    r"\b(?:bedoel\w*(?: (?:je|u|jij|jullie))? met|wat (?:is|zijn|betekent|betekenen|houdt)(?: nou)?|"
    r"wat (?:een|voor))\s+(?:een |de |het |'n )?(?P<term>[\w-]{3,40})"
)
_MOST_SOURCES = 4
_ANYWAY = "Ik stel een paar vragen, zodat ik weet wie je het beste kan helpen."


def explanation(goal: Goal | None, step: str | None, text: str = "") -> str:
    """The answer to somebody who wants to know more about the open question, a word, or the advice."""
    words = plain(text)
    if goal is not None and _WHERE_WRITTEN.search(words):
        return _sources(goal)
    if goal is not None and (asked := _WHAT_IS_MEANT.search(words)) and (meant := _question_about(goal, asked["term"])):
        return meant.help or meant.why or _ANYWAY
    question = goal.questions.get(step) if goal and step else None
    if question is not None:
        return " ".join(part for part in (question.why, question.help) if part) or "Dan weet ik wie je het beste helpt."
    return _ANYWAY


def _sources(goal: Goal) -> str:
    sure = [source for source in goal.data.sources if source.sure == "V"]
    if not sure:
        return "Dat weet ik niet zeker. Een collega kan het voor je nakijken."
    read = format_date(max(source.checked for source in sure), "d MMMM y", locale="nl")
    names = list(dict.fromkeys(part.strip() for source in sure for part in source.source.split(";")))[:_MOST_SOURCES]
    return f"Dat staat op: {'; '.join(names)}. Gelezen op {read}."


def _question_about(goal: Goal, term: str) -> Question | None:
    """The question that is about a word, as it stands in what is asked or in what can be chosen."""
    stem = term[: max(4, len(term) - 2)]
    for question in goal.questions.values():
        texts = (question.ask, question.label, *(option.label for option in question.options))
        if question.help and any(stem in plain(text) for text in texts):
            return question
    return None
