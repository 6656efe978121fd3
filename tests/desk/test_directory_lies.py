"""A directory that somebody else has in hand: whatever is wrong with what it says, nobody comes in."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import jwt
import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer as Server
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm
from yarl import URL

from bot.desk.directory import Client, Directory
from bot.desk.provider import DirectoryError

KEY, OTHER_KEY = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
CLIENT = Client("balie", "geheim", "https://balie.example/terug", "openid", "realm_access.roles")
SECRET = "x" * 43
Change = Callable[[dict[str, Any]], None]


class Liar:
    """A provider that says whatever a test wants."""

    def __init__(self) -> None:
        self.description: dict[str, Any] = {}
        self.keys: list[dict[str, Any]] = [RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True) | {"kid": "1"}]
        self.answer: dict[str, Any] = {}
        self.userinfo: dict[str, Any] = {}
        self.asked_for_keys = 0

    async def start(self) -> None:
        app = web.Application()
        app.router.add_get("/.well-known/openid-configuration", self._tell)
        app.router.add_get("/jwks", self._tell)
        app.router.add_post("/token", self._tell)
        app.router.add_get("/userinfo", self._tell)
        self.server = Server(app)
        await self.server.start_server()
        self.issuer = str(self.server.make_url("")).rstrip("/")
        paths = {"authorization_endpoint": "/auth", "jwks_uri": "/jwks", "token_endpoint": "/token"}
        self.description = {"issuer": self.issuer, **{name: self.issuer + path for name, path in paths.items()}}

    async def _tell(self, request: web.Request) -> web.Response:
        self.asked_for_keys += request.path == "/jwks"
        said = {"/jwks": {"keys": self.keys}, "/token": self.answer, "/userinfo": self.userinfo}
        return web.json_response(said.get(request.path, self.description))


@pytest.fixture
async def liar() -> AsyncIterator[Liar]:
    started = Liar()
    await started.start()
    yield started
    await started.server.close()


@pytest.fixture
def directory(liar: Liar, session: ClientSession) -> Directory:
    return Directory(session, liar.issuer, CLIENT)


@pytest.fixture
def come_back(liar: Liar, directory: Directory) -> Callable[..., Awaitable[Any]]:
    """Comes back with an ID token that is right but for what a test changes."""

    async def come(change: Change = lambda _: None, key: Any = KEY, algorithm: str = "RS256", **header: str) -> Any:
        question = URL(await directory.way_there(SECRET)).query
        claims = {
            "iss": liar.issuer,
            "sub": "1",
            "aud": CLIENT.id,
            "exp": time.time() + 300,
            "iat": time.time(),
            "nonce": question["nonce"],
            "email": "Anna@noordwijk.example",
            "realm_access": {"roles": ["balie"]},
        }
        change(claims)
        liar.answer = {"id_token": jwt.encode(claims, key, algorithm, headers={"kid": "1"} | header)}
        return await directory.who_came_back(SECRET, {"code": "c", "state": question["state"]})

    return come


async def test_the_truth_is_believed(come_back: Callable[..., Awaitable[Any]], liar: Liar) -> None:
    person = await come_back()
    assert (person.id, person.login) == (f"{liar.issuer} 1", "anna@noordwijk.example")
    assert person.name == "Anna@noordwijk.example" and person.groups == {"balie"} and not person.verified


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda claims: claims.update(iss="https://kwaad.example"), "issuer"),
        (lambda claims: claims.update(aud="andere"), "[Aa]udience"),
        (lambda claims: claims.update(exp=time.time() - 120), "expired"),
        (lambda claims: claims.update(iat=time.time() + 600), "not yet valid"),
        (lambda claims: claims.update(nonce="andere"), "another question"),
        (lambda claims: claims.update(aud=["balie", "andere"]), "another application"),
        (lambda claims: claims.update(azp="andere"), "another application"),
        *((lambda claims, name=name: claims.pop(name), name) for name in ("iss", "sub", "aud", "exp", "iat", "nonce")),
    ],
)
async def test_a_claim_that_is_wrong(come_back: Callable[..., Awaitable[Any]], change: Change, reason: str) -> None:
    with pytest.raises(DirectoryError, match=reason):
        await come_back(change)


async def test_somebody_elses_signature(come_back: Callable[..., Awaitable[Any]]) -> None:
    with pytest.raises(DirectoryError, match=r"(?i)signature"):
        await come_back(key=OTHER_KEY)


@pytest.mark.parametrize(("key", "algorithm"), [(None, "none"), ("x" * 32, "HS256")])
async def test_no_signature_or_one_that_anybody_could_make(
    come_back: Callable[..., Awaitable[Any]], key: str | None, algorithm: str
) -> None:
    with pytest.raises(DirectoryError, match="ID token"):
        await come_back(key=key, algorithm=algorithm)


async def test_a_new_key_is_fetched_but_not_at_every_try(come_back: Callable[..., Awaitable[Any]], liar: Liar) -> None:
    for _ in range(3):
        with pytest.raises(DirectoryError, match="key"):
            await come_back(kid="9")
    assert liar.asked_for_keys == 1


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"state": "x"}, "another question"),
        ({}, "another question"),
        ({"state": None, "iss": "https://kwaad.example", "code": "c"}, "another directory"),
        ({"state": None, "error": "access_denied"}, "access_denied"),
    ],
)
async def test_an_answer_that_is_wrong(directory: Directory, answer: dict[str, Any], reason: str) -> None:
    right = URL(await directory.way_there(SECRET)).query["state"]
    with pytest.raises(DirectoryError, match=reason):
        await directory.who_came_back(SECRET, {name: value or right for name, value in answer.items()})


@pytest.mark.parametrize("tokens", [{}, {"id_token": "x"}, {"id_token": None}, {"id_token": "a.b.c"}, {"id_token": 5}])
async def test_no_token_at_all(directory: Directory, liar: Liar, tokens: dict[str, Any]) -> None:
    liar.answer = tokens
    state = URL(await directory.way_there(SECRET)).query["state"]
    with pytest.raises(DirectoryError, match="ID token"):
        await directory.who_came_back(SECRET, {"code": "c", "state": state})


async def test_details_of_another_person(come_back: Callable[..., Awaitable[Any]], liar: Liar) -> None:
    liar.description["userinfo_endpoint"] = f"{liar.issuer}/userinfo"
    liar.userinfo = {"sub": "2", "realm_access": {"roles": ["ICT"]}}
    with pytest.raises(DirectoryError, match="another person"):
        await come_back(lambda claims: claims.pop("realm_access"))
    liar.userinfo["sub"] = "1"
    assert (await come_back(lambda claims: claims.pop("realm_access"))).groups == {"ICT"}


async def test_a_description_of_another_directory(directory: Directory, liar: Liar) -> None:
    liar.description["issuer"] = "https://kwaad.example"
    with pytest.raises(DirectoryError, match=r"kwaad\.example"):
        await directory.way_there(SECRET)


async def test_a_description_that_says_nothing(directory: Directory, liar: Liar) -> None:
    liar.description = {"issuer": liar.issuer}
    with pytest.raises(DirectoryError, match="authorization_endpoint"):
        await directory.way_there(SECRET)
