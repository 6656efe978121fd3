"""A conversation as Rasa keeps it: in the slots `goal`, `facts` and `progress`."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.goals.conditions import DONT_KNOW
from bot.goals.conversation import Conversation, Fact, Wish
from bot.goals.goal import Goal
from bot.goals.model import Question
from bot.goals.reading.day import Day, to_text


def to_slots(conversation: Conversation) -> dict[str, Any]:
    """As JSON values for the slots `goal`, `facts` and `progress`."""
    progress = {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in vars(conversation).items()
        if key not in ("goal", "facts", "waiting")
    }
    waiting = [{**vars(wish), "facts": _facts_to_json(wish.facts)} for wish in conversation.waiting]
    return {
        "goal": conversation.goal,
        "facts": _facts_to_json(conversation.facts),
        "progress": {**progress, "waiting": waiting},
    }


def from_slots(slots: Mapping[str, Any], goals: Mapping[str, Goal]) -> Conversation:
    """The conversation as it was kept; a new one where nothing was, or where its goal no longer exists."""
    name = slots.get("goal")
    if name is not None and name not in goals:
        return Conversation()
    facts = _facts_from_json(goals[name], slots.get("facts")) if name else {}
    progress: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in (slots.get("progress") or {}).items()
        if key in Conversation.__dataclass_fields__
    }
    waiting = tuple(
        Wish(**{**wish, "facts": _facts_from_json(goals[wish["goal"]], wish["facts"])})
        for wish in progress.pop("waiting", ())
        if wish["goal"] in goals
    )
    return Conversation(goal=name, facts=facts, waiting=waiting, **progress)


def _facts_to_json(facts: Mapping[str, Fact]) -> dict[str, Any]:
    return {name: {**vars(fact), "value": _to_json(fact.value)} for name, fact in facts.items()}


def _facts_from_json(goal: Goal, kept: Mapping[str, Any] | None) -> dict[str, Fact]:
    questions = goal.questions
    return {
        name: Fact(
            _from_json(questions[name].type, fact["value"]), fact["words"], fact["message"], fact.get("asked", False)
        )
        for name, fact in (kept or {}).items()
        if name in questions and _still_an_answer(questions[name], fact["value"])
    }


def _to_json(value: Any) -> Any:
    return to_text(value) if isinstance(value, date) else value


def _still_an_answer(question: Question, value: Any) -> bool:
    """Whether today's catalogue knows a value that was kept under an earlier one."""
    return question.type != "choice" or value in (DONT_KNOW, *(option.value for option in question.options))


def _from_json(kind: str, value: Any) -> Any:
    return Day.from_text(value) if kind == "date" and value != DONT_KNOW else value
