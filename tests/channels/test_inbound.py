"""What a resident types, tidied."""

import pytest

from bot.channels.inbound import tidy


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  hoi  ", "hoi"),
        ("een\r\ntwee\rdrie", "een\ntwee\ndrie"),
        ("a\x00b\x07c", "abc"),
        ("\ud83d", ""),
        ("\u200b \u2060", ""),
        ("👨‍👩‍👧", "👨‍👩‍👧"),
        ("?", "?"),
        ("\u0301", ""),
        ("cafe\u0301", "cafe\u0301"),
    ],
)
def test_tidy(typed: str, kept: str) -> None:
    assert tidy(typed) == kept
