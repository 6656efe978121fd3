"""The website's three calls, against a running front on loopback with a stand-in for Rasa."""

import asyncio
from http.cookies import SimpleCookie

import pytest
from aiohttp.test_utils import TestClient

from bot.app import init_app
from bot.settings import Settings
from tests.chat import Chat
from tests.fake_rasa import FakeRasa, reply


async def error_of(response) -> dict[str, str]:
    return (await response.json())["error"]


async def test_a_conversation_begins_with_the_welcome(front: TestClient, municipality) -> None:
    chat = await Chat.begin(front)
    [welcome] = await chat.messages(1)
    assert welcome["text"] == municipality.welcome
    assert welcome["from"] == "noor"


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(front: TestClient) -> None:
    response = await front.post("/api/chat/conversations")
    cookie = SimpleCookie(response.headers["Set-Cookie"])["noor"]
    assert cookie["httponly"] and cookie["samesite"] == "Strict" and cookie["path"] == "/api/chat"
    assert not cookie["secure"]
    assert (await front.get("/api/chat/conversations")).status == 200


async def test_a_message_is_answered(front: TestClient) -> None:
    chat = await Chat.begin(front)
    await chat.say("Ik wil op reis")
    _, mine, answer = await chat.messages(3)
    assert (mine["from"], mine["id"], mine["text"]) == ("resident", "m1", "Ik wil op reis")
    assert (answer["from"], answer["id"], answer["text"]) == ("noor", None, "Je zei: Ik wil op reis")
    assert answer["at"].endswith("+00:00")


async def test_the_same_id_twice_is_one_message(front: TestClient, rasa: FakeRasa) -> None:
    chat = await Chat.begin(front)
    first = await chat.post(id="a", text="hallo")
    second = await chat.post(id="a", text="hallo")
    assert (first.status, second.status) == (202, 200)
    assert await first.json() == await second.json()
    await chat.say("einde")
    assert await chat.texts(5) and [turn["text"] for turn in rasa.turns] == ["hallo", "einde"]


async def test_an_option_answers_with_its_label(front: TestClient, rasa: FakeRasa) -> None:
    rasa.answer = lambda message: [
        reply("Waarheen?", [{"label": "Turkije", "answer": {"payload": "TR"}}], "travel.destination")
    ]
    chat = await Chat.begin(front)
    await chat.say("reis")
    question = (await chat.messages(3))[-1]
    assert question["question"] == "travel.destination"
    [option] = question["options"]
    assert set(option) == {"id", "label"}
    assert (await chat.post(id="tap", option=option["id"])).status == 202
    assert (await chat.texts(5))[3] == "Turkije"
    assert rasa.turns[-1]["choice"] == {"payload": "TR"}


async def test_an_option_of_somebody_else_is_unknown(front: TestClient, rasa: FakeRasa) -> None:
    rasa.answer = lambda message: [reply("Waarheen?", [{"label": "Turkije", "answer": {"payload": "TR"}}])]
    one, other = await Chat.begin(front), await Chat.begin(front)
    await one.say("reis")
    option = (await one.messages(3))[-1]["options"][0]["id"]
    response = await other.post(id="tap", option=option)
    assert response.status == 422
    assert (await error_of(response))["code"] == "unknown_option"


async def test_what_is_personal_never_reaches_rasa_or_the_stream(front: TestClient, rasa: FakeRasa) -> None:
    chat = await Chat.begin(front)
    await chat.say("mijn bsn is 123456782 en ik heet Jan")
    assert "123456782" not in str(await chat.messages(3))
    assert rasa.requests[0]["text"] == "mijn bsn is [bsn] en ik heet Jan"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        pytest.param(b"", 400, "wrong_shape", id="nothing"),
        pytest.param(b"{", 400, "wrong_shape", id="half"),
        pytest.param(b"\xff\xfe", 400, "wrong_shape", id="not text"),
        pytest.param(b"[]", 400, "wrong_shape", id="list"),
        pytest.param(b"[" * 100_000, 400, "wrong_shape", id="deep"),
        pytest.param(b'{"text": "hoi"}', 400, "wrong_shape", id="no id"),
        pytest.param(b'{"id": 7, "text": "hoi"}', 400, "wrong_shape", id="id is a number"),
        pytest.param(b'{"id": "", "text": "hoi"}', 400, "wrong_shape", id="empty id"),
        pytest.param(b'{"id": "' + b"x" * 65 + b'", "text": "hoi"}', 400, "wrong_shape", id="long id"),
        pytest.param(b'{"id": "a", "text": null}', 400, "wrong_shape", id="no text"),
        pytest.param(b'{"id": "a", "text": 1}', 400, "wrong_shape", id="text is a number"),
        pytest.param(b'{"id": "a", "text": "hoi", "option": "1"}', 400, "wrong_shape", id="both"),
        pytest.param(b'{"id": "a", "text": ' + b"9" * 1_000_000 + b"}", 400, "wrong_shape", id="huge number"),
        pytest.param(b'{"id": "a", "text": " \\n\\t "}', 422, "empty", id="white space"),
        pytest.param('{"id": "a", "text": "\u200b\u200d\u00a0"}'.encode(), 422, "empty", id="zero width"),
        pytest.param(b'{"id": "a", "text": "\\ud800\\u0000"}', 422, "empty", id="half surrogate"),
        pytest.param(b'{"id": "a", "text": "' + b"a" * 2001 + b'"}', 413, "too_long", id="one too many"),
        pytest.param(b'{"id": "a", "text": "' + b"1" * 1_000_000 + b'"}', 413, "too_long", id="million digits"),
        pytest.param(b"x" * 9_000_000, 413, "request_entity_too_large", id="nine megabytes"),
        pytest.param(b'{"id": "a", "option": "1.2.3"}', 422, "unknown_option", id="option"),
    ],
)
async def test_what_cannot_be_read_is_answered_kindly(
    front: TestClient, rasa: FakeRasa, body: bytes, status: int, code: str
) -> None:
    chat = await Chat.begin(front)
    response = await front.post("/api/chat/messages", data=body, headers=chat.headers)
    assert response.status == status
    error = await error_of(response)
    assert error["code"] == code
    assert error["message"].endswith(".")
    assert rasa.requests == []


async def test_too_long_says_how_long_and_what_fits(front: TestClient) -> None:
    chat = await Chat.begin(front)
    error = await error_of(await chat.post(id="a", text="x" * 10_000))
    assert "10.000 tekens" in error["message"] and "2.000" in error["message"]


@pytest.mark.parametrize(
    "text",
    [
        "x" * 2000,
        "<script>alert(1)</script>",
        "مرحبا",
        "👍🏽",
        "a\x00b",
        "regel\r\ntwee",
        "' OR 1=1 --",
        "%s{0}",
    ],
)
async def test_whatever_is_typed_is_accepted(front: TestClient, text: str) -> None:
    chat = await Chat.begin(front)
    await chat.say(text)
    answer = (await chat.texts(3))[-1]
    assert answer == f"Je zei: {text}".replace("\x00", "").replace("\r", "")


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer onzin"}, {"Authorization": "Bearer \udcff"}])
@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/api/chat/messages"), ("GET", "/api/chat/events")],
)
async def test_without_a_token_nothing(front: TestClient, method: str, path: str, header: dict[str, str]) -> None:
    response = await front.request(method, path, headers=header)
    assert response.status == 401
    assert (await error_of(response))["code"] == "unknown_conversation"


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer onzin"}])
async def test_to_have_no_conversation_yet_is_no_error(front: TestClient, header: dict[str, str]) -> None:
    response = await front.get("/api/chat/conversations", headers=header)
    assert (response.status, await response.json()) == (200, {"position": None})


async def test_who_goes_too_fast_waits(settings: Settings, aiohttp_client) -> None:
    front = await aiohttp_client(init_app(settings.copy(update={"rate_burst": 2, "rate_per_second": 0.1})))
    chat, other = await Chat.begin(front), await Chat.begin(front)
    await chat.say("een")
    await chat.say("twee")
    response = await chat.post(id="drie", text="drie")
    assert response.status == 429
    assert 1 <= int(response.headers["Retry-After"]) <= 10
    await other.say("ik wel")


async def test_who_begins_too_many_conversations_waits(settings: Settings, aiohttp_client) -> None:
    front = await aiohttp_client(
        init_app(settings.copy(update={"start_burst": 2, "start_per_second": 0.1, "proxies": 1}))
    )
    one, other = {"X-Forwarded-For": "192.0.2.1"}, {"X-Forwarded-For": "192.0.2.2"}
    answers = [await front.post("/api/chat/conversations", headers=one) for _ in range(3)]
    assert [answer.status for answer in answers] == [201, 201, 429]
    assert "netwerk" in (await error_of(answers[2]))["message"]
    assert (await front.post("/api/chat/conversations", headers=other)).status == 201


async def test_two_senders_at_once_lose_nothing(front: TestClient, rasa: FakeRasa) -> None:
    chat = await Chat.begin(front)
    await asyncio.gather(*(chat.say(f"bericht {number}") for number in range(10)))
    messages = await chat.messages(21)
    assert len({message["position"] for message in messages}) == 21
    said = [message["text"] for message in messages if message["from"] == "resident"]
    assert [turn["text"] for turn in rasa.turns] == said


@pytest.mark.parametrize(
    "path", ["/api/chat/events?after=x", "/api/chat/events?after=-1", "/api/chat/events?after=" + "9" * 30]
)
async def test_a_wrong_position_is_refused(front: TestClient, path: str) -> None:
    chat = await Chat.begin(front)
    assert (await front.get(path, headers=chat.headers)).status == 400
