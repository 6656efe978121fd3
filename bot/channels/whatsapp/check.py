"""Are the channel's settings right: what is missing, and what Meta refuses, in words an operator can act on."""

import hashlib
import hmac
from collections.abc import AsyncIterator, Awaitable
from typing import Any

from bot.channels.whatsapp.client import Client, Refused, Unreachable, Unsure, open_client
from bot.channels.whatsapp.config import NEEDED, Config, read_config
from bot.channels.whatsapp.refusals import in_words
from bot.channels.whatsapp.webhook import PATH
from bot.settings import Settings, variable

_FIELDS = "verified_name,display_phone_number,quality_rating,platform_type,code_verification_status"
_INVALID = 100


class NotRight(Exception):
    """Something is wrong; the text is one line that says what, and what to do. code: Meta's own, when it refused."""

    def __init__(self, text: str, code: int | None = None) -> None:
        super().__init__(text)
        self.code = code


async def check(settings: Settings) -> AsyncIterator[str]:
    """What is right, line by line. Raises `NotRight` at the first thing that is not, and `SettingsError`."""
    config = read_config(settings)
    if config is None:
        missing = ", ".join(variable(name) for name in NEEDED)
        raise NotRight(f"WhatsApp is off: none of its settings is there. It needs {missing}. See docs/whatsapp.md")
    yield "All settings that WhatsApp needs are there, and the key is one"
    async with open_client(config) as client:
        yield await _number(client)
        await _secret(client, config)
        yield "The access token and the app secret belong together"
        yield await _subscription(client, config)
    yield _webhook(settings)
    yield _template(config)


async def _number(client: Client) -> str:
    about = await _ask(client.about_number(_FIELDS))
    if about.get("platform_type") not in (None, "CLOUD_API"):
        raise NotRight("This number is not registered for the Cloud API: register it in Meta's WhatsApp Manager")
    name, number = about.get("verified_name") or "(no name yet)", about.get("display_phone_number")
    return f"Meta knows the number: {name}, {number}, quality {str(about.get('quality_rating')).lower()}"


async def _secret(client: Client, config: Config) -> None:
    """Meta compares a proof that is made with the app's secret, and takes any call without one."""
    proof = hmac.new(config.app_secret.encode(), config.access_token.encode(), hashlib.sha256).hexdigest()
    try:
        await _ask(client.about_number(f"id&appsecret_proof={proof}"))
    except NotRight as error:
        # Meta took the same call just before, so an invalid parameter can only be the proof.
        if error.code != _INVALID:
            raise
        name = variable("whatsapp_app_secret")
        raise NotRight(f"{name}: is not the secret of the app that the access token is for") from None


async def _subscription(client: Client, config: Config) -> str:
    """An app whose webhook is right hears nothing as long as it is not subscribed to the account."""
    name = variable("whatsapp_account_id")
    if config.account_id is None:
        return f"Set {name} to have it checked whether the app is subscribed to the WhatsApp account"
    apps = await _of_account(client.subscribed_apps(config.account_id))
    if not apps.get("data"):
        raise NotRight(
            f"The app is not subscribed to the WhatsApp account {config.account_id}, so Meta tells it nothing: "
            "run `python -m bot whatsapp --subscribe`"
        )
    return "The app is subscribed to the WhatsApp account"


async def subscribe(settings: Settings) -> None:
    """Subscribe the app to the WhatsApp account. Raises `NotRight` and `SettingsError`."""
    config = read_config(settings)
    if config is None or config.account_id is None:
        raise NotRight(f"Set all that WhatsApp needs and {variable('whatsapp_account_id')} first. See docs/whatsapp.md")
    async with open_client(config) as client:
        await _of_account(client.subscribe(config.account_id))


async def _of_account(answer: Awaitable[dict[str, Any]]) -> dict[str, Any]:
    try:
        return await _ask(answer)
    except NotRight as error:
        if error.code != _INVALID:
            raise
        name = variable("whatsapp_account_id")
        raise NotRight(f"{name}: is not the WhatsApp account, or the access token has no right to it") from None


async def _ask(answer: Awaitable[dict[str, Any]]) -> dict[str, Any]:
    try:
        return await answer
    except Refused as error:
        why = in_words(error.code, error.subcode)
        raise NotRight(f"Meta refuses, code {error.code}: {why}", error.code) from None
    except (Unreachable, Unsure) as error:
        name = variable("whatsapp_graph_url")
        raise NotRight(f"Meta cannot be reached ({error}): check {name} and the way out to the internet") from None


def _webhook(settings: Settings) -> str:
    url = f"{settings.site_url}{PATH}"
    if not url.startswith("https://"):
        name = variable("public_url")
        return f"Set {name}: Meta only posts to an address with https, and {url} is not one"
    return f"Enter {url} in Meta's app dashboard as the callback URL, and subscribe to the field `messages`"


def _template(config: Config) -> str:
    if config.template is None:
        name = variable("whatsapp_template")
        return f"Without {name}, what a colleague says after 24 hours waits until the resident writes again"
    return f"After 24 hours the template {config.template} ({config.template_language}) asks residents to write back"
