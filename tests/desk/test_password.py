"""The desk's password."""

import re
import stat

import pytest
from pydantic import SecretStr

from bot.desk.password import open_password
from bot.settings import SettingsError


async def test_the_operators_password_counts(tmp_path) -> None:
    password = open_password(SecretStr("zee-en-duin"), tmp_path)
    assert await password.matches("zee-en-duin")
    assert not await password.matches("zee")
    assert list(tmp_path.iterdir()) == []


async def test_a_new_one_is_shown_once_and_kept_as_a_hash(tmp_path, capsys) -> None:
    folder = tmp_path / "var"
    open_password(None, folder)
    [shown] = re.findall(r"[a-z0-9]{4}(?:-[a-z0-9]{4}){3}", capsys.readouterr().out)
    [file] = folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert shown not in file.read_text() and file.read_text().startswith("$argon2id$")

    again = open_password(None, folder)
    assert capsys.readouterr().out == ""
    assert await again.matches(shown)


def test_a_start_that_broke_off_is_no_hindrance(tmp_path, capsys) -> None:
    (tmp_path / "desk-password.new").write_text("half")
    open_password(None, tmp_path)
    assert "Wachtwoord" in capsys.readouterr().out


@pytest.mark.parametrize("content", ["", "zee-en-duin", "$argon2id$v=19$x", "\x00\xff"])
def test_a_file_that_is_no_hash_stops_the_start(tmp_path, content: str) -> None:
    (tmp_path / "desk-password.hash").write_text(content, encoding="latin-1")
    with pytest.raises(SettingsError, match=r"desk-password\.hash: does not hold a password hash"):
        open_password(None, tmp_path)


@pytest.mark.parametrize("typed", ["", "x" * 1_000_000, "\udcff", "\x00", "zée"])
async def test_whatever_is_typed_has_an_answer(tmp_path, typed: str) -> None:
    assert not await open_password(SecretStr("zee"), tmp_path).matches(typed)
