"""Settings: typed, documented, and one clear line when wrong."""

import re
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load_settings, variable

DOCUMENT = Path(__file__).parents[1] / "docs" / "settings.md"
VARIABLES = {variable(field) for field in Settings.__fields__}


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


def test_the_defaults_serve_one_machine() -> None:
    settings = load_settings()
    assert (settings.port, settings.host) == (8080, "0.0.0.0")
    assert settings.database_url == "sqlite+aiosqlite:///var/noor.db"
    assert settings.site_url == "http://localhost:8080"


def test_the_database_follows_the_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOOR_VAR", "/data")
    assert load_settings().database_url == "sqlite+aiosqlite:////data/noor.db"


@pytest.mark.parametrize("name", ["NOOR_OIDC_CLIENT_ID", "NOOR_OIDC_CLIENT_SECRET", "NOOR_OIDC_GROUPS"])
def test_a_directory_needs_all_of_it(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    for given in ("NOOR_OIDC_CLIENT_ID", "NOOR_OIDC_CLIENT_SECRET", "NOOR_OIDC_GROUPS"):
        monkeypatch.setenv(given, "ICT=administrator")
    monkeypatch.setenv("NOOR_OIDC_ISSUER", "https://login.noordwijk.example")
    assert load_settings().oidc_issuer == "https://login.noordwijk.example"
    monkeypatch.delenv(name)
    with pytest.raises(SettingsError, match=f"^{name}: missing; NOOR_OIDC_ISSUER needs it$"):
        load_settings()


@pytest.mark.parametrize("variable_name", sorted(VARIABLES))
def test_empty_is_unset(monkeypatch: pytest.MonkeyPatch, variable_name: str) -> None:
    default = load_settings()
    monkeypatch.setenv(variable_name, "")
    assert load_settings() == default


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "99999"),
        ("PORT", "0"),
        ("PORT", "tachtig"),
        ("DATABASE_URL", "mysql://db/noor"),
        ("DATABASE_URL", "noor"),
        ("NOOR_RASA_URL", "rasa"),
        ("NOOR_ACTIONS_URL", "ftp://x"),
        ("NOOR_PUBLIC_URL", "noor"),
        ("NOOR_SECURE_COOKIES", "misschien"),
        ("NOOR_RASA_TIMEOUT", "-1"),
        ("NOOR_TURNS_AT_ONCE", "0"),
        ("NOOR_MAX_MESSAGE_LENGTH", "0"),
        ("NOOR_RATE_BURST", "0"),
        ("NOOR_START_BURST", "0"),
        ("NOOR_RETENTION_DAYS", "0"),
        ("NOOR_PROXIES", "-1"),
        ("NOOR_ALLOWED_ORIGINS", "https://goed.nl https://fout.nl/pad"),
        ("NOOR_ALLOWED_ORIGINS", "*"),
        ("NOOR_OIDC_ISSUER", "http://login.noordwijk.example"),
        ("NOOR_ALLOWED_ORIGINS", "noordwijk.nl"),
        ("NOOR_RATE_PER_SECOND", "0"),
    ],
)
def test_a_wrong_value_is_one_line_that_names_it(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert str(caught.value).startswith(f"{name}: ")
    assert "\n" not in str(caught.value)


def test_all_that_is_wrong_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "0")
    monkeypatch.setenv("NOOR_RATE_BURST", "veel")
    with pytest.raises(SettingsError, match=r"PORT: .*; NOOR_RATE_BURST: "):
        load_settings()


def test_origins_are_separated_by_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOOR_ALLOWED_ORIGINS", " https://a.nl  http://localhost:9000 ")
    assert load_settings().origins == {"https://a.nl", "http://localhost:9000"}


def test_secrets_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NOOR_RASA_SECRET", "NOOR_DESK_PASSWORD", "NOOR_OIDC_CLIENT_SECRET"):
        monkeypatch.setenv(name, "geheim")
    monkeypatch.setenv("DATABASE_URL", "postgresql://noor:geheim@db/noor")
    assert "geheim" not in repr(load_settings())


def test_a_missing_secret_is_named() -> None:
    with pytest.raises(SettingsError, match=r"^NOOR_RASA_SECRET: "):
        load_settings().require_rasa_secret()


def test_the_document_has_each_setting_with_its_default() -> None:
    rows = re.findall(r"^\| `(\w+)` \| ([^|]*) \|", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    documented = {name: default.strip().strip("`") for name, default in rows}
    assert set(documented) == VARIABLES
    for name, field in Settings.__fields__.items():
        if field.default not in (None, ""):
            assert documented[variable(name)] == str(field.default).lower()
