"""Whose number it is, and the settings that Noor needs for it."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from cryptography.fernet import Fernet

from tests.whatsapp.errors import GraphError

VERSION = "v24.0"


@dataclass(frozen=True)
class Account:
    """A business account with one number."""

    phone_number_id: str = "106540352242922"
    account_id: str = "102290129340398"
    display_number: str = "+31 71 366 00 00"
    name: str = "Gemeente Noordwijk"
    version: str = VERSION
    token: str = field(default_factory=lambda: "EAA" + secrets.token_urlsafe(24))
    app_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    verify_token: str = field(default_factory=lambda: secrets.token_urlsafe(12))

    @property
    def metadata(self) -> dict[str, str]:
        """How each webhook names the number."""
        digits = "".join(filter(str.isdigit, self.display_number))
        return {"display_phone_number": digits, "phone_number_id": self.phone_number_id}

    @property
    def proof(self) -> str:
        """What only who knows both the token and the secret can tell."""
        return hmac.new(self.app_secret.encode(), self.token.encode(), hashlib.sha256).hexdigest()

    def about(self, fields: Sequence[str] = ()) -> dict[str, Any]:
        """What Meta tells of the number, or only these fields of it. Raises `GraphError`."""
        about = {
            "verified_name": self.name,
            "code_verification_status": "VERIFIED",
            "display_phone_number": self.display_number,
            "quality_rating": "GREEN",
            "platform_type": "CLOUD_API",
            "throughput": {"level": "STANDARD"},
            "id": self.phone_number_id,
        }
        for name in fields:
            if name not in about:
                raise GraphError(100, f"Tried accessing nonexisting field ({name}) on the number")
        return {name: about[name] for name in [*fields, "id"]} if fields else about


def message_id(number: str) -> str:
    """A new id in Meta's form."""
    return "wamid." + base64.b64encode(number.encode() + secrets.token_bytes(18)).decode()


def new_key() -> str:
    """A key to encrypt numbers with."""
    return Fernet.generate_key().decode()


def settings(account: Account, graph_url: str, key: str) -> dict[str, str]:
    """The environment that makes Noor use the stand-in at this address."""
    return {
        "NOOR_WHATSAPP_NUMBER_ID": account.phone_number_id,
        "NOOR_WHATSAPP_ACCESS_TOKEN": account.token,
        "NOOR_WHATSAPP_APP_SECRET": account.app_secret,
        "NOOR_WHATSAPP_VERIFY_TOKEN": account.verify_token,
        "NOOR_WHATSAPP_KEY": key,
        "NOOR_WHATSAPP_GRAPH_VERSION": account.version,
        "NOOR_WHATSAPP_GRAPH_URL": graph_url,
    }
