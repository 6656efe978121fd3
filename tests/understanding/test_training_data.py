"""The sentences that Noor learns from and is tested with: enough of them, none twice, none that means two things."""

from collections import Counter
from pathlib import Path

import numpy
import pytest
from rapidfuzz import fuzz, process
from rasa.shared.nlu.training_data.loading import load_data

from benchmarks.understanding.sentences import Sentence, load_sentences
from bot.datafile import load_yaml
from bot.dialogue.labels import intent_of
from bot.goals.catalogue import load_catalogue
from bot.goals.phrases import plain
from bot.privacy.masking import mask

GOALS = [
    *("travel", "identification", "driving_licence", "extension", "event", "business", "public_space", "waste"),
    *("street_works", "moving", "birth", "marriage", "death", "extract", "parking", "tax", "care_income"),
    "complaint_objection",
]
DESK = ["appointment", "opening_hours", "human"]
TALK = ["greeting", "thanks_bye", "affirm", "deny", "dont_know", "correction", "bot_question", "out_of_scope"]
PRODUCTS = ["passport", "identity_card", "permit"]
INTENTS = {*GOALS, *DESK, *TALK, *PRODUCTS, "inform"}

EXAMPLES = [(e.get("text"), e.get_full_intent()) for e in load_data("data/nlu").intent_examples]
LABELS = Counter(label for _, label in EXAMPLES)
COUNTS = Counter(intent_of(label) for _, label in EXAMPLES)
TESTED = load_sentences()
TOO_ALIKE = 92


def written(text: str) -> str:
    """A sentence as it is compared; a sign such as a thumb has no letters to compare."""
    return plain(text).strip(" .,!?") or text


SENTENCES = [(written(text), intent_of(label)) for text, label in EXAMPLES]


@pytest.mark.parametrize("goal", GOALS)
def test_a_goal_has_sentences_enough(goal: str) -> None:
    assert COUNTS[goal] >= 80


@pytest.mark.parametrize("label", sorted({*LABELS} | load_catalogue().intents))
def test_every_label_has_sentences(label: str) -> None:
    assert LABELS[label] >= 40


def test_there_is_no_intent_but_these() -> None:
    assert set(COUNTS) == INTENTS


def test_no_answer_bears_the_name_of_an_intent_with_kinds() -> None:
    """Rasa would look for such an answer in a response selector, which there is none of."""
    kinds = {intent_of(label) for label in LABELS if label != intent_of(label)}
    answers = load_yaml(Path("domain.yml"))["responses"]
    assert {f"utter_{intent}" for intent in kinds} & set(answers) == set()


def test_no_sentence_stands_twice() -> None:
    times = Counter(text for text, _ in SENTENCES)
    assert [text for text, count in times.items() if count > 1] == []


def test_sentences_of_two_intents_differ() -> None:
    pairs = alike([text for text, _ in SENTENCES], [text for text, _ in SENTENCES], TOO_ALIKE)
    assert [(SENTENCES[one], SENTENCES[other]) for one, other in pairs if SENTENCES[one][1] < SENTENCES[other][1]] == []


def test_no_sentence_holds_what_would_be_masked() -> None:
    assert [text for text, _ in EXAMPLES if mask(text).details] == []


def test_there_are_test_sentences_enough() -> None:
    assert len(TESTED) >= 1200
    assert {sentence.intent for sentence in TESTED} == INTENTS


@pytest.mark.parametrize("style", sorted(Sentence.schema()["properties"]["style"]["enum"]))
def test_every_way_of_writing_is_tested(style: str) -> None:
    assert sum(sentence.style == style for sentence in TESTED) >= 25


def test_no_sentence_is_tested_that_was_learnt() -> None:
    long = [sentence for sentence in TESTED if len(sentence.text.split()) > 3]
    pairs = alike([written(sentence.text) for sentence in long], [text for text, _ in SENTENCES], TOO_ALIKE)
    assert [(long[one].text, SENTENCES[other][0]) for one, other in pairs] == []


def test_no_sentence_is_tested_twice() -> None:
    times = Counter(written(sentence.text) for sentence in TESTED)
    assert [text for text, count in times.items() if count > 1] == []


def alike(texts: list[str], others: list[str], score: int) -> list[tuple[int, int]]:
    """The pairs, by their places in both lists, that are as alike as this."""
    scores = process.cdist(texts, others, scorer=fuzz.ratio, score_cutoff=score, dtype=numpy.uint8, workers=-1)
    return [(int(one), int(other)) for one, other in numpy.argwhere(scores > 0)]
