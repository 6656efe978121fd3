"""Calling the actions, against a server on loopback that can answer in every way."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port
from rasa.core.actions import action as rasa_action
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.dialogue.remote_action import ActionFailed, ActionsUnavailable, install

CHANGED = ("_validate_action_result", "_action_call_format", "run")
BEFORE = {name: getattr(RemoteAction, name) for name in CHANGED}

Run = Callable[[], Any]


class Actions:
    """Answers every call as told, and keeps what it was asked."""

    def __init__(self) -> None:
        self.status = 200
        self.url = ""
        self.body = json.dumps({"events": [], "responses": []})
        self.delay = 0.0
        self.asked: list[dict[str, Any]] = []
        self.tokens: list[str | None] = []

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(await request.json())
        self.tokens.append(request.query.get("token"))
        await asyncio.sleep(self.delay)
        return web.Response(status=self.status, text=self.body, content_type="application/json")

    def replies(self, **result: Any) -> None:
        self.body = json.dumps(result)


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in CHANGED:
        monkeypatch.setattr(RemoteAction, name, BEFORE[name])
    install()


@pytest.fixture
async def actions() -> AsyncIterator[Actions]:
    served = Actions()
    app = web.Application()
    app.add_routes([web.post("/webhook", served.answer)])
    async with TestServer(app) as server:
        served.url = str(server.make_url("/webhook"))
        yield served


@pytest.fixture
def tracker(domain: Domain) -> DialogueStateTracker:
    goal = {"name": "goal", "confidence": 0.9}
    message = UserUttered("naar Turkije", goal, message_id="m7", input_channel="whatsapp")
    events = [UserUttered("hoi", message_id="m6"), BotUttered("Dag!"), message, SlotSet("goal", "travel")]
    return DialogueStateTracker.from_events("c1", events, domain.slots)


@pytest.fixture
def run(installed: None, actions: Actions, tracker: DialogueStateTracker, domain: Domain) -> Run:
    return lambda: call(actions.url, tracker, domain)


async def call(url: str, tracker: DialogueStateTracker, domain: Domain) -> Any:
    endpoint = EndpointConfig(url, token="geheim", selective_domain=True)
    nlg = TemplatedNaturalLanguageGenerator(domain.responses)
    action = RemoteAction("action_ask_answer", endpoint)
    return await action.run(CollectingOutputChannel(), nlg, tracker, domain)


async def test_a_good_reply(run: Run, actions: Actions) -> None:
    slot = {"event": "slot", "name": "goal", "value": "travel", "timestamp": None}
    buttons = [{"title": "Ja", "payload": "/choose"}]
    actions.replies(events=[slot], responses=[{"text": "Naar welk land ga je?", "buttons": buttons}])
    said, set_slot = await run()
    assert (said.text, said.data["buttons"]) == ("Naar welk land ga je?", buttons)
    assert (set_slot.key, set_slot.value) == ("goal", "travel")


async def test_a_reply_of_the_domain(run: Run, actions: Actions, domain: Domain) -> None:
    actions.replies(events=[], responses=[{"response": "utter_thanks"}])
    [said] = await run()
    assert said.text == domain.responses["utter_thanks"][0]["text"]


async def test_what_is_asked(run: Run, actions: Actions) -> None:
    await run()
    [asked] = actions.asked
    assert (asked["next_action"], asked["sender_id"]) == ("action_ask_answer", "c1")
    assert asked["tracker"]["slots"]["goal"] == "travel"
    newest = asked["tracker"]["latest_message"]
    assert (newest["text"], newest["message_id"]) == ("naar Turkije", "m7")
    assert actions.tokens == ["geheim"]


async def test_history_and_domain_are_left_out(run: Run, actions: Actions) -> None:
    await run()
    [asked] = actions.asked
    assert asked["tracker"]["events"] == [{"event": "user", "input_channel": "whatsapp"}]
    assert "domain" not in asked


@pytest.mark.parametrize(
    "result",
    [
        pytest.param({"events": [{"event": "unheard_of"}], "responses": []}, id="unknown event"),
        pytest.param({"events": "none", "responses": []}, id="events are no list"),
        pytest.param({"events": [], "responses": ["hoi"]}, id="reply is no object"),
        pytest.param([], id="no object"),
    ],
)
async def test_a_reply_of_the_wrong_form_is_unavailable(run: Run, actions: Actions, result: Any) -> None:
    actions.body = json.dumps(result)
    with pytest.raises(ActionsUnavailable) as raised:
        await run()
    # What was said stays out of the log.
    assert len(str(raised.value)) < 100


async def test_a_rejection_stays_one(run: Run, actions: Actions) -> None:
    actions.status = 400
    actions.replies(action_name="action_ask_answer", error="niet nu")
    with pytest.raises(ActionExecutionRejection, match="niet nu"):
        await run()


@pytest.mark.parametrize("status", [401, 404, 502, 503])
async def test_actions_that_cannot_work_are_unavailable(run: Run, actions: Actions, status: int) -> None:
    actions.status = status
    with pytest.raises(ActionsUnavailable, match="action_ask_answer") as raised:
        await run()
    assert not isinstance(raised.value, ActionFailed)


async def test_an_action_that_breaks_is_told_apart(run: Run, actions: Actions) -> None:
    actions.status = 500
    with pytest.raises(ActionFailed, match="action_ask_answer"):
        await run()


@pytest.mark.parametrize("body", ["", "<html>", '{"events": ['], ids=["empty", "page", "cut short"])
async def test_what_is_no_json_is_unavailable(run: Run, actions: Actions, body: str) -> None:
    actions.body = body
    with pytest.raises(ActionsUnavailable):
        await run()


async def test_nobody_there_is_unavailable(installed: None, tracker: DialogueStateTracker, domain: Domain) -> None:
    with pytest.raises(ActionsUnavailable, match="action_ask_answer"):
        await call(f"http://127.0.0.1:{unused_port()}/webhook", tracker, domain)


async def test_too_slow_is_unavailable(run: Run, actions: Actions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rasa_action, "DEFAULT_REQUEST_TIMEOUT", 0.05)
    actions.delay = 0.5
    with pytest.raises(ActionsUnavailable):
        await run()


def test_rasa_cannot_take_it_for_a_failed_action() -> None:
    """Rasa goes on after any Exception of an action."""
    assert not issubclass(ActionsUnavailable, Exception)


def test_the_changes_are_made_by_install_only(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {name: getattr(RemoteAction, name) for name in CHANGED} == BEFORE
    with monkeypatch.context() as patch:
        for name in CHANGED:
            patch.setattr(RemoteAction, name, BEFORE[name])
        install()
        assert all(getattr(RemoteAction, name) is not BEFORE[name] for name in CHANGED)
    assert {name: getattr(RemoteAction, name) for name in CHANGED} == BEFORE
