"""Parts of a running Noor are killed: nothing is lost, nothing is said twice, and the resident hears what is going
on."""

import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.running import RunningNoor
from tests.visitor import Visitor


@pytest.mark.parametrize("part", ["actions", "bot.dialogue.server"])
def test_a_part_is_down_and_comes_back(stack: RunningNoor, part: str) -> None:
    visitor = Visitor(stack.url)
    assert "paspoort" in visitor.say(text="ik wil een paspoort").lower()
    os.kill(stack.process(part), signal.SIGKILL)
    _, sent = visitor.post("messages", {"id": "tijdens", "text": "ik ga op reis"})
    position = int(str(sent["position"]))
    notice = visitor.message_after(position)
    stack.wait_until_ready()
    if notice["from"] == "system":
        assert "Je bericht is bewaard" in str(notice["text"])
        answer = visitor.message_after(int(str(notice["position"])))
    else:
        answer = notice
    assert answer["from"] == "noor"
    assert answer["text"] == "Wat voor paspoort of ID-kaart heb je nu?"
    assert visitor.say(text="verlopen") == "Wanneer vertrek je?"


def test_the_front_is_killed_with_a_message_in_hand(stack: RunningNoor) -> None:
    visitor = Visitor(stack.url)
    _, sent = visitor.post("messages", {"id": "vlak-voor", "text": "we willen een straatfeest houden"})
    os.kill(stack.process("bot front"), signal.SIGKILL)
    wait_for(lambda: alive(stack))
    stack.wait_until_ready()
    again, same = visitor.post("messages", {"id": "vlak-voor", "text": "we willen een straatfeest houden"})
    assert (again, same["position"]) == (200, sent["position"])
    first = visitor.message_after(int(str(sent["position"])))
    assert first["text"] == "Wanneer is het?"
    time.sleep(1)
    assert visitor.say(text="zaterdag 12 juni") == "Hoeveel mensen komen er ongeveer tegelijk?"


def test_conversations_do_not_wait_for_each_other(stack: RunningNoor) -> None:
    def talk(number: int) -> list[str]:
        visitor = Visitor(stack.url)
        return [visitor.say(text=text) for text in ("ik wil een paspoort", "ik ga op reis naar Turkije", "verlopen")]

    with ThreadPoolExecutor(8) as pool:
        talks = list(pool.map(talk, range(8)))
    assert all(talked == talks[0] for talked in talks)


def alive(stack: RunningNoor) -> bool:
    try:
        stack.process("bot front")
    except LookupError:
        return False
    return True


def wait_for(happened: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.1)
