"""The client of Rasa's private channel, against a stand-in on loopback that can fail in every way."""

import asyncio
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from bot.dialogue.client import Failed, Option, RasaClient, Refused, Reply, Unavailable
from tests.fake_rasa import SECRET, FakeRasa, reply


@pytest.fixture
def client(session: ClientSession, rasa: FakeRasa) -> RasaClient:
    return RasaClient(session, rasa.url, SECRET, timeout=0.3)


async def send(client: RasaClient, message_id: str = "7", text: str = "hoi") -> list[Reply]:
    return await client.send("c1", message_id, text, None, "website")


async def test_what_is_sent(client: RasaClient, rasa: FakeRasa) -> None:
    await client.send("c1", "7", "Turkije", {"payload": "TR"}, "website")
    wanted = {
        "conversation": "c1",
        "id": "7",
        "text": "Turkije",
        "choice": {"payload": "TR"},
        "channel": "website",
    }
    assert rasa.requests == [wanted]


async def test_what_comes_back(client: RasaClient, rasa: FakeRasa) -> None:
    rasa.answer = lambda _: [
        reply("Dag!"),
        reply("Waarheen?", [{"label": "Spanje", "answer": {"x": 1}}], "q"),
    ]
    assert await send(client) == [Reply("Dag!"), Reply("Waarheen?", (Option("Spanje", {"x": 1}),), "q")]


async def test_no_reply_is_a_reply(client: RasaClient, rasa: FakeRasa) -> None:
    rasa.answer = lambda _: []
    assert await send(client) == []


@pytest.mark.parametrize("status", [401, 403, 429, 502, 503, 504])
async def test_what_may_pass_is_unavailable(client: RasaClient, rasa: FakeRasa, status: int) -> None:
    rasa.status = status
    with pytest.raises(Unavailable, match=str(status)):
        await send(client)


@pytest.mark.parametrize("status", [400, 404, 413, 422])
async def test_what_will_not_pass_is_refused(client: RasaClient, rasa: FakeRasa, status: int) -> None:
    rasa.status = status
    with pytest.raises(Refused, match=str(status)):
        await send(client)


async def test_what_broke_on_a_message_may_do_so_again(client: RasaClient, rasa: FakeRasa) -> None:
    rasa.status = 500
    with pytest.raises(Failed, match="500"):
        await send(client)


async def test_a_wrong_secret_is_no_fault_of_the_message(session: ClientSession, rasa: FakeRasa) -> None:
    with pytest.raises(Unavailable, match="401"):
        await send(RasaClient(session, rasa.url, "fout"))


async def test_down_and_back(client: RasaClient, rasa: FakeRasa) -> None:
    await rasa.stop()
    with pytest.raises(Unavailable):
        await send(client)
    await rasa.start()
    assert await send(client) == [Reply("Je zei: hoi")]


async def test_too_slow(client: RasaClient, rasa: FakeRasa) -> None:
    rasa.delay = 1.0
    with pytest.raises(Unavailable, match="Timeout"):
        await send(client)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b"{}",
        b'{"replies": null}',
        b'{"replies": [{}]}',
        b'{"replies": [{"text": null}]}',
        b'{"replies": ["hoi"]}',
        b'{"replies": [{"text": "hoi", "options": [{"label": "ja"}]}]}',
        b'{"replies": [{"text": "hoi", "options": [{"label": "ja", "answer": 1}]}]}',
    ],
)
async def test_another_form_is_refused(session: ClientSession, body: bytes) -> None:
    async def answer(_request: web.Request) -> web.Response:
        return web.Response(body=body)

    app = web.Application()
    app.add_routes([web.post("/webhooks/noor/messages", answer)])
    async with TestServer(app) as server:
        with pytest.raises(Refused, match="form"):
            await send(RasaClient(session, str(server.make_url("/")), SECRET))


async def test_an_answer_that_breaks_off_is_unavailable(session: ClientSession) -> None:
    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")
        writer.close()

    server = await asyncio.start_server(hang_up, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    with pytest.raises(Unavailable):
        await send(RasaClient(session, f"http://127.0.0.1:{port}", SECRET))
    server.close()


async def test_ready(client: RasaClient, rasa: FakeRasa) -> None:
    ready: list[Any] = [await client.ready()]
    rasa.status = 503
    ready.append(await client.ready())
    await rasa.stop()
    ready.append(await client.ready())
    assert ready == [True, False, False]
