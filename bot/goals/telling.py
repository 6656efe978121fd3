"""What a message tells about the facts of a goal: the answer to the open question, and what is put right."""

import re
from dataclasses import replace
from typing import Any

from bot.goals.answers import MAX_TEXT, option_meant, read_answer, volunteered
from bot.goals.conditions import DONT_KNOW
from bot.goals.conversation import Conversation
from bot.goals.message import ASIDE_WORDS, NEVER_A_PLACE, NEVER_TEXT
from bot.goals.model import Question
from bot.goals.phrases import plain
from bot.goals.reading import read_yes_no
from bot.goals.steps import CONFIRM, CONTACT, CORRECT, VISIT
from bot.goals.turn import Turn

IN_OWN_WORDS = ("text", "place")
#: Of these types a plain no says that there is nothing to tell.
NOTHING_TO_TELL = ("date", "number", "country")
FEW_WORDS = 4
#: What the catalogue calls the option that fits when no other does.
OTHER_OPTION = "other"

_TAKING_BACK = re.compile(
    r"^(?:(?:nee+|neen|nope|sorry|oeps|wacht|pardon|foutje|toch|maar|het|dat|is|was|moet|zijn|ik|bedoel(?:de)?)\b[\s,.!]*)+",
    re.IGNORECASE,
)
_TELLING_WORD = re.compile(r"[^\W\d_]{3,}|\d+")
_COMMON = frozenset(
    plain("aan bij dat deze die een eerst graag het liever maar met mijn naar niet nog ook over sorry van wel").split()
)


def told(turn: Turn) -> Conversation | None:
    """The conversation with the answer to the open question and all else that was told; None when nothing was."""
    assert turn.goal is not None and turn.now.open is not None and turn.question is not None
    name = turn.now.open
    if turn.message.is_aside and turn.message.intent in _never_an_answer_to(turn, turn.question):
        return None
    if corrected := _instead_of_a_place(turn, turn.question):
        return turn.now.with_facts(turn.message.facts(corrected))
    facts = _volunteered(turn)
    value = _answer(turn, name, turn.question, bool(facts.keys() - {name}) and turn.message.corrects)
    if value is not None:
        facts[name] = value
    if not facts:
        known = volunteered(turn.goal, turn.words)
        return replace(turn.now, notices=("Dat wist ik al, dank je.",)) if known else None
    now = turn.now.with_facts(turn.message.facts(facts))
    return now if value is not None else replace(now, notices=("Dank je, dat neem ik mee.",))


def told_otherwise(turn: Turn) -> Conversation | None:
    """What was known is said otherwise, whatever was asked; the summary follows anew."""
    if turn.now.open not in (CONTACT, VISIT, CONFIRM):
        return None
    said = _volunteered(turn) if turn.goal else {}
    changed = any(turn.now.values.get(name) != value for name, value in said.items())
    return turn.now.with_facts(turn.message.facts(said)) if changed else None


def what_is_different(turn: Turn) -> Conversation | None:
    """The answer to what is wrong with the summary."""
    assert turn.goal is not None
    if said := _volunteered(turn):
        return turn.now.with_facts(turn.message.facts(said))
    labels = [(name, turn.goal.questions[name].label) for name in turn.now.facts]
    name = option_meant(labels, turn.words.text)
    return turn.now.without_fact(name) if name else None


def put_right(turn: Turn) -> Conversation | None:
    """What somebody told in their own words is told otherwise at the summary: the answer that this resembles most."""
    texts = _in_own_words(turn)
    if not texts or turn.message.asks or turn.message.wants:
        return None
    alike = {name: len(_telling(turn.words.text) & _telling(text)) for name, text in texts.items()}
    best = max(alike, key=lambda name: alike[name])
    alone = list(alike.values()).count(alike[best]) == 1
    return _put_beside(turn, best, texts[best]) if alike[best] and alone else None


def put_right_the_only(turn: Turn) -> Conversation | None:
    """The same, for the only thing that was told in own words, when what is different was asked."""
    texts = _in_own_words(turn)
    if turn.now.open != CORRECT or len(texts) != 1:
        return None
    return _put_beside(turn, *texts.popitem())


def _in_own_words(turn: Turn) -> dict[str, str]:
    """What was told in own words, when this message is about the summary."""
    if turn.goal is None or turn.now.open not in (CONFIRM, CORRECT) or turn.message.is_aside:
        return {}
    if read_yes_no(turn.words.text) is True:
        return {}
    questions = turn.goal.questions
    texts = {n: fact.value for n, fact in turn.now.facts.items() if questions[n].type in IN_OWN_WORDS}
    return {name: text for name, text in texts.items() if text != DONT_KNOW}


def _put_beside(turn: Turn, name: str, old: str) -> Conversation | None:
    """Neither says all, so both are kept: "om tien uur (eerst: morgen om negen uur)"."""
    new = _TAKING_BACK.sub("", turn.words.text).strip(" .,!")
    if not new:
        return None
    value = new if _telling(old) <= _telling(new) else f"{new} (eerst: {old})"
    return turn.now.with_facts(turn.message.facts({name: value[:MAX_TEXT]}))


def _telling(text: str) -> frozenset[str]:
    return frozenset(_TELLING_WORD.findall(plain(text))) - _COMMON


def _never_an_answer_to(turn: Turn, question: Question) -> frozenset[str]:
    """What a colleague is asked may well be something that Noor does not handle, or be said in anger."""
    if question.type == "place":
        return frozenset() if any(found.kind == "place" for found in turn.words.found) else NEVER_A_PLACE
    if any(found.kind in ("date", "place") for found in turn.words.found):
        return frozenset()  # Nobody takes leave with a day or a street.
    short = turn.message.length <= ASIDE_WORDS or turn.message.asks
    return NEVER_TEXT if question.type == "text" and short else frozenset()


def _answer(turn: Turn, name: str, question: Question, corrects_another: bool) -> Any:
    if corrects_another and question.type == "yes_no":
        return None  # "Nee, ik bedoel ..." is not a no to the question that happened to be open.
    if turn.in_dossier(name):
        declined = question.type in IN_OWN_WORDS and read_yes_no(turn.words.text) is False
        if declined or turn.message.skips:
            return DONT_KNOW
    if question.type in IN_OWN_WORDS and turn.message.is_a_yes:
        return None
    value = read_answer(question, turn.words)
    if value is None and question.type in NOTHING_TO_TELL and (turn.message.is_a_no or turn.message.is_in_no_hurry):
        return DONT_KNOW
    return value


def _instead_of_a_place(turn: Turn, question: Question) -> dict[str, Any]:
    """What is told otherwise when a place was asked and none is named ("het is een café"), or told after all when
    something else was chosen before."""
    if turn.goal is None or question.type not in IN_OWN_WORDS:
        return {}
    said, known = volunteered(turn.goal, turn.words), turn.now.values
    otherwise = {name: value for name, value in said.items() if name in known and known[name] != value}
    if question.type == "text":
        return {name: value for name, value in otherwise.items() if known[name] == OTHER_OPTION}
    return {} if any(found.kind == "place" for found in turn.words.found) else otherwise


def _volunteered(turn: Turn) -> dict[str, Any]:
    assert turn.goal is not None
    now = turn.now
    loosely = turn.message.corrects or now.open in (CONFIRM, CORRECT)
    anew = loosely or now.open in (CONTACT, VISIT)
    said = volunteered(turn.goal, turn.words)
    if loosely:  # A bare number puts a number right.
        said = {**{n: v for n, v in volunteered(turn.goal, turn.words, loosely).items() if n in now.facts}, **said}
    if turn.message.length <= FEW_WORDS:  # "mijn rijbewijs" tells what an appointment is for.
        named = [n for n, question in turn.goal.questions.items() if turn.message.intent_is(question.from_intents)]
        said = {**{name: turn.words.text for name in named if name != now.open}, **said}
    return {n: v for n, v in said.items() if anew or n not in now.facts}
