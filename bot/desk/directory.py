"""The municipality's own directory of colleagues: OpenID Connect, authorization code with PKCE.

One secret in the browser's cookie stands for a way there and back. State, nonce and PKCE verifier are derived from it,
so that an answer is taken only from the browser that asked for it, and nothing needs to be kept here.
"""

import base64
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import quote

import jwt
from aiohttp import ClientSession, encode_basic_auth, hdrs, web
from yarl import URL

from bot.desk.provider import DirectoryError, Provider

# Signed with a key of which only the directory has the private half.
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
_REQUIRED = ["iss", "sub", "aud", "exp", "iat", "nonce"]
_CLOCKS_DIFFER_SECONDS = 60


@dataclass(frozen=True)
class Client:
    """How the desk is registered at the directory. `back`: the address that people come back to."""

    id: str
    secret: str
    back: str
    scopes: str
    groups_claim: str


@dataclass(frozen=True)
class Person:
    """Who the directory says this is. `id`: issuer and subject, which never change; `login`: mostly an e-mail address,
    `verified` when the directory vouches for it."""

    id: str
    login: str
    verified: bool
    name: str
    groups: frozenset[str]


class Directory:
    """Sends people to the directory and learns who came back. Everything may raise `DirectoryError`."""

    def __init__(self, session: ClientSession, issuer: str, client: Client) -> None:
        self._session, self._client = session, client
        self._provider = Provider(session, issuer)

    async def way_there(self, secret: str) -> str:
        """The address at the directory to send somebody to."""
        challenge = sha256(_derive(secret, "verifier").encode()).digest()
        question = {
            "response_type": "code",
            "client_id": self._client.id,
            "redirect_uri": self._client.back,
            "scope": self._client.scopes,
            "state": _derive(secret, "state"),
            "nonce": _derive(secret, "nonce"),
            "code_challenge": _text(challenge),
            "code_challenge_method": "S256",
        }
        return str(URL(await self._provider.tell("authorization_endpoint")).update_query(question))

    async def who_came_back(self, secret: str, answer: Mapping[str, str]) -> Person:
        """Who this is, by what the directory sent along with them."""
        if not hmac.compare_digest(answer.get("state", "").encode(), _derive(secret, "state").encode()):
            raise DirectoryError("the answer belongs to another question")
        if answer.get("iss", self._provider.issuer) != self._provider.issuer:
            raise DirectoryError("the answer is another directory's")
        if "code" not in answer:
            raise DirectoryError(f"the directory refused: {answer.get('error', 'no reason')!r:.80}")
        tokens = await self._tokens(answer["code"], _derive(secret, "verifier"))
        claims = await self._claims(str(tokens.get("id_token")), _derive(secret, "nonce"))
        if _find(claims, self._client.groups_claim) is None and await self._provider.tell_if_any("userinfo_endpoint"):
            more = await self._userinfo(str(tokens.get("access_token")))
            if more.get("sub") != claims["sub"]:
                raise DirectoryError("the details are another person's")
            claims = {**more, **claims}
        return self._person(claims)

    async def _tokens(self, code: str, verifier: str) -> Mapping[str, Any]:
        client = self._client
        body = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": client.back,
            "code_verifier": verifier,
        }
        methods = await self._provider.tell_if_any("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        headers = {}
        if "client_secret_basic" in methods:
            headers[hdrs.AUTHORIZATION] = encode_basic_auth(quote(client.id, safe=""), quote(client.secret, safe=""))
        else:
            body |= {"client_id": client.id, "client_secret": client.secret}
        endpoint = await self._provider.tell("token_endpoint")
        call = self._session.post(endpoint, data=body, headers=headers, allow_redirects=False)
        return await self._provider.read(call)

    async def _claims(self, token: str, nonce: str) -> dict[str, Any]:
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                await self._provider.key(jwt.get_unverified_header(token).get("kid")),
                algorithms=_ALGORITHMS,
                audience=self._client.id,
                issuer=self._provider.issuer,
                leeway=_CLOCKS_DIFFER_SECONDS,
                options={"require": _REQUIRED},
            )
        except jwt.PyJWTError as error:
            raise DirectoryError(f"the ID token is not right: {error}") from error
        if not hmac.compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
            raise DirectoryError("the ID token belongs to another question")
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if claims.get("azp", None if several else self._client.id) != self._client.id:
            raise DirectoryError("the ID token was made for another application")
        return claims

    async def _userinfo(self, token: str) -> Mapping[str, Any]:
        endpoint = await self._provider.tell("userinfo_endpoint")
        headers = {hdrs.AUTHORIZATION: f"Bearer {token}"}
        return await self._provider.read(self._session.get(endpoint, headers=headers, allow_redirects=False))

    def _person(self, claims: Mapping[str, Any]) -> Person:
        login = str(claims.get("email") or claims.get("preferred_username") or claims["sub"])
        groups = _find(claims, self._client.groups_claim) or []
        return Person(
            f"{self._provider.issuer} {claims['sub']}",
            login.lower(),
            bool(claims.get("email")) and claims.get("email_verified") is True,
            str(claims.get("name") or login),
            frozenset([groups] if isinstance(groups, str) else map(str, groups)),
        )


DIRECTORY = web.AppKey("directory", Directory)


def _derive(secret: str, purpose: str) -> str:
    return _text(hmac.digest(secret.encode(), purpose.encode(), "sha256"))


def _text(digest: bytes) -> str:
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _find(claims: Mapping[str, Any], name: str) -> Any:
    """The claim; a name such as `realm_access.roles` may also lead into one."""
    if name in claims:
        return claims[name]
    first, _, rest = name.partition(".")
    inner = claims.get(first)
    return _find(inner, rest) if rest and isinstance(inner, Mapping) else None
