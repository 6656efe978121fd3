"""Plots for the reports' pages, in one style."""

import io
from collections.abc import Callable, Sequence
from typing import TypeVar

import matplotlib
from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.figure import Figure

matplotlib.rcParams["svg.hashsalt"] = "noor"
BLUE, GREY, RED = "#1f5f8b", "#9aa5ad", "#b5452c"

Item = TypeVar("Item")


def plot(draw: Callable[[Axes, Sequence[Item]], None], items: Sequence[Item], across: str, up: str) -> Markup:
    """What `draw` draws of the items, as SVG to put in a page. across, up: what the axes mean."""
    figure = Figure(figsize=(5, 3.6), layout="constrained")
    axes = figure.subplots()
    draw(axes, items)
    axes.set_xlabel(across)
    axes.set_ylabel(up)
    axes.spines[["top", "right"]].set_visible(False)
    svg = io.StringIO()
    figure.savefig(svg, format="svg", metadata={"Date": None})
    return Markup("".join(svg.getvalue().partition("<svg")[1:]))
