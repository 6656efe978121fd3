"""The settings of all three processes: environment variables, each documented in `docs/settings.md`."""

import re
from pathlib import Path
from typing import Any, Literal

from pydantic import (
    AnyHttpUrl,
    BaseSettings,
    Field,
    PositiveFloat,
    PositiveInt,
    SecretStr,
    ValidationError,
    root_validator,
    validator,
)

from bot.privacy.emails import is_email
from bot.storage.engine import async_url

_THIS_MACHINE = ("localhost", "127.0.0.1")
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?")


class SettingsError(Exception):
    """A setting is missing or wrong; the text is one line that names the environment variable."""


class Settings(BaseSettings):
    """Typed settings. Made by `load_settings`, which turns what is wrong into one clear line."""

    host: str = Field(default="0.0.0.0", env="NOOR_HOST")
    port: int = Field(default=8080, ge=1, le=65535, env="PORT")
    public_url: AnyHttpUrl | None = Field(default=None, env="NOOR_PUBLIC_URL")
    secure_cookies: bool = Field(default=False, env="NOOR_SECURE_COOKIES")

    var_dir: Path = Field(default=Path("var"), env="NOOR_VAR")
    database_url: str = Field(default="", env="DATABASE_URL", repr=False)
    municipality_file: Path = Field(default=Path("data/municipality.yml"), env="NOOR_MUNICIPALITY")

    rasa_url: AnyHttpUrl = Field(default="http://127.0.0.1:5005", env="NOOR_RASA_URL")
    rasa_secret: SecretStr | None = Field(default=None, env="NOOR_RASA_SECRET")
    actions_url: AnyHttpUrl = Field(default="http://127.0.0.1:5055", env="NOOR_ACTIONS_URL")
    rasa_timeout: PositiveFloat = Field(default=20.0, env="NOOR_RASA_TIMEOUT")
    turns_at_once: PositiveInt = Field(default=16, env="NOOR_TURNS_AT_ONCE")
    retry_first: PositiveFloat = Field(default=0.2, env="NOOR_RETRY_FIRST")
    retry_most: PositiveFloat = Field(default=5.0, env="NOOR_RETRY_MOST")
    outage_notice_after: PositiveFloat = Field(default=6.0, env="NOOR_OUTAGE_NOTICE_AFTER")

    allowed_origins: str = Field(default="", env="NOOR_ALLOWED_ORIGINS")
    proxies: int = Field(default=0, ge=0, le=9, env="NOOR_PROXIES")
    retention_days: PositiveInt = Field(default=28, env="NOOR_RETENTION_DAYS")
    max_photo_mb: PositiveInt = Field(default=10, env="NOOR_MAX_PHOTO_MB")
    start_burst: PositiveInt = Field(default=60, env="NOOR_START_BURST")
    start_per_second: PositiveFloat = Field(default=0.5, env="NOOR_START_PER_SECOND")
    max_message_length: PositiveInt = Field(default=2000, env="NOOR_MAX_MESSAGE_LENGTH")
    rate_burst: PositiveInt = Field(default=20, env="NOOR_RATE_BURST")
    rate_per_second: PositiveFloat = Field(default=1.0, env="NOOR_RATE_PER_SECOND")

    live_gone_minutes: PositiveFloat = Field(default=5.0, env="NOOR_LIVE_GONE_MINUTES")
    live_wait_minutes: PositiveFloat = Field(default=3.0, env="NOOR_LIVE_WAIT_MINUTES")

    smtp_host: str | None = Field(default=None, env="NOOR_SMTP_HOST")
    smtp_port: int = Field(default=587, ge=1, le=65535, env="NOOR_SMTP_PORT")
    smtp_tls: Literal["starttls", "tls", "none"] = Field(default="starttls", env="NOOR_SMTP_TLS")
    smtp_user: str | None = Field(default=None, env="NOOR_SMTP_USER")
    smtp_password: SecretStr | None = Field(default=None, env="NOOR_SMTP_PASSWORD")
    smtp_from: str | None = Field(default=None, env="NOOR_SMTP_FROM")

    desk_password: SecretStr | None = Field(default=None, env="NOOR_DESK_PASSWORD")
    oidc_issuer: AnyHttpUrl | None = Field(default=None, env="NOOR_OIDC_ISSUER")
    oidc_client_id: str = Field(default="", env="NOOR_OIDC_CLIENT_ID")
    oidc_client_secret: SecretStr | None = Field(default=None, env="NOOR_OIDC_CLIENT_SECRET")
    oidc_scopes: str = Field(default="openid profile email", env="NOOR_OIDC_SCOPES")
    oidc_groups_claim: str = Field(default="groups", env="NOOR_OIDC_GROUPS_CLAIM")
    oidc_groups: str = Field(default="", env="NOOR_OIDC_GROUPS")

    whatsapp_number_id: str | None = Field(default=None, env="NOOR_WHATSAPP_NUMBER_ID", regex=r"^\d{1,32}$")
    whatsapp_account_id: str | None = Field(default=None, env="NOOR_WHATSAPP_ACCOUNT_ID", regex=r"^\d{1,32}$")
    whatsapp_access_token: SecretStr | None = Field(default=None, env="NOOR_WHATSAPP_ACCESS_TOKEN")
    whatsapp_app_secret: SecretStr | None = Field(default=None, env="NOOR_WHATSAPP_APP_SECRET")
    whatsapp_verify_token: SecretStr | None = Field(default=None, env="NOOR_WHATSAPP_VERIFY_TOKEN")
    whatsapp_key: SecretStr | None = Field(default=None, env="NOOR_WHATSAPP_KEY")
    whatsapp_graph_version: str = Field(default="v24.0", env="NOOR_WHATSAPP_GRAPH_VERSION", regex=r"^v\d{1,3}\.\d$")
    whatsapp_graph_url: AnyHttpUrl = Field(default="https://graph.facebook.com", env="NOOR_WHATSAPP_GRAPH_URL")
    whatsapp_template: str | None = Field(default=None, env="NOOR_WHATSAPP_TEMPLATE", regex=r"^[a-z0-9_]{1,512}$")
    whatsapp_template_language: str = Field(
        default="nl", env="NOOR_WHATSAPP_TEMPLATE_LANGUAGE", regex=r"^[A-Za-z_]{2,8}$"
    )
    whatsapp_unsure_for: PositiveFloat = Field(default=60.0, env="NOOR_WHATSAPP_UNSURE_FOR")

    @root_validator(pre=True)
    def _empty_is_unset(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in values.items() if value != ""}

    @validator("database_url", always=True)
    def _database(cls, value: str, values: dict[str, Any]) -> str:
        file = values.get("var_dir", Path("var")) / "noor.db"
        return async_url(value or f"sqlite:///{file}")

    @validator("smtp_from", always=True)
    def _somebody_writes(cls, value: str | None, values: dict[str, Any]) -> str | None:
        if values.get("smtp_host") and (value is None or not is_email(value)):
            raise ValueError("must be an e-mail address, such as noor@example.nl, when NOOR_SMTP_HOST is set")
        return value

    @validator("allowed_origins")
    def _are_origins(cls, value: str) -> str:
        wrong = [origin for origin in value.split() if not _ORIGIN.fullmatch(origin)]
        if wrong:
            raise ValueError(f"{wrong[0]!r} is no origin, such as https://www.example.nl without a path")
        return value

    @validator("oidc_issuer")
    def _is_private(cls, value: AnyHttpUrl | None) -> AnyHttpUrl | None:
        if value is not None and value.scheme != "https" and value.host not in _THIS_MACHINE:
            raise ValueError("must begin with https://: passwords and names go there")
        return value

    @validator("oidc_client_id", "oidc_client_secret", "oidc_groups", always=True)
    def _goes_with_the_issuer(cls, value: Any, values: dict[str, Any]) -> Any:
        if values.get("oidc_issuer") is not None and not value:
            raise ValueError("missing; NOOR_OIDC_ISSUER needs it")
        return value

    @property
    def origins(self) -> frozenset[str]:
        """The other websites that may show the chat."""
        return frozenset(self.allowed_origins.split())

    @property
    def site_url(self) -> str:
        """Where people reach the front, without a slash at the end."""
        return (self.public_url or f"http://localhost:{self.port}").rstrip("/")

    @property
    def tracker_url(self) -> str:
        """The database of Rasa's events: a file of its own beside ours, or the same server."""
        sqlite = self.database_url.startswith("sqlite")
        return async_url(f"sqlite:///{self.var_dir / 'tracker.db'}") if sqlite else self.database_url

    def require_rasa_secret(self) -> str:
        """The secret the front and the Rasa channel share. Raises `SettingsError` when there is none."""
        if self.rasa_secret is None:
            raise SettingsError("NOOR_RASA_SECRET: missing; `python -m bot run` makes one itself")
        return self.rasa_secret.get_secret_value()


def variable(field: str) -> str:
    """The environment variable of a field of `Settings`."""
    return str(Settings.__fields__[field].field_info.extra["env"])


def load_settings() -> Settings:
    """Read the environment. Raises `SettingsError`, one line for all that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        problems = [f"{variable(str(e['loc'][0]))}: {e['msg']}" for e in error.errors()]
        raise SettingsError("; ".join(problems)) from None
