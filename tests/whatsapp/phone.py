"""A person with WhatsApp: what they do, and what is on their screen."""

import secrets
from typing import Any, Protocol

from tests.whatsapp.account import message_id
from tests.whatsapp.bubble import Bubble, Choice


class Network(Protocol):
    """What a phone needs of the stand-in."""

    number: str

    def send(self, phone: "Phone", message: dict[str, Any], with_contact: bool = True) -> None: ...
    def keep(self, content: bytes, mime_type: str) -> dict[str, Any]: ...
    def renumber(self, phone: "Phone", number: str) -> None: ...


class Phone:
    """One person's phone. Everything they do gives the id of the message that it sends."""

    def __init__(self, network: Network, number: str, name: str, *, hides_number: bool = False) -> None:
        self.number, self.name, self.hides_number = number, name, hides_number
        self.user_id = _new_user_id()
        # Everything in the order in which it came on the screen, and the ids of what Noor read.
        self.screen: list[Bubble] = []
        self.read_by_noor: set[str] = set()
        self.typing_shown = 0
        self.noor_types = False
        self.blocked = False
        self._network = network

    @property
    def received(self) -> list[Bubble]:
        """What Noor said."""
        return [bubble for bubble in self.screen if bubble.sender == "noor"]

    @property
    def texts(self) -> list[str]:
        """What Noor said, only the words."""
        return [bubble.text for bubble in self.received]

    @property
    def newest_choices(self) -> list[Choice]:
        """The options of the newest message that has any."""
        return next((bubble.choices for bubble in reversed(self.received) if bubble.choices), [])

    def write(self, text: str, answers: str = "") -> str:
        """Type a message; `answers` is the id of the message that it quotes."""
        context = {"context": {"from": self._network.number, "id": answers}} if answers else {}
        return self._send("text", {"body": text}, text, **context)

    def press(self, title: str, bubble: Bubble | None = None) -> str:
        """Tap a reply button, of the newest message that has it or of the one that is given."""
        return self._tap("button_reply", title, bubble)

    def choose(self, title: str, bubble: Bubble | None = None) -> str:
        """Open a list and tap a row of it."""
        return self._tap("list_reply", title, bubble)

    def press_template(self, title: str, bubble: Bubble) -> str:
        """Tap the quick reply below a template."""
        return self._send("button", {"payload": title, "text": title}, title, context={"id": bubble.id})

    def send_location(self, latitude: float, longitude: float, name: str = "", address: str = "") -> str:
        """Share a place."""
        place = {"latitude": latitude, "longitude": longitude}
        named = {key: value for key, value in (("name", name), ("address", address)) if value}
        return self._send("location", {**place, **named}, name or f"{latitude}, {longitude}")

    def send_photo(self, content: bytes, mime_type: str = "image/jpeg", caption: str = "") -> str:
        """Share a photo."""
        image = {**({"caption": caption} if caption else {}), **self._network.keep(content, mime_type)}
        return self._send("image", image, caption or "foto")

    def send_file(self, kind: str, content: bytes, mime_type: str, **more: Any) -> str:
        """Share an audio, video, document or sticker."""
        return self._send(kind, {**self._network.keep(content, mime_type), **more}, kind)

    def send_other(self, kind: str, content: Any = None) -> str:
        """Send a message of any other type, such as `contacts` or `order`; `unsupported` carries an error."""
        if kind == "unsupported":
            error = {"code": 131051, "title": "Message type unknown", "message": "Message type unknown"}
            return self._send(kind, {"type": "poll_creation"}, kind, errors=[error])
        return self._send(kind, content, kind)

    def edit(self, original: str, text: str) -> str:
        """Change a message that was sent."""
        for bubble in self._own(original):
            bubble.text = text
        message = {"context": {"id": "M0"}, "type": "text", "text": {"body": text}}
        return self._send("edit", {"original_message_id": original, "message": message})

    def revoke(self, original: str) -> str:
        """Delete a message for everyone."""
        for bubble in self._own(original):
            bubble.gone = True
        return self._send("revoke", {"original_message_id": original})

    def react(self, to: str, emoji: str = "👍") -> str:
        """Answer a message with an emoji; an empty one takes it away."""
        return self._send("reaction", {"message_id": to, **({"emoji": emoji} if emoji else {})})

    def change_number(self, number: str, *, tells_ids: bool = False) -> str:
        """Go on with another number and the new user id that comes with it, which Meta tells or not."""
        old, previous = self.number, self._become(number)
        system = {
            "body": f"User {self.name} changed from {old} to {number}",
            "wa_id": number,
            "type": "user_changed_number",
        }
        ids = {"user_id": self.user_id, "previous_user_id": previous} if tells_ids else {}
        return self._tell_change({"from": old}, {**system, **ids})

    def change_user_id(self) -> str:
        """Go on with another user id; of the number Meta says nothing."""
        previous = self._become(self.number)
        body = f"User {self.name} changed from {previous} to {self.user_id}"
        ids = {"user_id": self.user_id, "previous_user_id": previous}
        return self._tell_change({}, {"body": body, **ids, "type": "user_changed_user_id"})

    def _become(self, number: str) -> str:
        previous, self.user_id = self.user_id, _new_user_id()
        self._network.renumber(self, number)
        return previous

    def _tell_change(self, who: dict[str, str], system: dict[str, str]) -> str:
        message = {**who, "id": message_id(self.number), "type": "system", "system": system}
        self._network.send(self, message, with_contact=False)
        return str(message["id"])

    def _own(self, original: str) -> list[Bubble]:
        return [bubble for bubble in self.screen if bubble.id == original and bubble.sender == "me"]

    def _tap(self, kind: str, title: str, bubble: Bubble | None) -> str:
        candidates = [bubble] if bubble else reversed(self.received)
        for shown in candidates:
            for choice in shown.buttons if kind == "button_reply" else shown.rows:
                if choice.title == title:
                    reply = {"id": choice.id, "title": choice.title}
                    reply |= {"description": choice.description} if choice.description else {}
                    context = {"context": {"from": self._network.number, "id": shown.id}}
                    return self._send("interactive", {"type": kind, kind: reply}, title, **context)
        raise LookupError(f"nothing to tap is called {title!r}: {[c.title for c in self.newest_choices]}")

    def _send(self, kind: str, content: Any, shows: str | None = None, **more: Any) -> str:
        identity = {} if self.hides_number else {"from": self.number}
        own_id = message_id(self.number)
        if shows is not None:
            answers = more.get("context", {}).get("id", "")
            self.screen.append(Bubble(own_id, "me", shows, kind, answers=answers))
        message = {**more, **identity, "from_user_id": self.user_id, "id": own_id, "type": kind, kind: content}
        self._network.send(self, message)
        return own_id


def _new_user_id() -> str:
    return f"NL.{10**15 + secrets.randbelow(10**15)}"
