"""Danger to life: the emergency number is told whatever Noor understood."""

import pytest

from bot.goals.alarm import ALARM
from tests.goals.talking import Talk


@pytest.mark.parametrize(
    ("said", "taken_for"),
    [
        ("mijn huis staat in brand", "tax"),
        ("er is een man die staat te schreeuwen met een mes", "human"),
        ("mijn man slaat mij", "other"),
        ("er ligt een verdacht pakket", "waste"),
    ],
)
def test_the_emergency_number_is_told_also_when_the_goal_is_another(said: str, taken_for: str) -> None:
    talk = Talk()
    talk.say_unsurely(said, **{taken_for: 0.45})
    assert talk.reply.text.startswith(ALARM)


def test_it_is_not_told_twice() -> None:
    talk = Talk()
    talk.say("er ligt een losse stroomdraad, en het ruikt naar gas", "public_space")
    assert talk.outcome and "112" in (talk.outcome.first or "")
    assert ALARM not in talk.now.notices


@pytest.mark.parametrize("said", ["er ligt een losse tegel", "de brandgang is donker", "ik zoek de brandweer"])
def test_without_danger_nothing_is_added(said: str) -> None:
    talk = Talk()
    talk.say(said, "public_space")
    assert ALARM not in talk.reply.text
