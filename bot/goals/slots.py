"""A conversation as Rasa keeps it: in the slots `goal`, `facts` and `progress`."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from bot.goals.conversation import Conversation, Fact, Wish
from bot.goals.goal import Goal
from bot.goals.reading.day import Day, to_text
from bot.goals.steps import RESUME


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
    """The conversation as it was kept; a new one where nothing was, or where its goal no longer exists.

    Other goals, questions and answers that today's catalogue does not know are left out.
    """
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
    progress["candidates"] = tuple(one for one in progress.get("candidates", ()) if one in goals)
    progress["between"] = progress.get("between") if progress.get("between") in goals else None
    if not waiting:
        progress |= {step: None for step in ("open", "detour") if progress.get(step) == RESUME}
    return Conversation(goal=name, facts=facts, waiting=waiting, **progress)


def _facts_to_json(facts: Mapping[str, Fact]) -> dict[str, Any]:
    return {name: {**vars(fact), "value": _to_json(fact.value)} for name, fact in facts.items()}


def _facts_from_json(goal: Goal, kept: Mapping[str, Any] | None) -> dict[str, Fact]:
    facts = {}
    for name, fact in (kept or {}).items():
        question = goal.questions.get(name)
        if question and question.takes(value := _from_json(question.type, fact["value"])):
            facts[name] = Fact(value, fact["words"], fact["message"], fact.get("asked", False))
    return facts


def _to_json(value: Any) -> Any:
    return to_text(value) if isinstance(value, date) else value


def _from_json(kind: str, value: Any) -> Any:
    if kind == "date" and isinstance(value, str):
        with suppress(ValueError):
            return Day.from_text(value)
    return value
