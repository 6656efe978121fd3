"""Measures of understanding, from what was meant and what was understood."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy
from sklearn.metrics import f1_score

OUT_OF_SCOPE = "out_of_scope"
SURE = 0.8
BINS = 10


@dataclass(frozen=True)
class Understood:
    """A sentence with what it means and the confidence of every intent, best first."""

    text: str
    intent: str
    style: str
    ranking: tuple[tuple[str, float], ...]

    @property
    def best(self) -> str:
        """The intent that was understood."""
        return self.ranking[0][0]

    @property
    def confidence(self) -> float:
        """How sure that is."""
        return self.ranking[0][1]

    @property
    def right(self) -> bool:
        """Whether it is what was meant."""
        return self.best == self.intent

    def confidence_of(self, intent: str) -> float:
        """How likely an intent is thought to be; 0 when it is unknown."""
        return dict(self.ranking).get(intent, 0.0)


def averaged(found: Sequence[Understood]) -> Understood:
    """What several models understood of one sentence: the mean of their confidences, best first."""
    names = {name for one in found for name, _ in one.ranking}
    mean = {name: sum(one.confidence_of(name) for one in found) / len(found) for name in names}
    return replace(found[0], ranking=tuple(sorted(mean.items(), key=lambda item: (-item[1], item[0]))))


@dataclass(frozen=True)
class Bin:
    """The sentences with about the same confidence: how many, the mean confidence, the share that is right."""

    count: int
    confidence: float
    accuracy: float


def accuracy(understood: Sequence[Understood], top: int = 1) -> float:
    """The share of which the intent is among the `top` likeliest."""
    return share(item.intent in [name for name, _ in item.ranking[:top]] for item in understood)


def macro_f1(understood: Sequence[Understood]) -> float:
    """The mean of the intents' F1 scores."""
    meant, best = [item.intent for item in understood], [item.best for item in understood]
    return float(f1_score(meant, best, labels=sorted(set(meant)), average="macro", zero_division=0))


def confident_wrong(understood: Sequence[Understood], sure: float = SURE) -> float:
    """The share of all sentences that is understood wrongly with at least this confidence."""
    return share(item.confidence >= sure and not item.right for item in understood)


def confusions(understood: Iterable[Understood]) -> list[tuple[str, str, int]]:
    """(meant, understood, times), most often first."""
    counts = Counter((item.intent, item.best) for item in understood if not item.right)
    return [(*pair, times) for pair, times in counts.most_common()]


def reliability(understood: Sequence[Understood], bins: int = BINS) -> list[Bin]:
    """The reliability curve: bins of equal width, empty ones left out."""
    grouped: defaultdict[int, list[Understood]] = defaultdict(list)
    for item in understood:
        grouped[min(int(item.confidence * bins), bins - 1)].append(item)
    return [
        Bin(len(items), float(numpy.mean([item.confidence for item in items])), share(item.right for item in items))
        for _, items in sorted(grouped.items())
    ]


def calibration_error(understood: Sequence[Understood], bins: int = BINS) -> float:
    """The expected calibration error: the mean distance of confidence and accuracy (Guo et al. 2017)."""
    return sum(found.count * abs(found.confidence - found.accuracy) for found in reliability(understood, bins)) / len(
        understood
    )


def out_of_scope_recall(understood: Iterable[Understood]) -> float:
    """The share of what is out of scope that was understood so."""
    return share(item.best == OUT_OF_SCOPE for item in understood if item.intent == OUT_OF_SCOPE)


def out_of_scope_false_alarms(understood: Iterable[Understood]) -> float:
    """The share of what is in scope that was taken for out of scope."""
    return share(item.best == OUT_OF_SCOPE for item in understood if item.intent != OUT_OF_SCOPE)


def out_of_scope_curve(understood: Sequence[Understood]) -> list[tuple[float, float, float]]:
    """(threshold, false alarms, recall) when everything from a confidence in `out_of_scope` on is taken for that."""
    return [
        (
            float(threshold),
            share(i.confidence_of(OUT_OF_SCOPE) >= threshold for i in understood if i.intent != OUT_OF_SCOPE),
            share(i.confidence_of(OUT_OF_SCOPE) >= threshold for i in understood if i.intent == OUT_OF_SCOPE),
        )
        for threshold in numpy.linspace(0, 1, 101)
    ]


def by_style(understood: Iterable[Understood]) -> dict[str, tuple[int, float]]:
    """How many sentences each style has, and the share that is right."""
    grouped: defaultdict[str, list[Understood]] = defaultdict(list)
    for item in understood:
        grouped[item.style].append(item)
    return {style: (len(items), accuracy(items)) for style, items in sorted(grouped.items())}


def by_intent(understood: Sequence[Understood]) -> dict[str, tuple[int, float, float]]:
    """How many sentences each intent has, how many of them were heard, and how many heard as it really were (recall and
    precision)."""
    return {
        intent: (
            sum(item.intent == intent for item in understood),
            share(item.right for item in understood if item.intent == intent),
            share(item.right for item in understood if item.best == intent),
        )
        for intent in sorted({item.intent for item in understood})
    }


def share(holds: Iterable[bool]) -> float:
    """The share of which it holds; 0 of nothing."""
    values = list(holds)
    return sum(values) / len(values) if values else 0.0
