"""What goes to Meta: within every limit, with nothing left out."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.whatsapp.outgoing import Renderer, more_of
from bot.channels.whatsapp.splitting import last_sentence, split
from bot.messages.message import Message
from bot.messages.rows import utc_now
from tests.whatsapp.calls import read_call

LINKS = [
    {"text": "noordwijk.nl", "href": "https://noordwijk.nl"},
    {"text": "071 366 00 00", "href": "tel:+31713660000"},
    {"text": "infobouwen@odwh.nl", "href": "mailto:infobouwen@odwh.nl"},
]
RENDERER = Renderer(LINKS)


def message(text: str, *labels: str, author: str | None = None) -> Message:
    options = [{"id": f"7.0.{n}", "label": label, "answer": {}} for n, label in enumerate(labels)]
    sender = "staff" if author else "noor"
    return Message(7, "c", "whatsapp", None, sender, text, None, options or None, None, utc_now(), author)


def rendered(text: str, *labels: str, author: str | None = None) -> list[dict[str, Any]]:
    """The messages, each of which the strict stand-in takes."""
    bodies = RENDERER.render(message(text, *labels, author=author))
    for body in bodies:
        read_call(json.dumps({"messaging_product": "whatsapp", "to": "31612345678", **body}).encode())
    return bodies


def words(bodies: list[dict[str, Any]]) -> str:
    """All that somebody reads in them."""
    return " ".join(
        body["text"]["body"] if body["type"] == "text" else body["interactive"]["body"]["text"] for body in bodies
    )


def kinds(bodies: list[dict[str, Any]]) -> list[str]:
    return [body["interactive"]["type"] if body["type"] == "interactive" else body["type"] for body in bodies]


@pytest.mark.parametrize(
    ("labels", "kind"),
    [
        (["Ja"], "button"),
        (["Ja", "Nee", "Weet ik niet"], "button"),
        (["Ja", "Nee", "Weet ik niet", "Sla over"], "list"),
        (["Rijbewijs", "Bouwen of verbouwen thuis"[:24]], "list"),
        ([f"Keuze {n}" for n in range(10)], "list"),
    ],
)
def test_options_are_buttons_or_a_list(labels: list[str], kind: str) -> None:
    assert kinds(rendered("Waar gaat het over?", *labels)) == [kind]


def test_options_that_no_button_holds_are_numbered_in_full() -> None:
    long = "Een keuze met een heel lang label erbij"
    [body] = rendered("Kies", "Ja", long)
    assert body["text"]["body"] == f"Kies\n\n1. Ja\n2. {long}"
    assert kinds(rendered("Kies", "Ja", "Ja")) == ["text"]


def test_more_than_ten_options_end_with_more() -> None:
    [body] = rendered("Kies", *(f"Keuze {n}" for n in range(25)))
    rows = body["interactive"]["action"]["sections"][0]["rows"]
    assert [row["title"] for row in rows][-2:] == ["Keuze 8", "Meer keuzes"]
    assert more_of(rows[-1]["id"]) == (7, 9)
    assert more_of("7.0.1") is None


def test_a_long_question_comes_first_and_the_buttons_with_its_last_sentence() -> None:
    text = "Dit is een zin. " * 80 + "Klopt dat?"
    bodies = rendered(text, "Ja", "Nee")
    assert kinds(bodies) == ["text", "button"]
    assert bodies[1]["interactive"]["body"]["text"] == "Klopt dat?"
    assert words(bodies) == text


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("Kijk op noordwijk.nl.", "https://noordwijk.nl"),
        ("Kijk op noordwijk.nl of noordwijk.nl", "https://noordwijk.nl"),
        ("Zie https://voorbeeld.nl/a_b?c=1, daar staat het", "https://voorbeeld.nl/a_b"),
        ("Kijk op noordwijk.nl of https://voorbeeld.nl", None),
        ("Kijk op noordwijk.nl/afval", None),
        ("Bel 071 366 00 00 of mail infobouwen@odwh.nl", None),
        ("Mail naar info@noordwijk.nl", None),
    ],
)
def test_exactly_one_link_is_a_button(text: str, url: str | None) -> None:
    [body] = rendered(text)
    shown = body["interactive"]["action"]["parameters"]["url"] if body["type"] == "interactive" else None
    assert shown is None if url is None else shown.startswith(url)
    assert words([body]) == text


def test_a_colleague_is_named() -> None:
    assert words(rendered("Goedemiddag", author="Anna")) == "Anna: Goedemiddag"


def test_a_long_text_is_split_between_sentences() -> None:
    text = "Een zin van een colleague. " * 400
    parts = split(text, 4096)
    assert all(len(part) <= 4096 and part.endswith(".") for part in parts)
    assert " ".join(parts) == text.strip()


TEXTS = st.text(alphabet="ab .!?\n", min_size=1, max_size=400).filter(str.strip)


@given(TEXTS, st.integers(4, 60))
def test_splitting_loses_no_word(text: str, most: int) -> None:
    parts = split(text, most)
    assert all(0 < len(part) <= most for part in parts)
    assert _letters("".join(parts)) == _letters(text)


@given(TEXTS, st.integers(4, 60))
def test_the_last_sentence_and_the_rest_are_the_whole(text: str, most: int) -> None:
    start, end = last_sentence(text, most)
    assert len(end) <= most
    assert _letters(start + end) == _letters(text)


@given(
    TEXTS | st.text(min_size=1, max_size=9000).filter(lambda text: text.strip().isprintable() and text.strip()),
    st.lists(st.text(alphabet="abc é", min_size=1, max_size=30), max_size=14),
)
def test_whatever_is_said_meta_takes_it(text: str, labels: list[str]) -> None:
    rendered(text, *labels)


def _letters(text: str) -> str:
    return re.sub(r"\s", "", text)
