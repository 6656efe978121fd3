"""The report on understanding as a page with plots that a person can read."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from matplotlib.axes import Axes

from benchmarks.plots import BLUE, GREY, RED, plot
from benchmarks.understanding import measures
from benchmarks.understanding.facts import FactResult
from benchmarks.understanding.measures import Understood

_MOST_CONFUSIONS = 25


def render(
    figures: Mapping[str, float],
    models: Mapping[str, Mapping[str, float]],
    about: Mapping[str, Any],
    understood: Sequence[Understood],
    with_typo: Sequence[Understood],
    facts: Sequence[FactResult],
) -> str:
    """The page as HTML, complete in itself. models: the figures of each spaCy model, by its name."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    surely_wrong = sorted((i for i in understood if not i.right), key=lambda i: -i.confidence)
    return environment.get_template("page.html.j2").render(
        about=about,
        figures=figures,
        models=models,
        styles=measures.by_style(understood),
        typo_styles=measures.by_style(with_typo),
        intents=measures.by_intent(understood),
        confusions=measures.confusions(understood)[:_MOST_CONFUSIONS],
        wrong=surely_wrong,
        facts_wrong=[result for result in facts if not result.right],
        facts_count=len(facts),
        reliability=plot(_draw_reliability, understood, "Confidence", "Share that is right"),
        out_of_scope=plot(_draw_out_of_scope, understood, "False alarms (in scope taken for out of scope)", "Recall"),
        confidences=plot(_draw_confidences, understood, "Confidence", "Sentences"),
    )


def _draw_reliability(axes: Axes, understood: Sequence[Understood]) -> None:
    bins = measures.reliability(understood)
    axes.plot([0, 1], [0, 1], color=GREY, linewidth=1, label="as it should be")
    axes.plot([b.confidence for b in bins], [b.accuracy for b in bins], color=BLUE, marker="o", label="as it is")
    for found in bins:
        axes.annotate(str(found.count), (found.confidence, found.accuracy), xytext=(4, -10), textcoords="offset points")
    axes.set(xlim=(0, 1), ylim=(0, 1.02))
    axes.legend(frameon=False)


def _draw_out_of_scope(axes: Axes, understood: Sequence[Understood]) -> None:
    curve = measures.out_of_scope_curve(understood)
    axes.plot([false for _, false, _ in curve], [recall for _, _, recall in curve], color=BLUE)
    here = measures.out_of_scope_false_alarms(understood), measures.out_of_scope_recall(understood)
    axes.plot(*here, color=RED, marker="o", linestyle="none", label="where Noor stands")
    axes.axvline(0.05, color=GREY, linewidth=1)
    axes.axhline(0.85, color=GREY, linewidth=1)
    axes.set(xlim=(0, 0.3), ylim=(0, 1.02))
    axes.legend(frameon=False, loc="lower right")


def _draw_confidences(axes: Axes, understood: Sequence[Understood]) -> None:
    right = [item.confidence for item in understood if item.right]
    wrong = [item.confidence for item in understood if not item.right]
    axes.hist([right, wrong], bins=20, range=(0, 1), stacked=True, color=[BLUE, RED], label=["right", "wrong"])
    axes.legend(frameon=False, loc="upper left")
