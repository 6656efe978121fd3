"""How Rasa calls our actions: quicker than it does by itself, and never carrying on without them.

Three changes to `rasa.core.actions.action.RemoteAction`, made by `install` in the Rasa process only:

- The schema of a reply is compiled once. Rasa 3.6 checks the schema itself against its metaschema on every reply,
  which is more than half of the time of a turn.
- The history of the conversation is left out of the call, but for the channel of the newest message. Our actions read
  slots and that message.
- When the actions cannot be reached or fail, the turn ends and nothing of it is kept. Rasa would log the error and go
  on as if the action had done nothing, and the resident's words would be lost.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import cache
from http import HTTPStatus
from typing import Any

import aiohttp
import rasa
from jsonschema import Draft7Validator, ValidationError
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.shared.core.trackers import EventVerbosity
from rasa.shared.exceptions import RasaException


class ActionsUnavailable(BaseException):
    """The actions could not be reached or cannot work now; the turn is to be done again.

    Not an Exception, because Rasa catches every Exception of an action and goes on.
    """


class ActionFailed(ActionsUnavailable):
    """An action broke on this very turn, and may do so every time."""


@cache
def _validator() -> Draft7Validator:
    return Draft7Validator(RemoteAction.action_response_format_spec())


def _validate(self: RemoteAction, result: dict[str, Any]) -> bool:
    _validator().validate(result)
    return True


def _call(self: RemoteAction, tracker: Any, domain: Any) -> dict[str, Any]:
    state = tracker.current_state(EventVerbosity.NONE)
    return {
        "next_action": self.name(),
        "sender_id": tracker.sender_id,
        # Where the SDK looks for the channel.
        "tracker": {**state, "events": [{"event": "user", "input_channel": tracker.get_latest_input_channel()}]},
        "version": rasa.__version__,
    }


def _or_unavailable(run: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    async def safely(self: RemoteAction, *args: Any, **kwargs: Any) -> Any:
        try:
            return await run(self, *args, **kwargs)
        except ActionExecutionRejection:
            raise
        except (
            RasaException,
            aiohttp.ClientError,
            asyncio.TimeoutError,
            ValueError,
            ValidationError,
        ) as error:
            broke = getattr(error.__cause__, "status", None) == HTTPStatus.INTERNAL_SERVER_ERROR
            # The error itself may hold the whole reply, and with it what a resident said.
            raise (ActionFailed if broke else ActionsUnavailable)(f"{self.name()}: {type(error).__name__}") from error

    return safely


def install() -> None:
    """Make the three changes; once is enough."""
    RemoteAction._validate_action_result = _validate
    RemoteAction._action_call_format = _call
    RemoteAction.run = _or_unavailable(RemoteAction.run)
