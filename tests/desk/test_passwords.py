"""Passwords of the desk."""

import re

import pytest

from bot.desk.passwords import Passwords, new_password


async def test_only_the_right_one_matches() -> None:
    passwords = Passwords()
    hashed = await passwords.hash("zee-en-duin")
    assert hashed.startswith("$argon2id$")
    assert await passwords.matches(hashed, "zee-en-duin")
    assert not await passwords.matches(hashed, "zee")


@pytest.mark.parametrize("hashed", [None, "", "zee", "$argon2id$v=19$x"])
async def test_what_is_no_hash_matches_nothing(hashed: str | None) -> None:
    assert not await Passwords().matches(hashed, "zee")


def test_a_new_one_can_be_read_aloud() -> None:
    assert re.fullmatch(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}", new_password())
    assert new_password() != new_password()


@pytest.mark.parametrize("typed", ["", "x" * 1_000_000, "\udcff", "\x00", "zée"])
async def test_whatever_is_typed_has_an_answer(typed: str) -> None:
    passwords = Passwords()
    assert not await passwords.matches(await passwords.hash("zee"), typed)
