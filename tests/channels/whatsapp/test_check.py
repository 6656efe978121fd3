"""The settings together, and the command that says whether Meta agrees with them."""

import pytest
from aiohttp import web
from pydantic import SecretStr

from bot.channels.whatsapp.check import NotRight, check, subscribe
from bot.channels.whatsapp.config import read_config
from bot.settings import Settings, SettingsError
from tests.whatsapp.errors import GraphError
from tests.whatsapp.faults import Answer, Faults
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


async def test_only_a_refused_proof_is_a_wrong_secret(whatsapp_settings: Settings, meta: Meta) -> None:
    with pytest.raises(NotRight, match="NOOR_WHATSAPP_APP_SECRET: is not the secret"):
        await told(whatsapp_settings, whatsapp_app_secret=SecretStr("anders"))

    class SecondFails(Faults):
        """The second call meets a limit."""

        async def around(self, request: web.Request, answer: Answer) -> web.StreamResponse:
            return GraphError(80007).response() if "appsecret_proof" in request.query else await answer(request)

    meta.faults = SecondFails()
    with pytest.raises(NotRight, match="code 80007"):
        await told(whatsapp_settings)


async def test_an_app_that_is_not_subscribed_to_the_account(whatsapp_settings: Settings, meta: Meta) -> None:
    assert any("NOOR_WHATSAPP_ACCOUNT_ID" in line for line in await told(whatsapp_settings))
    with pytest.raises(NotRight, match="NOOR_WHATSAPP_ACCOUNT_ID: is not the WhatsApp account"):
        await told(whatsapp_settings, whatsapp_account_id="999")
    with pytest.raises(NotRight, match="run `python -m bot whatsapp --subscribe`"):
        await told(whatsapp_settings, whatsapp_account_id=meta.account.account_id)
    with pytest.raises(NotRight, match="NOOR_WHATSAPP_ACCOUNT_ID"):
        await subscribe(whatsapp_settings)
    await subscribe(whatsapp_settings.copy(update={"whatsapp_account_id": meta.account.account_id}))
    lines = await told(whatsapp_settings, whatsapp_account_id=meta.account.account_id)
    assert "The app is subscribed to the WhatsApp account" in lines
