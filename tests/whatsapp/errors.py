"""Meta's errors, in the form of the Graph API."""

import secrets
from typing import Any, Final

from aiohttp import web

# code: (status, subcode, message). Statuses are those of Meta's table, in which a limit that is reached is a 400.
_KNOWN: Final[dict[int, tuple[int, int | None, str]]] = {
    4: (429, None, "Application request limit reached"),
    33: (404, None, "Unsupported request"),
    100: (400, None, "Invalid parameter"),
    190: (401, 463, "Error validating access token: Session has expired"),
    80007: (429, None, "There have been too many calls to this WhatsApp Business account"),
    130429: (400, 2494055, "Rate limit hit"),
    131000: (500, None, "Something went wrong"),
    131008: (400, None, "Required parameter is missing"),
    131009: (400, None, "Parameter value is not valid"),
    131026: (400, None, "Message undeliverable"),
    131047: (400, None, "Re-engagement message"),
    131051: (400, None, "Unsupported message type"),
    131052: (400, None, "Media download error"),
    131056: (400, None, "(Business Account, Consumer Account) pair rate limit hit"),
    132000: (400, None, "Number of parameters does not match the expected number of params"),
    132001: (404, None, "Template name does not exist in the translation"),
}


class GraphError(Exception):
    """A call that Meta refuses."""

    def __init__(self, code: int, details: str = "", *, subcode: int | None = None, status: int = 0) -> None:
        self.code, self.details = code, details
        usual, known, self.title = _KNOWN[code]
        self.status = status or usual
        self.subcode = subcode or known
        super().__init__(f"(#{code}) {self.title}: {details}")

    def body(self) -> dict[str, Any]:
        """The answer's body."""
        # Errors of the Graph API itself say what is wrong in the message; those of WhatsApp beside it.
        own = self.code > 130000
        error: dict[str, Any] = {
            "message": f"(#{self.code}) {self.title if own or not self.details else self.details}",
            "type": "OAuthException",
            "code": self.code,
        }
        if own:
            error["error_data"] = {"messaging_product": "whatsapp", "details": self.details or self.title}
        if self.subcode:
            error["error_subcode"] = self.subcode
        return {"error": {**error, "fbtrace_id": "A" + secrets.token_urlsafe(16)}}

    def response(self) -> web.Response:
        """The whole answer."""
        headers = {"WWW-Authenticate": 'OAuth "Facebook Platform" "invalid_token"'} if self.code == 190 else None
        return web.json_response(self.body(), status=self.status, headers=headers)

    def in_status(self) -> dict[str, Any]:
        """The same error as a webhook tells it, in the status of a message that failed."""
        return {
            "code": self.code,
            "title": self.title,
            "message": self.title,
            "error_data": {"details": self.details or self.title},
            "href": "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/",
        }
