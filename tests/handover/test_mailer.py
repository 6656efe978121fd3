"""E-mail to departments: a real mail server, with encryption, signing in and failures."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from async_timeout import timeout
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.handover.act import Worker
from bot.handover.calls import Calls
from bot.handover.life import Life
from bot.handover.mail_queue import GIVEN_UP_AFTER, Address, MailQueue
from bot.handover.mailer import Mailer, Smtp
from bot.handover.record import FactLine
from bot.handover.store import HandoverStore
from bot.municipality import Municipality
from bot.storage.mail_tables import mail_queue
from tests.handover.mail_server import PASSWORD, USER, MailServer, certificate, mail_server
from tests.handover.test_store import new

# A Monday, 13:00 in Noordwijk.
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=timezone.utc)
SITE, SENDER = "https://noor.example.nl", "noor@example.nl"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return certificate(tmp_path_factory.mktemp("keys"))


@pytest.fixture
def server(keys: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    monkeypatch.setenv("SSL_CERT_FILE", str(keys[0]))
    with mail_server(*keys) as running:
        yield running


@pytest.fixture
def smtp(server: MailServer) -> Smtp:
    return Smtp("127.0.0.1", server.port, "starttls", USER, PASSWORD)


@pytest.fixture
def store(engine: AsyncEngine, municipality: Municipality) -> HandoverStore:
    return HandoverStore(engine, municipality)


@pytest.fixture
async def queue(engine: AsyncEngine) -> MailQueue:
    queue = MailQueue(engine)
    await queue.set_address("burgerzaken", Address("balie@burgerzaken.example", digest=True))
    return queue


@pytest.fixture
def mailer(queue: MailQueue, store: HandoverStore, municipality: Municipality, smtp: Smtp) -> Mailer:
    return Mailer(queue, store, municipality, smtp.send, SENDER, SITE)


async def send_all(mailer: Mailer, now: datetime = NOW) -> int:
    count = 0
    while await mailer.send_next(now):
        count += 1
    return count


async def test_a_new_handover_is_told_once_and_holds_nothing_a_resident_typed(
    store: HandoverStore, mailer: Mailer, server: MailServer
) -> None:
    facts = (FactLine("destination", "Land", "Turkije", "turkye, bel 0612345678"),)
    written = await store.write(new(facts=facts, summary="Geheim verhaal.", question="Geheime vraag"), NOW)
    await store.write(new(facts=facts), NOW)
    assert await send_all(mailer) == 1
    assert await send_all(mailer, NOW + timedelta(days=1)) == 0
    [message] = server.arrived
    assert (message["From"], message["To"]) == (SENDER, "balie@burgerzaken.example")
    assert message["Subject"] == f"Nieuwe vraag: {written.goal_label} ({written.reference}, spoed: hoog)"
    text = message.get_content()
    for told in (written.reference, "Spoed: Hoog", "23-11-2026", f"{SITE}/balie/overdrachten/{written.reference}"):
        assert told in text
    assert not any(secret in message.as_string() for secret in ("Geheim", "turkye", "Turkije", "0612345678"))
    assert server.encrypted == [True]


async def test_a_department_is_told_of_what_is_forwarded_to_it(
    store: HandoverStore, mailer: Mailer, server: MailServer, life: Life, anna: Worker
) -> None:
    written = await store.write(new(department="kcc"), NOW)
    assert await send_all(mailer) == 0
    await life.forward(written, anna, NOW, "burgerzaken", "Voor jullie.")
    assert await send_all(mailer) == 1
    assert written.reference in server.arrived[0]["Subject"]


async def test_what_comes_back_is_told_again(
    store: HandoverStore, mailer: Mailer, server: MailServer, life: Life, anna: Worker
) -> None:
    """From Burgerzaken to the contact centre and back: two messages, and the second is another one."""
    written = await store.write(new(), NOW)
    assert await send_all(mailer) == 1
    await life.forward(written, anna, NOW, "kcc", "Voor jullie.")
    forwarded = await store.get(written.reference)
    assert forwarded is not None
    await life.forward(forwarded, anna, NOW, "burgerzaken", "Toch voor jullie.")
    assert await send_all(mailer) == 1 and await send_all(mailer) == 0
    first, second = server.arrived
    assert first["Message-ID"] != second["Message-ID"]
    assert written.reference in first["Subject"] and written.reference in second["Subject"]


async def test_a_missed_call_is_told_to_the_department_that_gets_it(
    store: HandoverStore, mailer: Mailer, server: MailServer, engine: AsyncEngine, municipality: Municipality
) -> None:
    written = await store.write(new(department="kcc", live_wanted=True), NOW)
    await Calls(engine, municipality).call_back(written.reference, "burgerzaken", "phone", [], NOW)
    assert await send_all(mailer) == 1
    assert server.arrived[0]["Subject"].startswith("Nieuwe vraag: ")


async def test_who_waits_in_the_chat_stands_first(store: HandoverStore, mailer: Mailer, server: MailServer) -> None:
    await store.write(new(live_wanted=True), NOW)
    await send_all(mailer)
    assert server.arrived[0]["Subject"].startswith("Er wacht nu iemand: ")


@pytest.mark.parametrize(
    "change", [{"department": "kcc"}, {"outcome_code": "answered_by_noor"}], ids=["no address", "nothing to do"]
)
async def test_nobody_is_bothered_for_nothing(
    store: HandoverStore, mailer: Mailer, server: MailServer, change: dict[str, str]
) -> None:
    await store.write(new(**change), NOW)
    assert await send_all(mailer) == 0


async def test_a_server_that_cannot_take_it_now_gets_it_later(
    store: HandoverStore, queue: MailQueue, mailer: Mailer, server: MailServer
) -> None:
    await store.write(new(), NOW)
    server.answer = "451 try again later"
    assert await send_all(mailer) == 1
    assert await send_all(mailer, NOW + timedelta(seconds=59)) == 0
    assert await send_all(mailer, NOW + timedelta(minutes=1)) == 1
    assert await send_all(mailer, NOW + timedelta(minutes=2)) == 0, "the second pause is longer"
    [(department, error, _)] = await queue.troubles()
    assert department == "burgerzaken" and "451" in error
    server.answer = None
    assert await send_all(mailer, NOW + timedelta(minutes=6)) == 1
    assert len(server.arrived) == 1 and await queue.troubles() == []


async def test_an_address_that_does_not_exist_is_tried_once(
    store: HandoverStore, queue: MailQueue, mailer: Mailer, server: MailServer
) -> None:
    await store.write(new(), NOW)
    server.answer_to_address = "550 no such mailbox"
    await send_all(mailer)
    server.answer_to_address = None
    assert await send_all(mailer, NOW + timedelta(days=1)) == 0
    assert len(await queue.troubles()) == 1


async def test_a_wrong_password_loses_nothing(
    store: HandoverStore, queue: MailQueue, municipality: Municipality, smtp: Smtp, server: MailServer
) -> None:
    await store.write(new(), NOW)
    wrong = replace(smtp, password="fout")
    await send_all(Mailer(queue, store, municipality, wrong.send, SENDER, SITE))
    assert server.arrived == [] and "535" in (await queue.troubles())[0][1]
    await send_all(Mailer(queue, store, municipality, smtp.send, SENDER, SITE), NOW + timedelta(minutes=1))
    assert len(server.arrived) == 1


async def test_nothing_is_said_to_a_server_that_nobody_vouches_for(
    store: HandoverStore, mailer: Mailer, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    await store.write(new(), NOW)
    await send_all(mailer)
    assert server.arrived == []


async def test_without_a_server_it_waits(
    store: HandoverStore, queue: MailQueue, municipality: Municipality, keys: tuple[Path, Path], smtp: Smtp
) -> None:
    await store.write(new(), NOW)
    away = Mailer(queue, store, municipality, replace(smtp, port=1).send, SENDER, SITE)
    await send_all(away)
    assert await send_all(away, NOW + GIVEN_UP_AFTER + timedelta(minutes=1)) == 0, "it is news no more"


async def test_a_process_that_is_killed_while_sending_says_the_same_again(
    store: HandoverStore, queue: MailQueue, municipality: Municipality, smtp: Smtp, server: MailServer
) -> None:
    """A mail server tells by the Message-ID that it has this one."""

    class Killed(BaseException):
        pass

    async def send_and_die(message) -> None:
        await smtp.send(message)
        raise Killed

    await store.write(new(), NOW)
    with pytest.raises(Killed):
        await Mailer(queue, store, municipality, send_and_die, SENDER, SITE).send_next(NOW)
    again = Mailer(queue, store, municipality, smtp.send, SENDER, SITE)
    assert await send_all(again, NOW + timedelta(minutes=1)) == 0, "another process may still be at it"
    assert await send_all(again, NOW + timedelta(minutes=6)) == 1
    assert len({message["Message-ID"] for message in server.arrived}) == 1


async def test_stopping_while_sending_sends_it_once(
    store: HandoverStore, queue: MailQueue, municipality: Municipality, smtp: Smtp, server: MailServer
) -> None:
    sending = asyncio.Event()

    async def slowly(message) -> None:
        sending.set()
        await asyncio.sleep(0.1)
        await smtp.send(message)

    now = datetime.now(timezone.utc)
    await store.write(new(), now)
    task = asyncio.create_task(Mailer(queue, store, municipality, slowly, SENDER, SITE).run())
    async with timeout(5):
        await sending.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert len(server.arrived) == 1
    assert await send_all(Mailer(queue, store, municipality, smtp.send, SENDER, SITE), now + timedelta(days=1)) == 0


async def test_two_senders_send_it_once(
    store: HandoverStore, queue: MailQueue, municipality: Municipality, smtp: Smtp, server: MailServer
) -> None:
    for goal in ("travel", "event", "moving"):
        await store.write(new(goal=goal), NOW)
    senders = [Mailer(queue, store, municipality, smtp.send, SENDER, SITE) for _ in range(3)]
    await asyncio.gather(*(send_all(one) for one in senders))
    assert len({message["Message-ID"] for message in server.arrived}) == len(server.arrived) == 3


async def test_what_is_overdue_is_told_once_a_day(
    store: HandoverStore, queue: MailQueue, mailer: Mailer, server: MailServer, engine: AsyncEngine
) -> None:
    late = await store.write(new(urgency="acute"), NOW - timedelta(days=3))
    await store.write(new(goal="event", urgency="low"), NOW)
    for _ in range(2):
        await queue.add_digests(NOW.date(), NOW)
    await send_all(mailer)
    [digest] = [message for message in server.arrived if message["Subject"].startswith("Te laat")]
    assert digest["Subject"] == "Te laat: 1 vraag is nog niet beantwoord"
    assert late.reference in digest.get_content() and "Bij Burgerzaken is te laat:" in digest.get_content()
    async with engine.connect() as connection:
        kinds = list(await connection.scalars(select(mail_queue.c.kind)))
    assert sorted(kinds) == ["digest", "handover", "handover"]
    assert len(server.arrived) == 2, "a handover of days ago is news no more"


async def test_who_does_not_want_it_gets_no_digest(store: HandoverStore, queue: MailQueue, mailer: Mailer) -> None:
    await queue.set_address("burgerzaken", Address("balie@burgerzaken.example", digest=False))
    await store.write(new(urgency="acute"), NOW - timedelta(days=3))
    await queue.add_digests(NOW.date(), NOW)
    assert await send_all(mailer) == 0
