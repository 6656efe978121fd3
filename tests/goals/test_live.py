"""A live colleague: what is said while one is called, and what follows when nobody comes."""

from dataclasses import replace

import pytest

from bot.goals.conversation import Conversation
from bot.goals.live import CALL_BACK, NOBODY_CAME, NOT_CALLED, RATHER_LATER, READ_ALONG, wants_somebody_now
from bot.goals.message import Message
from bot.goals.steps import CALLED, LIVE, MISSED
from tests.goals.talking import TODAY, Talk, words_of


def called(**known: object) -> Talk:
    """A resident for whom a colleague was called."""
    wanted = Conversation("person", live=CALLED, called="kcc", reference="K4P-7WD", finished=True)
    return Talk(replace(wanted, **known))


def message(text: str, intent: str = "human") -> Message:
    return Message("m1", words_of(text, TODAY), intent, 0.9, {intent: 0.9})


@pytest.mark.parametrize("text", ["het gaat over mijn paspoort", "hoe laat zijn jullie open?", "ok"])
def test_what_is_said_meanwhile_is_for_the_colleague(text: str) -> None:
    talk = called()
    assert talk.say(text, "travel") == "done"
    assert talk.now.live == CALLED and talk.now.notices == (READ_ALONG,)


@pytest.mark.parametrize(("value", "said"), [(MISSED, NOBODY_CAME), (CALL_BACK, RATHER_LATER)])
def test_when_nobody_comes_or_later_is_better_only_the_call_is_arranged(value: str, said: str) -> None:
    talk = called()
    assert talk.tap(LIVE, value) == "contact"
    assert talk.reply.text.startswith(said)
    assert talk.say("[telefoonnummer]") == "day_part"
    assert talk.say("in de ochtend") == "done"
    assert (talk.now.contact, talk.now.day_part, talk.now.reference) == ("phone", "In de ochtend", "K4P-7WD")


def test_who_is_known_to_be_reached_by_mail_is_asked_nothing() -> None:
    assert called(contact="email").tap(LIVE, MISSED) == "done"


@pytest.mark.parametrize("text", ["bel me maar terug", "ik wil liever teruggebeld worden"])
def test_later_can_be_typed(text: str) -> None:
    talk = called()
    assert talk.say(text, "human") == "contact"


def test_who_lets_it_be_waits_no_longer() -> None:
    talk = called()
    assert talk.say("laat maar", "deny") == "done"
    assert talk.now.live is None and talk.now.notices == (NOT_CALLED,)


def test_a_person_wanted_now() -> None:
    heard = Conversation("extension", person=True)
    assert wants_somebody_now(Conversation("extension"), heard, message("geef me een medewerker"))
    assert wants_somebody_now(Conversation(), Conversation("person"), message("ik wil een mens"))


@pytest.mark.parametrize(
    ("before", "heard", "text"),
    [
        (Conversation(), Conversation("travel"), "ik ga op reis"),
        (Conversation(), Conversation("person"), "kunnen jullie me terugbellen"),
        (Conversation(), Conversation("person", live=MISSED), "medewerker"),
        (Conversation("person"), Conversation("person", contact="phone"), "[telefoonnummer]"),
    ],
    ids=["no person", "a call later", "called in vain", "an answer"],
)
def test_nobody_wanted_now(before: Conversation, heard: Conversation, text: str) -> None:
    assert not wants_somebody_now(before, heard, message(text, "inform"))


def test_two_misses_call_somebody_too() -> None:
    talk = Talk()
    talk.say("ik wil op reis", "travel")
    talk.say("blub")
    before = talk.now
    talk.say("bla bla")
    assert wants_somebody_now(before, talk.now, message("bla bla", "inform"))
