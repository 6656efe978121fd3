"""The labels of training sentences: an intent, or an intent and a kind of it (`out_of_scope/insult`).

The classifier learns labels, because sentences of one kind have more in common; what it understood is the intent. The
dialogue goes on by the kind. What each label holds: docs/intents.md.
"""

from collections.abc import Mapping

KIND = "/"
#: The key of a Rasa message with the confidence of each label, best first.
LABELS = "intent_labels"
#: The key with the parts of a message that may hold wishes of their own: the text and labels of each.
CLAUSES = "clauses"
#: The key with the goals that those parts name.
WISHES = "wishes"


def intent_of(label: str) -> str:
    """The intent of a label: `out_of_scope` of `out_of_scope/insult`."""
    return label.partition(KIND)[0]


def kind_of(label: str) -> str:
    """How the dialogue calls a label: `insult` for `out_of_scope/insult`, `greeting` for `greeting`."""
    return label.rpartition(KIND)[2]


def by_intent(labels: Mapping[str, float]) -> dict[str, float]:
    """The confidence of each intent, best first, given that of each label."""
    sums: dict[str, float] = {}
    for label, confidence in labels.items():
        sums[intent_of(label)] = sums.get(intent_of(label), 0.0) + confidence
    return best_first(sums)


def best_first(confidences: Mapping[str, float]) -> dict[str, float]:
    """The same, with the highest confidence first."""
    return dict(sorted(confidences.items(), key=lambda item: -item[1]))
