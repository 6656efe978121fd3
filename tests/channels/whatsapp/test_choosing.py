"""Typing instead of tapping."""

import pytest

from bot.channels.kinds import counted_questions, question_kinds
from bot.channels.whatsapp.choosing import chosen

OPTIONS = [{"id": f"5.0.{n}", "label": label} for n, label in enumerate(["Turkije", "Spanje", "Weet ik niet"])]
COUNTED = sorted(counted_questions())[0]
CHOICE = next(name for name, kind in question_kinds().items() if kind == "choice" and name not in counted_questions())
NUMBER = next(name for name, kind in question_kinds().items() if kind == "number")


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("1", 0),
        ("2.", 1),
        (" 3 ", 2),
        ("2)", 1),
        ("optie 2", 1),
        ("Nummer 3", 2),
        ("2️⃣", 1),
        ("nr. 1", 0),
        ("spanje", 1),
        ("WEET IK NIET!", 2),
        ("Spanje.", 1),
        ("0", None),
        ("4", None),
        ("12", None),
        ("2 mensen", None),
        ("Spanje of Turkije", None),
        ("", None),
        ("ja", None),
    ],
)
@pytest.mark.parametrize("question", [CHOICE, None])
def test_a_number_or_the_words_of_an_option(text: str, index: int | None, question: str | None) -> None:
    assert chosen(text, OPTIONS, question, 5) == (None if index is None else f"5.0.{index}")


@pytest.mark.parametrize("question", [COUNTED, NUMBER])
def test_where_a_number_is_an_answer_it_is_no_option(question: str) -> None:
    assert chosen("2", OPTIONS, question, 5) is None
    assert chosen("spanje", OPTIONS, question, 5) == "5.0.1"


def test_one_option_alone_has_no_number() -> None:
    assert chosen("1", OPTIONS[:1], None, 5) is None
    assert chosen("1", [{"id": "a", "label": "1 dag"}, {"id": "b", "label": "2 dagen"}], None, 5) is None


def test_the_last_row_of_a_page_is_more() -> None:
    many = [{"id": str(n), "label": f"Keuze {chr(65 + n)}"} for n in range(14)]
    assert chosen("meer keuzes", many, None, 5) == "more:5:9"
    assert chosen("10", many, None, 5) == "more:5:9"
    assert chosen("9", many, None, 5) == "8"
    assert chosen("11", many, None, 5) is None
    assert chosen("Keuze N", many, None, 5) is None
