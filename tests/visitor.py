"""A resident's browser without a page, for tests that are not asynchronous."""

import json
import urllib.request
import uuid
from urllib.error import HTTPError


class Visitor:
    """A resident's browser without a page."""

    def __init__(self, url: str) -> None:
        self._url = f"{url}/api/chat"
        self._token = ""
        self._token = self.post("conversations", {})[1]["token"]

    def post(self, path: str, body: object) -> tuple[int, dict[str, object]]:
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._token}"}
        request = urllib.request.Request(f"{self._url}/{path}", json.dumps(body).encode(), headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return response.status, json.load(response)
        except HTTPError as error:
            return error.code, json.load(error)

    def say(self, **message: str) -> str:
        """Noor's first words to a message, or why it was refused."""
        status, answer = self.post("messages", {"id": str(uuid.uuid4()), **message})
        if status >= 400:
            return str(answer["error"]["message"])  # type: ignore[index]
        return str(self.message_after(int(str(answer["position"])))["text"])

    def sent(self, **message: str) -> int:
        """Send a message that must be accepted; its position."""
        status, answer = self.post("messages", {"id": str(uuid.uuid4()), **message})
        assert status == 202, answer
        return int(str(answer["position"]))

    def message_after(self, position: int) -> dict[str, object]:
        """Noor's first message after a position."""
        headers = {"Authorization": f"Bearer {self._token}"}
        request = urllib.request.Request(f"{self._url}/events?after={position}", headers=headers)
        with urllib.request.urlopen(request, timeout=30) as stream:
            event = ""
            for line in stream:
                name, _, value = line.decode().strip().partition(": ")
                if name == "event":
                    event = value
                elif (name, event) == ("data", "message"):
                    message: dict[str, object] = json.loads(value)
                    if message["from"] != "resident":
                        return message
        raise AssertionError("the stream ended")
