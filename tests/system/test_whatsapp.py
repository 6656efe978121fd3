"""What only a phone can do, on a Noor that really runs."""

import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.privacy.photos import SECRETS, photo
from tests.running import RunningNoor
from tests.system.talking import WhatsAppTalk, lines
from tests.whatsapp.running import RunningMeta


@pytest.fixture
def talk(stack: RunningNoor, whatsapp: RunningMeta) -> WhatsAppTalk:
    return WhatsAppTalk(stack, whatsapp)


@pytest.fixture
def database(stack: RunningNoor) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(stack.database_url.removeprefix("sqlite:///"))) as database:
        yield database


def newest(talk: WhatsAppTalk) -> list[str]:
    return lines(talk.phone.received[-1])


def test_with_a_thumb_alone(talk: WhatsAppTalk) -> None:
    talk("Ik heb een nieuw paspoort nodig")
    for _ in range(12):
        bubble = talk.phone.received[-1]
        if not bubble.choices:
            break
        tap = talk.phone.press if bubble.buttons else talk.phone.choose
        talk.wait_for_answer(tap(bubble.choices[0].title))
        assert talk.phone.received[-1] is not bubble
    # The first question that no button can answer.
    assert newest(talk) == ["Naar welk land ga je?"]


def test_an_older_button_changes_that_answer(talk: WhatsAppTalk) -> None:
    talk("ik ga op reis")
    question = talk.phone.received[-1]
    assert question.text == "Wat voor paspoort of ID-kaart heb je nu?"
    talk.wait_for_answer(talk.phone.choose("Verlopen"))
    assert newest(talk) == ["Wanneer vertrek je?"]
    talk.wait_for_answer(talk.phone.choose("Geldig paspoort", question))
    assert newest(talk) == ["Naar welk land ga je?"]


def test_a_photo_is_kept_without_what_it_tells_and_the_question_stays(
    talk: WhatsAppTalk, stack: RunningNoor, database: sqlite3.Connection
) -> None:
    talk("er zit een gat in de weg")
    before = len(talk.phone.received)
    talk.wait_for_answer(talk.phone.send_photo(photo("JPEG")))
    assert len(talk.phone.received) == before + 1
    (folder,) = database.execute(
        "select conversation_id from messages where attachment like '%photo%' order by position desc limit 1"
    ).fetchone()
    (kept,) = (stack.log.parent / "photos" / folder).glob("*")
    assert not any(secret in kept.read_bytes() for secret in SECRETS)


def test_a_place_is_where_it_is(talk: WhatsAppTalk, database: sqlite3.Connection) -> None:
    talk("er ligt afval naast de container, iemand heeft het gedumpt")
    talk.wait_for_answer(talk.phone.send_location(52.2401, 4.4502))
    query = "select text, attachment from messages where attachment like '%place%' order by position desc limit 1"
    text, attachment = database.execute(query).fetchone()
    assert "Noordwijk" in text
    assert "52.2401" in attachment
    assert talk.phone.received[-1].text


def test_second_thoughts(talk: WhatsAppTalk, database: sqlite3.Connection) -> None:
    wrong = talk.phone.write("ik ga op reis naar Turkije, mijn paspoort is geldig")
    talk.wait_for_answer(wrong)
    talk.wait_for_answer(talk.phone.edit(wrong, "ik ga op reis naar Turkije, mijn paspoort is verlopen"))
    assert newest(talk) == ["Wanneer vertrek je?"]
    secret = talk.phone.write("mijn hond heet Koekepeertje")
    talk.wait_for_answer(secret)
    talk.wait_for_answer(talk.phone.revoke(secret))
    assert database.execute("select count(*) from messages where text like '%Koekepeertje%'").fetchone() == (0,)


def test_another_number_goes_on_where_the_old_one_was(talk: WhatsAppTalk) -> None:
    talk("ik ga op reis")
    talk.wait_for_answer(talk.phone.change_number("31699887766"))
    assert talk("verlopen")[-1] == "Wanneer vertrek je?"


def test_it_is_read_and_noor_is_seen_typing(talk: WhatsAppTalk) -> None:
    own_id = talk.phone.write("ik wil een paspoort")
    talk.wait_for_answer(own_id)
    assert own_id in talk.phone.read_by_noor
    assert talk.phone.typing_shown == 1


def test_the_number_is_nowhere(talk: WhatsAppTalk, stack: RunningNoor) -> None:
    talk("ik wil een paspoort")
    left = stack.log.read_bytes() + b"".join(file.read_bytes() for file in stack.log.parent.glob("*.db*"))
    assert talk.phone.number.encode() not in left
    assert talk.phone.number[2:].encode() not in left
    assert talk.phone.user_id.encode() not in left


@pytest.mark.parametrize("part", ["bot front", "actions", "bot.dialogue.server"])
def test_a_part_is_killed_with_a_message_in_hand(talk: WhatsAppTalk, stack: RunningNoor, part: str) -> None:
    talk("ik wil een paspoort")
    heard = len(talk.phone.received)
    own_id = talk.phone.write("ik ga op reis")
    os.kill(stack.process(part), signal.SIGKILL)
    talk.wait_for_answer(own_id)
    stack.wait_until_ready()
    said = [bubble.text for bubble in talk.phone.received[heard:]]
    assert said.count("Wat voor paspoort of ID-kaart heb je nu?") == 1
    assert talk("verlopen") == ["Wanneer vertrek je?"]
