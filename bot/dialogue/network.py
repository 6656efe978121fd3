"""Networks that learn labels from rows of n-grams, and agree on how likely each label is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy
from scipy.sparse import csr_matrix
from sklearn.neural_network import MLPClassifier

LEARNING_RATE = 3e-3
BATCH = 256
WEIGHT_DECAY = 1e-5


@dataclass(frozen=True)
class Training:
    """How to learn. epochs: times that every sentence is seen; dropout: the share of n-grams hidden each time."""

    epochs: int
    dropout: float
    seed: int


class Networks:
    """Some multilayer perceptrons whose probabilities are averaged: they err less, and less surely, than one."""

    def __init__(self, hidden: Sequence[int]) -> None:
        """hidden: the units of the hidden layer of each network; 0 for none, which is a linear classifier."""
        self._hidden = hidden
        self._members: list[MLPClassifier] = []
        self.labels: list[str] = []

    def learn(self, versions: Sequence[csr_matrix], labels: Sequence[str], training: Training) -> None:
        """Learn from rows (sentences by n-grams) and their labels; each time a sentence is seen in one of its
        versions."""
        self.labels = sorted(set(labels))
        wanted = numpy.asarray(labels)
        for number, units in enumerate(self._hidden):
            self._members.append(_member(units, versions, wanted, training, training.seed + number))

    def probabilities(self, rows: csr_matrix) -> Any:
        """How likely each of `labels` is (rows by labels), adding up to 1."""
        return numpy.mean([member.predict_proba(rows) for member in self._members], axis=0)


def _member(units: int, versions: Sequence[csr_matrix], labels: Any, training: Training, seed: int) -> MLPClassifier:
    chance = numpy.random.default_rng(seed)
    network = MLPClassifier(
        hidden_layer_sizes=(units,) if units else (),
        alpha=WEIGHT_DECAY,
        batch_size=min(BATCH, len(labels)),
        learning_rate_init=LEARNING_RATE,
        random_state=seed,
    )
    classes = numpy.unique(labels)
    for _ in range(training.epochs):
        seen = versions[chance.integers(len(versions))].copy()
        kept = chance.random(seen.data.shape[0]) >= training.dropout
        seen.data *= kept.astype(numpy.float32) / (1 - training.dropout)
        order = chance.permutation(len(labels))
        network.partial_fit(seen[order], labels[order], classes)
    # What only learning needs is twice as large as what was learnt.
    del network._optimizer
    return network
