"""Tokens."""

from bot.storage.tokens import new_token, token_hash


def test_tokens_differ_and_are_long() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100 and min(map(len, tokens)) >= 40


def test_whatever_is_sent_has_a_hash() -> None:
    assert len({token_hash(text) for text in ("", "é", "\udcff", "x" * 10_000)}) == 4
    assert len(token_hash("a")) == 64
