"""The private door into Rasa, served by Sanic as in production; behind it an agent that keeps turns in a real
memory."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
from aiohttp import ClientSession
from rasa.core.channels.channel import UserMessage, register
from rasa.shared.core.events import BotUttered, UserUttered
from sanic import Sanic

from bot.dialogue.channel import NOT_UNDERSTOOD, NoorChannel
from bot.dialogue.client import Failed, Option, RasaClient, Reply
from bot.dialogue.remote_action import ActionFailed, ActionsUnavailable
from bot.dialogue.tracker_store import IncrementalTrackerStore
from tests.fake_rasa import SECRET

AUTHORIZED = {"Authorization": f"Bearer {SECRET}"}


class Agent:
    """Repeats what it hears; a turn that fails is not saved."""

    def __init__(self, store: IncrementalTrackerStore) -> None:
        self.tracker_store = store
        self.ready = True
        self.heard: list[UserMessage] = []
        self.says = [BotUttered("Dag!")]
        self.fails: BaseException | None = None

    def is_ready(self) -> bool:
        return self.ready

    async def handle_message(self, message: UserMessage) -> None:
        self.heard.append(message)
        tracker = await self.tracker_store.get_or_create_tracker(message.sender_id, append_action_listen=False)
        tracker.update(UserUttered(message.text, message_id=message.message_id))
        if self.fails:
            raise self.fails
        for said in self.says:
            tracker.update(said)
        await self.tracker_store.save(tracker)


@pytest.fixture(scope="module")
def app() -> Iterator[Sanic]:
    """The channel as Rasa serves it, on `app.ctx.url`; in a thread, since Sanic can start only once in a process."""
    app = Sanic("noor", configure_logging=False, register=False)
    register([NoorChannel(SECRET)], app, route="/webhooks/")
    loop = asyncio.new_event_loop()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        app.ctx.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        thread = threading.Thread(target=loop.run_until_complete, args=[serve(app, listening)])
        thread.start()
        yield app
        loop.call_soon_threadsafe(app.ctx.stop.set)
        thread.join()
    loop.close()


async def serve(app: Sanic, listening: socket.socket) -> None:
    app.ctx.stop = asyncio.Event()
    server: Any = await app.create_server(sock=listening, return_asyncio_server=True, access_log=False)
    await server.startup()
    await server.start_serving()
    await app.ctx.stop.wait()
    server.close()
    await server.wait_closed()


@pytest.fixture
def agent(app: Sanic, store: IncrementalTrackerStore) -> Agent:
    app.ctx.agent = agent = Agent(store)
    return agent


@pytest.fixture
def url(app: Sanic, agent: Agent) -> str:
    return str(app.ctx.url)


@pytest.fixture
def client(session: ClientSession, url: str) -> RasaClient:
    return RasaClient(session, url, SECRET)


def message(**changes: Any) -> dict[str, Any]:
    return {"conversation": "c1", "id": "7", "text": "hoi", "choice": None, "channel": "website"} | changes


async def post(session: ClientSession, url: str, headers: dict[str, str] = AUTHORIZED, **body: Any) -> int:
    async with session.post(f"{url}/webhooks/noor/messages", headers=headers, **body) as response:
        await response.read()
        return response.status


async def say(client: RasaClient, message_id: str = "7", text: str = "hoi") -> list[Reply]:
    return await client.send("c1", message_id, text, None, "website")


async def test_what_rasa_gets(client: RasaClient, agent: Agent) -> None:
    await client.send("c1", "7", "Ik ga op reis", None, "whatsapp")
    [heard] = agent.heard
    assert (heard.sender_id, heard.message_id, heard.text) == ("c1", "7", "Ik ga op reis")
    assert (heard.input_channel, heard.metadata) == ("whatsapp", None)


async def test_what_comes_back(client: RasaClient, agent: Agent) -> None:
    buttons = [{"title": "Spanje", "payload": '/choose{"choice": "travel.destination=ES"}'}]
    data = {"buttons": buttons, "custom": {"question": "travel.destination"}}
    agent.says = [BotUttered("Leuk!"), BotUttered("Waarheen?", data)]
    spain = Option("Spanje", {"payload": buttons[0]["payload"]})
    assert await say(client) == [Reply("Leuk!"), Reply("Waarheen?", (spain,), "travel.destination")]


async def test_a_tapped_option(client: RasaClient, agent: Agent) -> None:
    payload = '/choose{"choice": "travel.destination=ES"}'
    await client.send("c1", "7", "Spanje", {"payload": payload}, "website")
    [heard] = agent.heard
    assert (heard.text, heard.metadata) == (payload, {"label": "Spanje"})


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("/restart", "restart"),
        ("  /restart", "restart"),
        ("// /restart", "restart"),
        ("/\xa0/restart", "restart"),
        ("\r\v/restart", "restart"),
        ("\u3000/restart", "restart"),
        ("\x1c/restart", "restart"),
        ('/choose{"choice": "travel.document=lost"}', 'choose{"choice": "travel.document=lost"}'),
        ("/", "?"),
        ("", "?"),
        ("1/2 jaar", "1/2 jaar"),
    ],
)
async def test_what_is_typed_never_becomes_an_intent(client: RasaClient, agent: Agent, typed: str, heard: str) -> None:
    await say(client, text=typed)
    assert [message.text for message in agent.heard] == [heard]


async def test_the_same_id_gives_the_same_replies(client: RasaClient, agent: Agent) -> None:
    first = await say(client)
    agent.says = [BotUttered("Iets anders")]
    assert await say(client) == first == [Reply("Dag!")]
    assert len(agent.heard) == 1


async def test_the_next_id_is_a_new_turn(client: RasaClient, agent: Agent) -> None:
    await say(client, "7")
    agent.says = [BotUttered("Iets anders")]
    assert await say(client, "8") == [Reply("Iets anders")]


async def test_the_same_id_in_another_conversation_is_another_message(client: RasaClient, agent: Agent) -> None:
    await say(client)
    await client.send("c2", "7", "hoi", None, "website")
    assert [heard.sender_id for heard in agent.heard] == ["c1", "c2"]


async def test_nothing_was_said(client: RasaClient, agent: Agent) -> None:
    agent.says = []
    assert await say(client) == await say(client) == [Reply(str(NOT_UNDERSTOOD["text"]))]
    assert len(agent.heard) == 1


@pytest.mark.parametrize("earlier", [[], ["6"]], ids=["first message", "later message"])
async def test_without_actions_the_message_can_be_sent_again(
    session: ClientSession, url: str, client: RasaClient, agent: Agent, earlier: list[str]
) -> None:
    for message_id in earlier:
        await say(client, message_id)
    agent.fails = ActionsUnavailable("action_ask_answer: nobody there")
    assert await post(session, url, json=message()) == HTTPStatus.SERVICE_UNAVAILABLE
    agent.fails = None
    assert await say(client) == [Reply("Dag!")]


async def test_what_an_action_fails_on_is_told_apart(
    session: ClientSession, url: str, client: RasaClient, agent: Agent
) -> None:
    agent.fails = ActionFailed("action_ask_answer: KeyError")
    with pytest.raises(Failed):
        await say(client)
    agent.fails = None
    assert await say(client, "8") == [Reply("Dag!")]


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({}, id="none"),
        pytest.param({"Authorization": "Bearer "}, id="empty"),
        pytest.param({"Authorization": "Bearer fout"}, id="another"),
        pytest.param({"Authorization": f"Bearer {SECRET}x"}, id="longer"),
        pytest.param({"Authorization": f"Bearer {SECRET[:-1]}"}, id="shorter"),
        pytest.param({"Authorization": "Bearer géheim"}, id="not ASCII"),
        pytest.param({"Authorization": f"Basic {SECRET}"}, id="other scheme"),
    ],
)
async def test_who_does_not_know_the_secret(
    session: ClientSession, url: str, agent: Agent, headers: dict[str, str]
) -> None:
    assert await post(session, url, headers, json=message()) == HTTPStatus.UNAUTHORIZED
    assert agent.heard == []


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(None, id="null"),
        pytest.param([], id="list"),
        pytest.param("hoi", id="string"),
        pytest.param({}, id="empty"),
        *(
            pytest.param({k: v for k, v in message().items() if k != name}, id=f"no {name}")
            for name in ("conversation", "id", "text", "channel")
        ),
        *(
            pytest.param(message(**{name: wrong}), id=f"{name} is {wrong}")
            for name in ("conversation", "id", "text", "channel")
            for wrong in (None, 5)
        ),
        *(
            pytest.param(message(choice=wrong), id=f"choice is {wrong}")
            for wrong in ("x", {"value": 1}, {"payload": 5}, {"payload": None})
        ),
    ],
)
async def test_what_is_no_message(session: ClientSession, url: str, agent: Agent, body: Any) -> None:
    assert await post(session, url, json=body) == HTTPStatus.UNPROCESSABLE_ENTITY
    assert agent.heard == []


@pytest.mark.parametrize("data", [b"{", b"\xff", b""], ids=["cut short", "no text", "empty"])
async def test_what_is_no_json(session: ClientSession, url: str, agent: Agent, data: bytes) -> None:
    assert await post(session, url, data=data) in (HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY)
    assert agent.heard == []


async def test_health(client: RasaClient, agent: Agent) -> None:
    ready = [await client.ready()]
    agent.ready = False
    ready.append(await client.ready())
    assert ready == [True, False]


@pytest.mark.parametrize("credentials", [None, {}, {"secret": ""}, {"secret": "${NOOR_RASA_SECRET}"}])
def test_without_a_secret_rasa_does_not_start(credentials: dict[str, Any] | None) -> None:
    with pytest.raises(ValueError, match="NOOR_RASA_SECRET"):
        NoorChannel.from_credentials(credentials)


async def test_with_a_secret_it_does(agent: Agent) -> None:
    channel = NoorChannel.from_credentials({"secret": SECRET})
    assert (channel.name(), channel.url_prefix()) == ("noor", "noor")
    assert isinstance(channel, NoorChannel)
