"""What is read from the widget's modules and from pages."""

from tests.language.markup import strings_of, texts_of_page

MODULE = """
import { CONFIG } from "./config.js"; // "geen tekst"
/** "ook geen tekst" */
export const WORDS = {
  sent: "verstuurd",
  left: (count) => `Nog ${count} tekens`,
};
"""
PAGE = """
<title>Noor van {{ municipality }}</title>
<img src="a.svg" alt="De kust">
<script>const text = "geen tekst";</script>
<p>Praat met <a href="/">Noor
  zelf</a>.{% if phone %} Of bel.{% endif %}</p>
<p class="empty"></p>
"""


def test_strings_of_a_module() -> None:
    assert list(strings_of(MODULE)) == [(5, "verstuurd"), (6, "Nog {} tekens")]


def test_texts_of_a_page() -> None:
    assert texts_of_page(PAGE) == [(2, "Noor van {}"), (3, "De kust"), (5, "Praat met Noor zelf. Of bel.")]
