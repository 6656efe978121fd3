"""What a classifier sees of a message: its letters, its words, their lemmas, and what the readers found in it."""

from datetime import date

import numpy
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.training_data.message import Message
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion

from bot.dialogue.clues import Clues
from bot.goals.catalogue import Catalogue
from bot.goals.phrases import plain

# Which day it is makes no difference to what sort of thing was said.
SOME_DAY = date(2026, 1, 1)


class Views:
    """Makes the views of a message, by name."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._clues = Clues(catalogue)

    def of(self, message: Message) -> dict[str, str]:
        """The views of a message that a tokenizer has seen."""
        text = message.get("text") or ""
        tokens = message.get(TOKENS_NAMES["text"]) or []
        return {
            "text": plain(text),
            "lemmas": " ".join(plain(token.lemma or token.text) or token.text for token in tokens),
            "clues": " ".join(self._clues.of(text, SOME_DAY)),
        }


class Vectors:
    """Turns views into rows of numbers: n-grams of letters and of words, weighed by how telling they are (tf-idf)."""

    def __init__(self, seen_at_least: int, lemmas: bool, clues: bool) -> None:
        """seen_at_least: in how many training sentences an n-gram must occur to count."""

        def vectors(view: str, **options: object) -> TfidfVectorizer:
            return TfidfVectorizer(
                preprocessor=_View(view), sublinear_tf=True, min_df=seen_at_least, dtype=numpy.float32, **options
            )

        parts = [
            ("letters", vectors("text", analyzer="char_wb", ngram_range=(2, 5))),
            ("words", vectors("text", token_pattern=r"\w+|[^\w\s]", ngram_range=(1, 2))),
        ]
        if lemmas:
            parts.append(("lemmas", vectors("lemmas", token_pattern=r"\S+", ngram_range=(1, 2))))
        if clues:
            parts.append(("clues", vectors("clues", token_pattern=r"\S+")))
        self._parts = FeatureUnion(parts)

    def learn(self, views: list[dict[str, str]]) -> csr_matrix:
        """Learn which n-grams there are; the rows of the views (sentences by n-grams)."""
        return self._parts.fit_transform(views).tocsr()

    def rows(self, views: list[dict[str, str]]) -> csr_matrix:
        """The rows of views, by the n-grams that were learnt."""
        return self._parts.transform(views).tocsr()


class _View:
    """Picks one view of a message; a class, so that what was learnt can be kept in a file."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, views: dict[str, str]) -> str:
        return views[self._name]
