"""Which spaCy pipeline reads the Dutch, that it says so, and that it gives lemmas."""

import importlib.util
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import spacy
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from spacy.language import Language

from bot.dialogue import dutch_spacy
from bot.dialogue.dutch_spacy import BLANK, PREFERRED, DutchSpacy, available_model, load

Installed = Callable[..., None]


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Installed:
    """Makes it seem that of the models only these are installed."""
    real = importlib.util.find_spec

    def only(*names: str) -> None:
        def find_spec(name: str, package: str | None = None) -> Any:
            return (name in names or None) if name in PREFERRED else real(name, package)

        monkeypatch.setattr(importlib.util, "find_spec", find_spec)

    return only


@pytest.fixture(scope="module")
def blank() -> Language:
    return load(BLANK, lemmas=True)


@pytest.mark.parametrize(
    ("present", "chosen"),
    [
        pytest.param(["nl_core_news_sm", "nl_balie_sm"], "nl_core_news_sm", id="both"),
        pytest.param(["nl_core_news_sm"], "nl_core_news_sm", id="the product's own"),
        pytest.param(["nl_balie_sm"], "nl_balie_sm", id="the stand-in"),
        pytest.param([], "blank:nl", id="none"),
    ],
)
def test_the_best_there_is(installed: Installed, present: list[str], chosen: str) -> None:
    installed(*present)
    assert available_model() == chosen


@pytest.mark.parametrize(
    ("word", "lemma"),
    [("paspoorten", "paspoort"), ("dakkapellen", "dakkapel"), ("gingen", "gaan"), ("reis", "reis")],
)
def test_a_blank_pipeline_gives_lemmas(blank: Language, word: str, lemma: str) -> None:
    assert blank(f"{word} bestaan")[0].lemma_ == lemma


def test_what_is_not_used_costs_no_time(blank: Language, tmp_path: Path) -> None:
    whole = spacy.blank("nl")
    for name in ("attribute_ruler", "sentencizer"):
        whole.add_pipe(name)
    whole.to_disk(tmp_path / "model")
    assert load(str(tmp_path / "model")).pipe_names == ["sentencizer"]
    assert blank.pipe_names == ["lemmatizer"]


def test_the_component_says_which_and_reads_with_it(
    installed: Installed, blank: Language, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    installed()
    monkeypatch.setattr(dutch_spacy, "load", lambda name, lemmas: {BLANK: blank}[name])
    with caplog.at_level(logging.INFO, logger="bot.dialogue.dutch_spacy"):
        component = DutchSpacy.create(DutchSpacy.get_default_config(), None, Resource("spacy"), None)
    assert "spaCy model: blank:nl" in caplog.messages
    model = component.provide()
    assert (model.model_name, model.fingerprint()) == ("blank:nl", "blank:nl")
    [message] = component.process([Message({"text": "Twee paspoorten"})], model)
    assert [token.lemma_ for token in message.get("text_spacy_doc")] == ["twee", "paspoort"]
