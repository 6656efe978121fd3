"""All residents together: the figures, and the pages that tell them."""

import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from benchmarks.residents.measure import Result, WishResult
from benchmarks.residents.turns import as_lines


def figures(results: Sequence[Result]) -> dict[str, float]:
    """The figures. goal_and_department: the share of residents of whom every wish came where it belongs.
    urgent_recognised: the share of urgent wishes that Noor saw to be urgent. questions_over_fewest: decisive questions
    asked, for each that was needed, over the wishes of which the goal was found."""
    wishes = [wish for result in results for wish in result.wishes]
    found = [wish for wish in wishes if wish.goal_right]
    goal_questions = [result.goal_questions for result in results]
    return {
        "count": len(results),
        "goal_and_department": share(result.right for result in results),
        "goal": share(wish.goal_right for wish in wishes),
        "department": share(wish.department_right for wish in wishes),
        "urgency": share(wish.urgency_right for wish in wishes),
        "urgent_recognised": share(wish.recognised for wish in wishes),
        "repeated_questions": sum(len(result.repeated) for result in results),
        "misunderstood_questions": sum(len(result.misunderstood) for result in results),
        "needless_questions": sum(len(result.needless) for result in results),
        "questions_over_fewest": round(_ratio(found), 3),
        "goal_questions_median": statistics.median(goal_questions),
        "goal_questions_p95": percentile(goal_questions, 95),
        "turns_median": statistics.median(result.turns for result in results),
        "turns_p95": percentile([result.turns for result in results], 95),
        "second_wishes_forgotten": sum(result.forgotten for result in results),
        "gave_up": sum(result.gave_up for result in results),
    }


def _ratio(wishes: Iterable[WishResult]) -> float:
    counted = [(wish.asked, wish.fewest) for wish in wishes]
    asked, least = sum(a for a, _ in counted), sum(f for _, f in counted)
    return asked / least if least else 1.0


def share(holds: Iterable[bool | None]) -> float:
    """The share of which it holds, of those of which it can be said; 1 of nothing."""
    values = [value for value in holds if value is not None]
    return round(sum(values) / len(values), 4) if values else 1.0


def percentile(values: Sequence[float], percent: int) -> float:
    """The percentile of values."""
    if len(values) == 1:
        return values[0]
    return round(statistics.quantiles(values, n=100, method="inclusive")[percent - 1], 1)


def grouped(results: Iterable[Result], by: Callable[[Result], str]) -> dict[str, dict[str, float]]:
    """The figures of each group."""
    groups: defaultdict[str, list[Result]] = defaultdict(list)
    for result in results:
        groups[by(result)].append(result)
    return {name: figures(group) for name, group in sorted(groups.items())}


def as_data(result: Result) -> dict[str, Any]:
    """One resident for the report."""
    return {
        "who": result.person.who,
        "style": result.person.style,
        "right": result.right,
        "turns": result.turns,
        "goal_questions": result.goal_questions,
        "wishes": [_wish_data(wish) for wish in result.wishes],
        "repeated": list(result.repeated),
        "misunderstood": list(result.misunderstood),
        "needless": list(result.needless),
        "unanswerable": list(dict.fromkeys(result.record.gaps)),
        **({"transcript": as_lines(result.record.turns)} if result.failed else {}),
    }


def _wish_data(wish: WishResult) -> dict[str, Any]:
    ending = wish.ending
    return {
        "goal": wish.wish.goal,
        "department": wish.wish.department,
        "urgency": wish.wish.urgency,
        "got": None if ending is None else vars(ending),
        "asked": wish.asked,
        "fewest": wish.fewest,
    }


def faults(result: Result) -> list[str]:
    """What went wrong, in words."""
    found = [fault for wish in result.wishes for fault in _wish_faults(wish)]
    found += [f"asked again: {name}" for name in result.repeated]
    found += [f"could not matter: {name}" for name in result.needless]
    found += ["the second wish had to be said again"] if result.forgotten else []
    return [*found, *(["gave up"] if result.gave_up else [])]


def _wish_faults(wish: WishResult) -> list[str]:
    got = wish.ending
    if got is None:
        return [f"{wish.wish.goal}: no end"]
    wrong: Mapping[str, tuple[bool | None, Any, Any]] = {
        "goal": (wish.goal_right, wish.wish.goal, got.goal),
        "department": (wish.department_right, wish.wish.department, got.department),
        "urgency": (wish.urgency_right, wish.wish.urgency, got.urgency),
    }
    return [
        f"{name}: {meant or 'nobody'}, not {said or 'nobody'} ({got.outcome})"
        for name, (right, meant, said) in wrong.items()
        if right is False
    ]


def pages(results: Sequence[Result]) -> list[str]:
    """The report's lines: figures, goals, styles and every failure with its transcript."""
    lines = [f"- {name}: {value}" for name, value in figures(results).items()]
    lines += _table("goal", grouped(results, lambda result: result.person.goal))
    lines += _table("style", grouped(results, lambda result: result.person.style))
    for result in results:
        if result.failed:
            lines += ["", f"## {result.person.goal}: {result.person.who}", "", *(f"- {f}" for f in faults(result)), ""]
            lines += [f"    {line}" for line in as_lines(result.record.turns)]
    return lines


COLUMNS = ("count", "goal_and_department", "urgency", "questions_over_fewest", "repeated_questions", "turns_median")


def _table(name: str, groups: Mapping[str, Mapping[str, float]]) -> list[str]:
    head = ["", "| " + " | ".join((name, *COLUMNS)) + " |", "|---" * (len(COLUMNS) + 1) + "|"]
    rows = ["| " + " | ".join([group, *(str(values[c]) for c in COLUMNS)]) + " |" for group, values in groups.items()]
    return head + rows
