"""A resident who talks with Noor; the intent of each message is given by hand, not by the model."""

import json
from dataclasses import replace
from datetime import date

from bot.goals.answers import words_of
from bot.goals.asking import Reply, ask
from bot.goals.catalogue import DATA, load_catalogue
from bot.goals.conversation import Conversation
from bot.goals.listening import hear
from bot.goals.message import Message
from bot.goals.model import Outcome
from bot.goals.next_step import next_step, settled
from bot.goals.slots import from_slots, to_slots
from bot.goals.steps import DONE, RESUME
from bot.municipality import load_municipality

TODAY = date(2026, 11, 23)
CATALOGUE = load_catalogue()
MUNICIPALITY = load_municipality(DATA / "municipality.yml")
ASIDE = "aside"
TRIP = "mijn paspoort is verlopen en ik ga 4 december naar Turkije"


class Talk:
    """Each message gives back what Noor asks next; `done` at the end, `aside` when it answered nothing."""

    def __init__(self, now: Conversation | None = None) -> None:
        self.now = now or Conversation()
        self.reply = Reply("")
        self._messages = 0

    def say(self, text: str, intent: str = "inform", confidence: float = 0.95) -> str:
        """Say something with an intent that is heard this surely."""
        ranking = {intent: confidence}
        return self._hear(Message(self._id(), words_of(text, TODAY), intent, confidence, ranking))

    def say_unsurely(self, text: str, **ranking: float) -> str:
        """Say something that may be several intents."""
        best = max(ranking, key=lambda name: ranking[name])
        return self._hear(Message(self._id(), words_of(text, TODAY), best, ranking[best], ranking))

    def say_wishes(self, text: str, intent: str, wishes: tuple[tuple[str, str], ...]) -> str:
        """Say something of which parts name these goals."""
        return self._hear(Message(self._id(), words_of(text, TODAY), intent, 0.9, {intent: 0.9}, wishes=wishes))

    def finish(self) -> None:
        """Be at the end of the wish that is talked about, as the action that closes one leaves the conversation."""
        self.now = Conversation(detour=RESUME, waiting=self.now.waiting)
        self.now, self.reply = ask(CATALOGUE, self.now, TODAY, MUNICIPALITY.tell)

    def tap(self, step: str, value: str) -> str:
        """Tap an option, of the open question or of an older one."""
        words, choice = words_of("", TODAY), (step, value)
        return self._hear(Message(self._id(), words, "choose", 1.0, {"choose": 1.0}, choice))

    @property
    def labels(self) -> list[str]:
        """What can be tapped now."""
        return [option.label for option in self.reply.options]

    @property
    def outcome(self) -> Outcome | None:
        """Where it led."""
        return settled(CATALOGUE[self.now.goal], self.now, TODAY) if self.now.goal else None

    def _id(self) -> str:
        self._messages += 1
        return f"m{self._messages}"

    def _hear(self, message: Message) -> str:
        heard = hear(CATALOGUE, self.now, message)
        if heard is None:
            return ASIDE
        self.now = _kept(heard)
        step = next_step(CATALOGUE[heard.goal] if heard.goal else None, heard, TODAY)
        if step == DONE:
            self.now = replace(self.now, finished=True, open=None)
            return DONE
        self.now, self.reply = ask(CATALOGUE, self.now, TODAY, MUNICIPALITY.tell)
        return str(self.now.open)


def at_the_summary() -> Talk:
    """A trip of which everything is known."""
    talk = Talk()
    assert talk.say(TRIP, "travel") == "holder"
    assert talk.say("voor mezelf") == "confirm"
    return talk


def at_contact() -> Talk:
    """The same, confirmed."""
    talk = at_the_summary()
    assert talk.say("ja", "affirm") == "contact"
    return talk


def at_contact_on_a_phone() -> Talk:
    """The same in a conversation that a phone keeps."""
    talk = at_the_summary()
    talk.now = replace(talk.now, answered_here=True)
    assert talk.say("ja", "affirm") == "contact"
    return talk


def at_the_end() -> Talk:
    """The same, handed over."""
    talk = at_contact()
    assert talk.say("[telefoonnummer]") == "done"
    return talk


def _kept(conversation: Conversation) -> Conversation:
    """As it comes back from Rasa's slots before the next message."""
    kept = from_slots(json.loads(json.dumps(to_slots(conversation))), CATALOGUE)
    assert kept == conversation
    return kept
