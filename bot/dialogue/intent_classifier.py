"""Which intent a message has, learnt from its letters and words and from what a sentence encoder knows of Dutch.

Why this and not Rasa's own classifiers: docs/decisions/0010.
"""

import random
from typing import Any

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.dialogue.clauses import clauses
from bot.dialogue.features import LETTERS, MEANING, WORDS, Features
from bot.dialogue.labels import CLAUSES, LABELS, best_first, by_intent
from bot.dialogue.network import Networks, Training
from bot.dialogue.slips import slip

FILE = "classifier.joblib"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class DutchIntentClassifier(GraphComponent, IntentClassifier):
    """Gives a message its intent, the ranking of all intents and the confidence of every label.

    Settings: `features`, the kinds that count; `seen_at_least`, in how many sentences an n-gram must occur; `hidden`, a
    list with the units of each network (0: linear); `epochs`; `dropout`; `slips`, how many versions with slips of the
    finger there are of each sentence; `seed`.
    """

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        learnt: tuple[Features, Networks] | None = None,
    ) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._learnt = learnt

    @classmethod
    def required_components(cls) -> list[type]:
        """The tokens and lemmas come from a tokenizer."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "features": [LETTERS, WORDS, MEANING],
            "seen_at_least": 3,
            "hidden": [96, 96],
            "epochs": 14,
            "dropout": 0.5,
            "slips": 2,
            "seed": 2026,
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "DutchIntentClassifier":
        """An untrained classifier."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "DutchIntentClassifier":
        """The classifier as it was trained."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, joblib.load(folder / FILE))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the sentences and keep the result."""
        examples = [message for message in training_data.intent_examples if message.get("text")]
        chance = random.Random(self._config["seed"])
        features = Features(self._config["features"], self._config["seen_at_least"])
        features.learn(examples)
        versions = [features.rows(examples)]
        for _ in range(self._config["slips"]):
            versions.append(features.rows([_with_slip(message, chance) for message in examples]))
        networks = Networks(self._config["hidden"])
        labels = [message.get_full_intent() for message in examples]
        networks.learn(
            versions, labels, Training(self._config["epochs"], self._config["dropout"], self._config["seed"])
        )
        with self._storage.write_to(self._resource) as folder:
            joblib.dump((features, networks), folder / FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the intent, the ranking of all intents and the labels to each message."""
        if self._learnt is None:
            return messages
        features, networks = self._learnt
        for message in messages:
            parts = clauses(message.get("text") or "")
            rows = features.rows([message, *(Message({"text": part}) for part in parts)])
            labels, *of_parts = [
                best_first({label: float(chance) for label, chance in zip(networks.labels, chances, strict=True)})
                for chances in networks.probabilities(rows)
            ]
            ranking = [{"name": name, "confidence": confidence} for name, confidence in by_intent(labels).items()]
            message.set("intent", ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
            message.set(LABELS, labels, add_to_output=True)
            message.set(CLAUSES, list(zip(parts, of_parts, strict=True)))
        return messages


def _with_slip(message: Message, chance: random.Random) -> Message:
    return Message({**message.data, "text": slip(message.get("text"), chance)})
