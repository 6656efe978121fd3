"""All that residents can read is plain Dutch and fits where it is shown."""

import pytest

from bot.datafile import load_yaml
from bot.goals.catalogue import load_catalogue
from tests.language import rules
from tests.language.texts import ROOT, Text, all_texts

TEXTS = all_texts()
CATALOGUE = load_catalogue()
SOURCES = sorted({text.where.split(" ")[0].split(":")[0] for text in TEXTS})


def of(source: str) -> list[Text]:
    return [text for text in TEXTS if text.where.startswith(source)]


@pytest.mark.parametrize("source", SOURCES)
def test_sentences_are_short(source: str) -> None:
    assert [problem for text in of(source) for problem in rules.too_long(text)] == []


@pytest.mark.parametrize("source", SOURCES)
def test_words_are_everyday_words(source: str) -> None:
    assert [problem for text in of(source) for problem in rules.officialese(text)] == []


@pytest.mark.parametrize("source", SOURCES)
def test_residents_are_je(source: str) -> None:
    assert [problem for text in of(source) for problem in rules.formal(text)] == []


@pytest.mark.parametrize("name", CATALOGUE)
def test_options_fit_on_whatsapp(name: str) -> None:
    assert list(rules.unfit_options(CATALOGUE[name])) == []


@pytest.mark.parametrize("name", CATALOGUE)
def test_messages_fit_on_whatsapp(name: str) -> None:
    assert list(rules.unfit_messages(CATALOGUE[name])) == []


def test_answers_of_the_dialogue_fit_on_whatsapp() -> None:
    for name, variants in load_yaml(ROOT / "domain.yml")["responses"].items():
        for variant in variants:
            assert len(variant["text"]) <= rules.INTERACTIVE, name
            assert list(rules.unfit(button["title"] for button in variant.get("buttons", ()))) == []


def test_every_kind_of_text_is_looked_at() -> None:
    kinds = {"data/goals/travel.yml", "data/products.yml", "domain.yml", "data/municipality.yml"}
    assert kinds | {"bot/goals/asking.py", "actions/hand_over.py", "bot/channels/website.py"} <= set(SOURCES)
    assert {"bot/messages/texts.py", "bot/web/errors.py", "bot/channels/widget/words.js"} <= set(SOURCES)
    assert {"bot/channels/templates/chat.html", "bot/channels/templates/example.html"} <= set(SOURCES)
    said = {text.text for text in TEXTS}
    assert "Sorry, er ging bij mij iets mis met dit bericht. Je kunt gewoon verder praten." in said
    assert "Typ eerst een bericht." in said
    assert "Bel ons gerust" in said
    assert "Hoe kunnen we je bereiken? Typ je telefoonnummer of e-mailadres." in said
    assert "Kan ik nog iets voor je doen?" in said
