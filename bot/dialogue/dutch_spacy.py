"""The spaCy pipeline that reads Dutch: the best one that this machine has, and says which."""

import importlib.util
import logging
from typing import Any

import spacy
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.utils.spacy_utils import SpacyModel, SpacyNLP
from spacy.language import Language

logger = logging.getLogger(__name__)

PREFERRED = ("nl_core_news_sm", "nl_balie_sm")
BLANK = "blank:nl"

# What reads more than tokens costs time for nothing, unless lemmas are wanted.
_FOR_LEMMAS = ["tok2vec", "morphologizer", "tagger", "lemmatizer"]
_UNUSED = ["parser", "ner", "senter", "attribute_ruler"]


def available_models() -> list[str]:
    """The spaCy models of this machine, best first: the product's own, its stand-in, a blank Dutch pipeline."""
    return [*(name for name in PREFERRED if importlib.util.find_spec(name)), BLANK]


def available_model() -> str:
    """The name of the spaCy model in use, the best there is."""
    return available_models()[0]


def load(name: str, lemmas: bool = False) -> Language:
    """Load a model by its name: its tokenizer, and what gives lemmas when they are wanted. `BLANK` is a tokenizer with
    a look-up lemmatizer."""
    if name != BLANK:
        return spacy.load(name, exclude=_UNUSED if lemmas else _UNUSED + _FOR_LEMMAS)
    language = spacy.blank("nl")
    if lemmas:
        language.add_pipe("lemmatizer", config={"mode": "lookup"})
        language.initialize()
    return language


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.MODEL_LOADER, DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER],
    is_trainable=False,
    model_from="DutchSpacy",
)
class DutchSpacy(SpacyNLP):
    """Provides the spaCy model to the rest of the pipeline, as Rasa's own component does, but from what there is.

    Settings: `spacy_model`, the name of a model; None takes the best one. `lemmas`, whether tokens get their lemma.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {**SpacyNLP.get_default_config(), "spacy_model": None, "lemmas": False}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SpacyNLP:
        """Load the model that the setting `spacy_model` names, or the best there is, and log its name."""
        name = config["spacy_model"] or available_model()
        logger.info("spaCy model: %s", name)
        return cls(
            SpacyModel(model=load(name, config["lemmas"]), model_name=name), {**cls.get_default_config(), **config}
        )
