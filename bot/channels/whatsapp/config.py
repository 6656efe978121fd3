"""The channel's settings together: all that it needs, or nothing at all."""

from dataclasses import dataclass, field

from bot.channels.whatsapp.sealing import Vault
from bot.settings import Settings, SettingsError, variable

NEEDED = (
    "whatsapp_number_id",
    "whatsapp_access_token",
    "whatsapp_app_secret",
    "whatsapp_verify_token",
    "whatsapp_key",
)


@dataclass(frozen=True)
class Config:
    """What the channel needs to know. `graph`: the address of Meta's API with its version, without a slash at the end.

    unsure_for: seconds to wait for word of a message whose fate is not known.
    """

    number_id: str
    account_id: str | None
    graph: str
    vault: Vault
    template: str | None
    template_language: str
    unsure_for: float
    access_token: str = field(repr=False)
    app_secret: str = field(repr=False)
    verify_token: str = field(repr=False)


def read_config(settings: Settings) -> Config | None:
    """The channel's settings; None when it is off. Raises `SettingsError` when some are missing or the key is wrong."""
    missing = [variable(name) for name in NEEDED if getattr(settings, name) is None]
    if len(missing) == len(NEEDED):
        return None
    if missing:
        raise SettingsError(f"{missing[0]}: missing; WhatsApp also needs {', '.join(missing)}")
    secrets = {name: getattr(settings, f"whatsapp_{name}").get_secret_value() for name in _SECRETS}
    try:
        vault = Vault(secrets.pop("key"))
    except ValueError:
        name = variable("whatsapp_key")
        raise SettingsError(f"{name}: is no key; `python -m bot whatsapp --new-key` makes one") from None
    return Config(
        number_id=settings.whatsapp_number_id or "",
        account_id=settings.whatsapp_account_id,
        graph=f"{settings.whatsapp_graph_url.rstrip('/')}/{settings.whatsapp_graph_version}",
        vault=vault,
        template=settings.whatsapp_template,
        template_language=settings.whatsapp_template_language,
        unsure_for=settings.whatsapp_unsure_for,
        **secrets,
    )


_SECRETS = ("access_token", "app_secret", "verify_token", "key")
