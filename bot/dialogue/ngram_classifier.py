"""Which intent a message has, learnt from n-grams of letters, words and lemmas and from what the readers found.

Why this and not Rasa's own classifiers: docs/decisions/0009.
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

from bot.dialogue.labels import LABELS, best_first, by_intent
from bot.dialogue.network import Networks, Training
from bot.dialogue.slips import slip
from bot.dialogue.views import Vectors, Views
from bot.goals.catalogue import load_catalogue

FILE = "classifier.joblib"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class NgramIntentClassifier(GraphComponent, IntentClassifier):
    """Gives a message its intent, the ranking of all intents and the confidence of every label.

    Settings: `hidden`, a list with the units of each network (0: linear); `epochs`; `dropout`; `slips`, how many
    versions with slips of the finger there are of each sentence; `lemmas` and `clues`, whether those count;
    `seen_at_least`, in how many sentences an n-gram must occur; `seed`.
    """

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        learnt: tuple[Vectors, Networks] | None = None,
    ) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._learnt = learnt
        self._views = Views(load_catalogue())

    @classmethod
    def required_components(cls) -> list[type]:
        """The tokens and lemmas come from a tokenizer."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "hidden": [160],
            "epochs": 14,
            "dropout": 0.5,
            "slips": 2,
            "lemmas": True,
            "clues": True,
            "seen_at_least": 2,
            "seed": 2026,
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "NgramIntentClassifier":
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
    ) -> "NgramIntentClassifier":
        """The classifier as it was trained."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, joblib.load(folder / FILE))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the sentences and keep the result."""
        examples = [message for message in training_data.intent_examples if message.get("text")]
        views = [self._views.of(message) for message in examples]
        labels = [message.get_full_intent() for message in examples]
        chance = random.Random(self._config["seed"])
        vectors = Vectors(self._config["seen_at_least"], self._config["lemmas"], self._config["clues"])
        versions = [vectors.learn(views)]
        for _ in range(self._config["slips"]):
            versions.append(vectors.rows([{**view, "text": slip(view["text"], chance)} for view in views]))
        networks = Networks(self._config["hidden"])
        networks.learn(
            versions, labels, Training(self._config["epochs"], self._config["dropout"], self._config["seed"])
        )
        with self._storage.write_to(self._resource) as folder:
            joblib.dump((vectors, networks), folder / FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the intent, the ranking of all intents and the labels to each message."""
        if self._learnt is None:
            return messages
        vectors, networks = self._learnt
        for message in messages:
            [chances] = networks.probabilities(vectors.rows([self._views.of(message)]))
            labels = best_first({label: float(chance) for label, chance in zip(networks.labels, chances, strict=True)})
            ranking = [{"name": name, "confidence": confidence} for name, confidence in by_intent(labels).items()]
            message.set("intent", ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
            message.set(LABELS, labels, add_to_output=True)
        return messages
