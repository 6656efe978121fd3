"""The last step of understanding: which goals a message may be about.

Rasa's domain knows one intent for every wish, `goal`; which wish it is, is the catalogue's to say. So a new goal is
data only: no rule, story or domain has to name its intents. Of what is no wish the domain knows the kind.
"""

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.labels import CLAUSES, LABELS, WISHES, by_intent, intent_of, kind_of
from bot.goals.catalogue import Catalogue, load_catalogue

GOAL = "goal"
#: How surely a part of a message must name a goal to be a wish of its own.
WISH_FROM = 0.8
#: From here on it is one without a word that says that something is wanted.
SURELY_A_WISH = 0.97
_WISHED = re.compile(
    r"\b(?:wil|willen|wou|zou|zouden|moet|moeten|nodig|graag|hoe|waar|wanneer|welke|kan|kunnen|mag|mogen|ga|gaan|"
    r"aanvragen|regelen|doorgeven|melden|verzetten|verlengen|bezwaar|klacht|kapot|stuk|overlast|last van|niet geleegd|"
    r"niet opgehaald|ligt|liggen|kwijt|verhui\w+|trouw\w*|vlieg\w*|vertrek\w*|bouwen|beginnen|organiseren|houden)\b",
    re.IGNORECASE,
)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class GoalIntent(GraphComponent):
    """Adds `goals`, the belief over goals, and makes the intent `goal` or the kind of what is no wish.

    A message of which the intent is not sure (below `unsure_below`) is a wish too: the engine asks which one.
    """

    def __init__(self, catalogue: Catalogue, unsure_below: float) -> None:
        self._catalogue = catalogue
        self._unsure_below = unsure_below

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"unsure_below": 0.35}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "GoalIntent":
        """Read the catalogue."""
        return cls(load_catalogue(), config["unsure_below"])

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the belief to each message."""
        for message in messages:
            labels: dict[str, float] = message.get(LABELS, {})
            if not labels:
                continue
            belief = self._catalogue.belief(labels)
            goals = [{"name": name, "confidence": chance} for name, chance in belief.items()]
            message.set("goals", goals, add_to_output=True)
            wish = sum(labels.get(name, 0.0) for name in self._catalogue.intents)
            intent, sure = next(iter(by_intent(labels).items()))
            label = next(name for name in labels if intent_of(name) == intent)
            if wish < sure >= self._unsure_below and label not in self._catalogue.intents:
                understood = {"name": kind_of(label), "confidence": sure}
            else:
                understood = {"name": GOAL, "confidence": max(wish, sure)}
            message.set("intent", understood, add_to_output=True)
            message.set(WISHES, self._wishes(message.get(CLAUSES, [])), add_to_output=True)
        return messages

    def _wishes(self, clauses: list[tuple[str, dict[str, float]]]) -> list[dict[str, str]]:
        wishes: dict[str, str] = {}
        for text, labels in clauses:
            name, chance = next(iter(self._catalogue.belief(labels).items()), ("", 0.0))
            if chance >= SURELY_A_WISH or (chance >= WISH_FROM and _WISHED.search(text)):
                wishes.setdefault(name, text)
        return [{"goal": name, "text": text} for name, text in wishes.items()]
