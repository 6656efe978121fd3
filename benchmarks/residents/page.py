"""The report on simulated residents as a page with plots that a person can read."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from matplotlib.axes import Axes

from benchmarks.plots import BLUE, GREY, RED, plot
from benchmarks.residents.figures import COLUMNS, faults
from benchmarks.residents.measure import Result
from benchmarks.residents.turns import as_lines


def render(
    figures: Mapping[str, float],
    about: Mapping[str, Any],
    groups: Mapping[str, Mapping[str, Mapping[str, float]]],
    results: Sequence[Result],
) -> str:
    """The page as HTML, complete in itself. groups: the figures by goal and by style."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html.j2").render(
        about=about,
        figures=figures,
        groups=groups,
        columns=COLUMNS,
        failures=[(result, faults(result), as_lines(result.record.turns)) for result in results if result.failed],
        turns=plot(_draw_turns, results, "Messages that a resident sent", "Residents"),
        questions=plot(_draw_questions, results, "The fewest that could do", "Decisive questions asked"),
        goal_questions=plot(_draw_goal_questions, results, "Questions which goal it is", "Residents"),
    )


def _draw_turns(axes: Axes, results: Sequence[Result]) -> None:
    turns = [[result.turns for result in results if result.right is right] for right in (True, False)]
    most = max(result.turns for result in results) + 1
    axes.hist(turns, bins=range(1, most + 1), stacked=True, color=[BLUE, RED], label=["right", "wrong"], align="left")
    axes.legend(frameon=False)


def _draw_goal_questions(axes: Axes, results: Sequence[Result]) -> None:
    counts = Counter(result.goal_questions for result in results)
    axes.bar(list(counts), list(counts.values()), color=BLUE)
    axes.set_xticks(range(max(counts) + 1))


def _draw_questions(axes: Axes, results: Sequence[Result]) -> None:
    pairs = Counter((w.fewest, w.asked) for result in results for w in result.wishes if w.goal_right)
    most = max((max(pair) for pair in pairs), default=1)
    axes.plot([0, most], [0, most], color=GREY, linewidth=1)
    axes.set(xticks=range(most + 1), yticks=range(most + 1))
    axes.scatter([f for f, _ in pairs], [a for _, a in pairs], [12 * times for times in pairs.values()], color=BLUE)
    for (least, asked), times in pairs.items():
        axes.annotate(str(times), (least, asked), xytext=(6, -10), textcoords="offset points")
