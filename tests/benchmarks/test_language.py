from benchmarks.language import measure, page, score
from tests.language.texts import Text

TEXTS = [
    Text("a.yml ask", "Waar kan ik je mee helpen? Vertel het in een zin."),
    Text("a.yml why", "Dit is een veel langere tekst, en die is ook moeilijker."),
    Text("b.py:3", "Te kort."),
]


def longer_is_harder(text: str) -> float:
    return 100.0 - len(text)


def test_the_hardest_text_comes_first_and_short_ones_are_left_out() -> None:
    scored = score(TEXTS, longer_is_harder)
    assert [text.where for text, _ in scored] == ["a.yml why", "a.yml ask"]


def test_the_figures_and_the_page() -> None:
    scored = score(TEXTS, longer_is_harder)
    figures = measure(scored)
    assert (figures["texts"], figures["longest_sentence"]) == (2, 11)
    lines = page(figures, scored)
    assert "| a.yml | 2 | 48 | 44 |" in lines
    assert lines[-2].startswith("| 44 | a.yml why |")
