"""Nobody reads a code: whatever is written down has words."""

from typing import get_args

import pytest

from bot.handover.labels import EVENT_LABELS, actor, happened
from bot.storage.events import ARRIVALS, Event


def test_each_event_has_words() -> None:
    """What may be written is what the type says, and mypy holds everybody who writes one to it."""
    assert set(EVENT_LABELS) == set(get_args(Event)) and set(ARRIVALS) < set(EVENT_LABELS)
    assert not set(EVENT_LABELS.values()) & set(EVENT_LABELS)


@pytest.mark.parametrize(
    ("what", "note", "shown"),
    [
        ("taken_back", "Anna de Wit", ("nam het gesprek terug: de verbinding met Anna de Wit was weg", None)),
        ("taken_back", None, ("nam het gesprek terug: de verbinding met een collega was weg", None)),
        ("forwarded", "Voor jullie {}.", ("stuurde door", "Voor jullie {}.")),
    ],
)
def test_a_sentence_is_whole_before_the_time_comes(what: str, note: str | None, shown: tuple[str, str | None]) -> None:
    assert happened(what, note) == shown


def test_noor_has_her_name() -> None:
    assert (actor("noor"), actor("Anna de Wit")) == ("Noor", "Anna de Wit")
