"""A mail server that really runs: encryption, signing in, and failing when it is told to."""

import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP as Server
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session

from tests.running import free_ports

USER, PASSWORD = "noor", "zee-en-duin"


class MailServer:
    """What arrived; `answer` is what it says to the next messages instead of taking them."""

    def __init__(self) -> None:
        self.arrived: list[EmailMessage] = []
        self.answer: str | None = None
        self.answer_to_address: str | None = None
        self.encrypted: list[bool] = []
        self.port = 0

    async def handle_RCPT(
        self, server: Server, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        if self.answer_to_address:
            return self.answer_to_address
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Server, session: Session, envelope: Envelope) -> str:
        if self.answer:
            return self.answer
        self.encrypted.append(session.ssl is not None)
        self.arrived.append(message_from_bytes(envelope.original_content, policy=policy.default))  # type: ignore
        return "250 OK"


def _sign_in(server: Server, session: Session, envelope: Envelope, mechanism: str, given: Any) -> AuthResult:
    right = isinstance(given, LoginPassword) and (given.login, given.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=right)


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for this machine and its key."""
    chain, key = folder / "cert.pem", folder / "key.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    made += ["-addext", "subjectAltName=IP:127.0.0.1", "-out", str(chain), "-keyout", str(key)]
    subprocess.run(made, check=True, capture_output=True)
    return chain, key


@contextmanager
def mail_server(chain: Path, key: Path, port: int = 0) -> Iterator[MailServer]:
    """Speaks only encrypted (STARTTLS) and only with who signs in."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(chain, key)
    server = MailServer()
    controller = Controller(
        server,
        hostname="127.0.0.1",
        port=port or free_ports(1)[0],
        tls_context=context,
        require_starttls=True,
        authenticator=_sign_in,
        auth_required=True,
    )
    controller.start()
    server.port = controller.port
    try:
        yield server
    finally:
        controller.stop()
