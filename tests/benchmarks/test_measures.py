"""The measures of understanding, on sentences counted by hand."""

import pytest

from benchmarks.understanding import measures
from benchmarks.understanding.measures import Bin, Understood


def understood(intent: str, style: str = "plain", **ranking: float) -> Understood:
    return Understood("iets", intent, style, tuple(ranking.items()))


FOUR = [
    understood("travel", travel=0.9, event=0.1),
    understood("travel", "typos", event=0.85, travel=0.1, tax=0.05),
    understood("event", event=0.6, out_of_scope=0.3, tax=0.1),
    understood("out_of_scope", out_of_scope=0.55, travel=0.45),
]


def test_accuracy_and_top() -> None:
    assert measures.accuracy(FOUR) == 0.75
    assert measures.accuracy(FOUR, top=2) == 1


def test_a_better_f1_for_every_intent_counts_the_same() -> None:
    # travel: precision 1, recall 1/2; event: 1/2, 1; out_of_scope: 1, 1
    assert measures.macro_f1(FOUR) == pytest.approx((2 / 3 + 2 / 3 + 1) / 3)


def test_confident_and_wrong() -> None:
    assert measures.confident_wrong(FOUR) == 0.25
    assert measures.confident_wrong(FOUR, sure=0.9) == 0


def test_confusions() -> None:
    assert measures.confusions(FOUR) == [("travel", "event", 1)]


def test_reliability_and_its_error() -> None:
    bins = measures.reliability(FOUR, bins=2)
    assert bins == [Bin(4, pytest.approx(0.725), 0.75)]
    assert measures.calibration_error(FOUR, bins=2) == pytest.approx(0.025)
    assert measures.calibration_error(FOUR) == pytest.approx((0.1 + 0.85 + 0.4 + 0.45) / 4)


def test_full_confidence_has_a_bin() -> None:
    assert measures.reliability([understood("tax", tax=1.0)]) == [Bin(1, 1.0, 1.0)]


def test_out_of_scope() -> None:
    assert measures.out_of_scope_recall(FOUR) == 1
    assert measures.out_of_scope_false_alarms(FOUR) == 0
    curve = {round(threshold, 2): (false, recall) for threshold, false, recall in measures.out_of_scope_curve(FOUR)}
    assert curve[0.0] == (1, 1)
    assert curve[0.3] == (pytest.approx(1 / 3), 1)
    assert curve[0.6] == (0, 0)


def test_by_style_and_by_intent() -> None:
    assert measures.by_style(FOUR) == {"plain": (3, 1.0), "typos": (1, 0.0)}
    assert measures.by_intent(FOUR)["travel"] == (2, 0.5, 1.0)
    assert measures.by_intent(FOUR)["event"] == (1, 1.0, 0.5)


def test_two_models_together_are_the_mean_of_what_each_finds() -> None:
    first, second = understood("travel", travel=0.9, event=0.1), understood("travel", event=0.6, tax=0.4)
    together = measures.averaged([first, second])
    assert [name for name, _ in together.ranking] == ["travel", "event", "tax"]
    assert [confidence for _, confidence in together.ranking] == pytest.approx([0.45, 0.35, 0.2])
    assert together.right
