"""The classifier learns, keeps what it learnt and gives probabilities."""

from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.dialogue.intent_classifier import DutchIntentClassifier

SENTENCES = {
    "travel": [
        "we gaan op vakantie naar spanje",
        "ik vlieg morgen naar turkije",
        "op reis naar italie",
        "naar suriname met mijn oma",
        "wij vertrekken zaterdag naar marokko",
    ],
    "extension": [
        "ik wil een uitbouw aan mijn huis",
        "mag ik een dakkapel plaatsen",
        "we willen een schutting bouwen",
        "een serre achter de keuken",
        "garage verbouwen tot kamer",
    ],
    "greeting": ["hallo", "goedemorgen", "hoi noor", "dag", "hee hallo daar"],
}
RESOURCE = Resource("classifier")
# So few sentences have to be read more often.
CONFIG = {**DutchIntentClassifier.get_default_config(), "epochs": 150, "seen_at_least": 1}
CONTEXT = ExecutionContext(GraphSchema({}))


TOKENIZER = WhitespaceTokenizer(WhitespaceTokenizer.get_default_config())


def training_data() -> TrainingData:
    examples = [Message({"text": text, "intent": name}) for name, texts in SENTENCES.items() for text in texts]
    return TOKENIZER.process_training_data(TrainingData(examples))


@pytest.fixture(scope="module")
def storage(tmp_path_factory: pytest.TempPathFactory) -> LocalModelStorage:
    return LocalModelStorage(tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="module")
def classifier(storage: LocalModelStorage) -> DutchIntentClassifier:
    learning = DutchIntentClassifier.create(CONFIG, storage, RESOURCE, CONTEXT)
    learning.train(training_data())
    return DutchIntentClassifier.load(CONFIG, storage, RESOURCE, CONTEXT)


def understood(classifier: DutchIntentClassifier, text: str) -> Any:
    [message] = classifier.process(TOKENIZER.process([Message({"text": text})]))
    return message


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("ik ga naar frankrijk", "travel"),
        ("in de zomer naar griekenland vliegen", "travel"),
        ("kan ik een dakkappel bouwen", "extension"),
        ("een overkapping aan ons huis", "extension"),
        ("hallo daar", "greeting"),
    ],
)
def test_it_understands_what_it_never_read(classifier: DutchIntentClassifier, text: str, intent: str) -> None:
    assert understood(classifier, text).get("intent")["name"] == intent


def test_the_ranking_is_of_all_intents_and_adds_up(classifier: DutchIntentClassifier) -> None:
    ranking = understood(classifier, "ik wil op reis").get("intent_ranking")
    chances = [item["confidence"] for item in ranking]
    assert {item["name"] for item in ranking} == set(SENTENCES)
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) == pytest.approx(1)


@pytest.mark.parametrize("text", ["", "😀", "x" * 2000, "7" * 2000])
def test_whatever_is_said_gets_a_ranking(classifier: DutchIntentClassifier, text: str) -> None:
    assert len(understood(classifier, text).get("intent_ranking")) == len(SENTENCES)


def test_the_same_sentences_make_the_same_model(tmp_path: Path, classifier: DutchIntentClassifier) -> None:
    DutchIntentClassifier.create(CONFIG, LocalModelStorage(tmp_path), RESOURCE, CONTEXT).train(training_data())
    again = DutchIntentClassifier.load(CONFIG, LocalModelStorage(tmp_path), RESOURCE, CONTEXT)
    text = "met de trein naar parijs"
    assert understood(again, text).get("intent_ranking") == understood(classifier, text).get("intent_ranking")


def test_a_kind_counts_for_its_intent(tmp_path: Path) -> None:
    kinds = {"travel": "out_of_scope/travel", "extension": "out_of_scope/build", "greeting": "greeting"}
    examples = [Message.build(text, intent=kinds[name]) for name, texts in SENTENCES.items() for text in texts]
    learning = DutchIntentClassifier.create(CONFIG, LocalModelStorage(tmp_path), RESOURCE, CONTEXT)
    learning.train(TOKENIZER.process_training_data(TrainingData(examples)))
    loaded = DutchIntentClassifier.load(CONFIG, LocalModelStorage(tmp_path), RESOURCE, CONTEXT)
    message = understood(loaded, "we gaan op reis naar italie")
    assert message.get("intent")["name"] == "out_of_scope"
    assert next(iter(message.get("intent_labels"))) == "out_of_scope/travel"
    assert {item["name"] for item in message.get("intent_ranking")} == {"out_of_scope", "greeting"}
    assert sum(item["confidence"] for item in message.get("intent_ranking")) == pytest.approx(1)


@pytest.mark.parametrize("hidden", [[0], [8, 0]])
def test_it_can_be_linear_or_several(tmp_path: Path, hidden: list[int]) -> None:
    config = {**CONFIG, "hidden": hidden}
    DutchIntentClassifier.create(config, LocalModelStorage(tmp_path), RESOURCE, CONTEXT).train(training_data())
    loaded = DutchIntentClassifier.load(config, LocalModelStorage(tmp_path), RESOURCE, CONTEXT)
    assert understood(loaded, "dakkapel bouwen").get("intent")["name"] == "extension"
