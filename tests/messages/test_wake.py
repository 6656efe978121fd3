"""Waking listeners."""

from bot.messages.wake import Announcer


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
