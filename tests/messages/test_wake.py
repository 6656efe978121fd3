"""Waking listeners."""

import asyncio

from bot.messages.wake import Announcer
from tests.waiting import eventually


def test_typing_wakes_only_when_it_changes() -> None:
    announcer = Announcer()
    with announcer.listen("a") as listener:
        announcer.set_typing("a", False)
        assert not listener.news.is_set()
        announcer.set_typing("a", True)
        assert listener.news.is_set() and not listener.has_messages and announcer.is_typing("a")
        listener.news.clear()
        announcer.set_typing("a", True)
        assert not listener.news.is_set()


def test_a_conversation_without_listeners_takes_no_room() -> None:
    announcer = Announcer()
    with announcer.listen("a"), announcer.listen("a"):
        pass
    announcer.wake("a")
    announcer.wake("b")
    assert not announcer._listeners


def test_closing_wakes_everybody() -> None:
    announcer = Announcer()
    with announcer.listen("a") as one, announcer.listen("b") as two:
        announcer.close()
        assert one.news.is_set() and two.news.is_set() and announcer.closed


async def test_people_stop_writing_when_nothing_more_is_heard_of_them(announcer: Announcer) -> None:
    with announcer.listen("c") as listener:
        announcer.set_typing("c", True, "resident", 0.02)
        assert announcer.is_typing("c", "resident") and not announcer.is_typing("c")
        assert listener.news.is_set()
        listener.news.clear()
        await eventually(lambda: not announcer.is_typing("c", "resident"))
        assert listener.news.is_set()


async def test_who_goes_on_writing_is_not_cut_off(announcer: Announcer) -> None:
    announcer.set_typing("c", True, "staff", 0.05)
    await asyncio.sleep(0.03)
    announcer.set_typing("c", True, "staff", 0.05)
    await asyncio.sleep(0.03)
    assert announcer.is_typing("c", "staff")
    announcer.set_typing("c", False, "staff")
    assert not announcer.is_typing("c", "staff")
