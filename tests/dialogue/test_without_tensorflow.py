"""Rasa starts without TensorFlow, and says so when something needs it."""

import subprocess
import sys

import pytest

from bot.dialogue.without_tensorflow import TensorFlowLeftOut, left_out

SERVING = """
import sys
from bot.dialogue.without_tensorflow import left_out
left_out()
import spacy, rasa.core.run, rasa.model_training, rasa.engine.recipes.default_components
from rasa.nlu.classifiers.diet_classifier import DIETClassifier
print(DIETClassifier.__name__, hasattr(sys.modules["tensorflow"], "__version__"))
"""


def test_rasa_defines_all_its_components_without_it() -> None:
    run = subprocess.run([sys.executable, "-c", SERVING], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["DIETClassifier", "False"]


def test_computing_with_it_says_what_is_missing() -> None:
    left_out()
    from tensorflow import constant

    with pytest.raises(TensorFlowLeftOut, match="constant needs TensorFlow"):
        constant([1, 2])
