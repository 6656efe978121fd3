"""Reads the facts in a message (countries, dates, numbers, places) into Rasa's entities."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message

from bot.goals.reading import find_all

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FactExtractor(GraphComponent):
    """Adds an entity for every fact that the readers find.

    Closed classes such as countries and dates are read by rules and libraries rather than learnt: they are right
    from the first day, and say which country or date is meant.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "FactExtractor":
        """Have the readers load their data now, not at the first message that needs it."""
        find_all("met pasen naar spanje", datetime.now(AMSTERDAM).date())
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities to each message."""
        today = datetime.now(AMSTERDAM).date()
        for message in messages:
            entities = [
                {
                    "entity": found.kind,
                    "value": found.value.isoformat() if found.kind == "date" else found.value,
                    "unit": found.unit,
                    "start": found.start,
                    "end": found.end,
                    "extractor": type(self).__name__,
                }
                for found in find_all(message.get("text") or "", today)
            ]
            message.set("entities", message.get("entities", []) + entities, add_to_output=True)
        return messages
