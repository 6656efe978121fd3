"""What the charts show. The drawing is in the template `charts.html`; a table beneath each has the same figures."""

from collections.abc import Sequence
from dataclasses import dataclass

_NICE = (1, 2, 5, 10)


@dataclass(frozen=True)
class Bar:
    """A bar of parts, from the bottom or the left: where each begins and how long it is, in percents of the chart."""

    label: str
    parts: Sequence[tuple[float, float]]
    at: float
    width: float


@dataclass(frozen=True)
class Chart:
    """Bars beside each other. series: what the parts are. ticks: values on the axis and where they are, in percents;
    labels: those that fit under the bars, and where."""

    series: Sequence[str]
    bars: Sequence[Bar]
    ticks: Sequence[tuple[int, float]]
    labels: Sequence[tuple[str, float]]


def chart(series: Sequence[str], rows: Sequence[tuple[str, Sequence[int]]], most_labels: int = 5) -> Chart:
    """A chart of rows: a label and a number for each of the series."""
    top = top_of(max((sum(numbers) for _, numbers in rows), default=0))
    slot = 100 / max(len(rows), 1)
    bars = []
    for place, (label, numbers) in enumerate(rows):
        parts, begin = [], 0.0
        for each in numbers:
            parts.append((round(begin, 2), round(each / top * 100, 2)))
            begin += each / top * 100
        bars.append(Bar(label, parts, round((place + 0.15) * slot, 2), round(slot * 0.7, 2)))
    step = max(1, -(-len(rows) // most_labels))
    labels = [(label, round((place + 0.5) * slot, 2)) for place, (label, _) in enumerate(rows) if place % step == 0]
    return Chart(series, bars, [(0, 0.0), (top // 2, 50.0), (top, 100.0)], labels)


def top_of(most: int) -> int:
    """A round, even number that is not less."""
    power = 1
    while True:
        for nice in _NICE:
            if nice * power >= max(most, 2) and nice * power % 2 == 0:
                return nice * power
        power *= 10
