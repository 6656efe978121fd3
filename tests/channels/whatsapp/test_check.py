"""The settings together, and the command that says whether Meta agrees with them."""

import pytest
from pydantic import SecretStr

from bot.channels.whatsapp.check import NotRight, check
from bot.channels.whatsapp.config import read_config
from bot.settings import Settings, SettingsError
from tests.whatsapp.meta import Meta


async def told(settings: Settings, **changed: object) -> list[str]:
    return [line async for line in check(settings.copy(update=changed))]


def test_without_settings_the_channel_is_off(settings: Settings) -> None:
    assert read_config(settings) is None


def test_half_the_settings_stop_the_start_with_one_line(whatsapp_settings: Settings) -> None:
    half = whatsapp_settings.copy(update={"whatsapp_app_secret": None, "whatsapp_key": None})
    with pytest.raises(SettingsError) as caught:
        read_config(half)
    assert str(caught.value).startswith("NOOR_WHATSAPP_APP_SECRET: missing")
    assert "NOOR_WHATSAPP_KEY" in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.parametrize("key", ["geen sleutel", "a" * 44, "é" * 44])
def test_a_key_that_is_none(whatsapp_settings: Settings, key: str) -> None:
    with pytest.raises(SettingsError, match="NOOR_WHATSAPP_KEY: is no key"):
        read_config(whatsapp_settings.copy(update={"whatsapp_key": SecretStr(key)}))


def test_secrets_are_not_shown(whatsapp_settings: Settings, meta: Meta) -> None:
    shown = repr(read_config(whatsapp_settings)) + repr(whatsapp_settings)
    for secret in (meta.account.token, meta.account.app_secret, meta.account.verify_token):
        assert secret not in shown


async def test_all_is_right(whatsapp_settings: Settings, meta: Meta) -> None:
    lines = await told(whatsapp_settings, public_url="https://noor.example.nl")
    assert any("Gemeente Noordwijk" in line for line in lines)
    assert any("https://noor.example.nl/whatsapp/webhook" in line for line in lines)


async def test_what_is_wrong_is_said_in_words(whatsapp_settings: Settings, meta: Meta) -> None:
    for changed, words in (
        (
            {
                "whatsapp_number_id": None,
                "whatsapp_access_token": None,
                "whatsapp_app_secret": None,
                "whatsapp_verify_token": None,
                "whatsapp_key": None,
            },
            "WhatsApp is off",
        ),
        ({"whatsapp_access_token": SecretStr("oud")}, "the access token is not valid"),
        ({"whatsapp_number_id": "999"}, "NOOR_WHATSAPP_NUMBER_ID"),
        ({"whatsapp_graph_url": "http://127.0.0.1:1"}, "Meta cannot be reached"),
    ):
        with pytest.raises(NotRight) as caught:
            await told(whatsapp_settings, **changed)
        assert words in str(caught.value) and "\n" not in str(caught.value)
