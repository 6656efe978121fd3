"""What a resident types, tidied."""

import pytest

from bot.channels.inbound import is_own_id, tidy


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


@pytest.mark.parametrize("given", ["m1", "0c8d0d1e-6a5b-4c57-9d0e-0c5c51f9d9be", "~!/", "x" * 64])
def test_an_id_of_a_browser(given: str) -> None:
    assert is_own_id(given)


@pytest.mark.parametrize(
    "given", ["", "x" * 65, "a b", "é", 5, None, "live:H4P-7WX", "notice:1", "outage:7", "photo:1", "desk:1", ":"]
)
def test_no_id_of_a_browser_and_none_that_could_be_ours(given: object) -> None:
    assert not is_own_id(given)
