"""More than a day after somebody's last message: they are asked to write, and what waits goes when they do."""

import asyncio
from unittest.mock import ANY

import pytest
from aiohttp.test_utils import TestClient
from sqlalchemy import update

from bot.app import init_app
from bot.channels.whatsapp.outbox import TEMPLATE
from bot.channels.whatsapp.pace import WINDOW
from bot.channels.whatsapp.window import release
from bot.messages.reach import ReplyWindow
from bot.messages.rows import utc_now
from bot.settings import Settings
from bot.storage.whatsapp_tables import outbox, people
from bot.web import keys
from tests.channels.whatsapp.person import DAY, a_day_later, greeted, says_at_desk, state_is
from tests.fake_rasa import FakeRasa
from tests.waiting import eventually
from tests.whatsapp.limits import PairRate
from tests.whatsapp.meta import Meta


@pytest.mark.both_databases
async def test_after_a_day_a_colleague_asks_by_template_once_and_the_answer_follows(
    noor: TestClient, meta: Meta, template: str
) -> None:
    phone, conversation = await greeted(noor, meta)
    await a_day_later(noor, meta)
    log, deliveries = noor.app[keys.LOG], noor.app[keys.REACH]["whatsapp"]
    first = await log.say(conversation, "staff", "Je paspoort ligt klaar.", author="Anna")
    second = await log.say(conversation, "staff", "Kom je hem halen?", author="Anna")
    await eventually(lambda: phone.texts[2:] == [template])
    await state_is(noor, second, "parked")
    assert (await deliveries.deliveries(conversation))[first] == "parked"
    assert await deliveries.window(conversation) == ReplyWindow(False, ANY, invites=True)
    phone.write("Ja?")
    await eventually(lambda: len(phone.received) == 6)
    assert phone.texts[3:5] == ["Anna: Je paspoort ligt klaar.", "Anna: Kom je hem halen?"]
    assert (await deliveries.deliveries(conversation))[first] in ("sent", "delivered", "read")
    assert (await deliveries.window(conversation)).is_open
    assert meta.refusals == []


async def test_when_only_meta_knows_that_the_window_is_closed_it_is_the_same(
    noor: TestClient, meta: Meta, template: str
) -> None:
    phone, conversation = await greeted(noor, meta)
    meta.clock.forward(DAY + 1)
    await noor.app[keys.LOG].say(conversation, "staff", "Je paspoort ligt klaar.", author="Anna")
    await eventually(lambda: phone.texts[2:] == [template])
    assert meta.refusals == [131047]
    assert await noor.app[keys.REACH]["whatsapp"].window(conversation) == ReplyWindow(False, None, invites=True)


@pytest.mark.both_databases
async def test_for_the_same_answer_they_can_be_asked_a_second_time(
    noor: TestClient, meta: Meta, template: str, caplog: pytest.LogCaptureFixture
) -> None:
    phone, conversation = await greeted(noor, meta)
    await a_day_later(noor, meta)
    position = await noor.app[keys.LOG].say(conversation, "staff", "Je paspoort ligt klaar.", author="Anna")
    await eventually(lambda: phone.texts[2:] == [template])
    await state_is(noor, position, "read", TEMPLATE)
    # They wrote, but the window was closed again before the answer had gone.
    async with noor.app[keys.ENGINE].begin() as connection:
        await connection.execute(
            update(outbox).where(outbox.c.position == position, outbox.c.part == 0).values(state="pending")
        )
        await connection.execute(update(people).values(invited_at=None))
    await noor.app[keys.LOG].say(conversation, "staff", "Kom je hem halen?", author="Anna")
    await eventually(lambda: phone.texts[2:] == [template, template])
    phone.write("Ja?")
    await eventually(lambda: phone.texts[4:6] == ["Anna: Je paspoort ligt klaar.", "Anna: Kom je hem halen?"])
    assert not caplog.records


async def test_noor_s_own_answer_is_worth_asking_for_too_and_once(
    noor: TestClient, meta: Meta, rasa: FakeRasa, template: str
) -> None:
    """Noor was down for more than a day: Meta brings what they wrote then, one by one."""
    phone, conversation = await greeted(noor, meta)
    async with noor.app[keys.ENGINE].begin() as connection:
        await connection.execute(update(people).values(last_inbound_at=utc_now() - 2 * WINDOW))
    meta.clock.forward(-DAY - 600)
    meta.network.pair = PairRate(meta.clock)
    for words in ("Een", "Twee", "Drie"):
        phone.write(words)
        await asyncio.sleep(0)
        meta.clock.forward(120)
    meta.clock.forward(DAY)
    await eventually(lambda: phone.texts[2:] == [template])
    await eventually(lambda: len(rasa.requests) == 4)
    for position in (5, 7, 9):
        await says_at_desk(noor, conversation, position, "parked")
    assert phone.texts[2:] == [template]
    phone.write("Vier")
    answers = [f"Je zei: {words}" for words in ("Een", "Twee", "Drie", "Vier")]
    await eventually(lambda: phone.texts[3:] == answers)


async def test_who_wrote_back_too_late_is_asked_again(noor: TestClient, meta: Meta, template: str) -> None:
    """They did as they were asked, while Noor was down for longer than a day."""
    phone, conversation = await greeted(noor, meta)
    await a_day_later(noor, meta)
    position = await noor.app[keys.LOG].say(conversation, "staff", "Je paspoort ligt klaar.", author="Anna")
    await state_is(noor, position, "read", TEMPLATE)
    async with noor.app[keys.ENGINE].begin() as connection:
        long_ago = utc_now() - 2.5 * WINDOW
        await connection.execute(update(people).values(invited_at=long_ago, last_inbound_at=long_ago - WINDOW))
        await release(connection, conversation, utc_now() - 2 * WINDOW)
    noor.app[keys.ANNOUNCER].wake(conversation)
    await eventually(lambda: phone.texts[2:] == [template, template])


async def test_a_template_that_is_refused_is_told_and_goes_when_it_is_put_right(
    noor: TestClient, whatsapp_settings: Settings, meta: Meta, aiohttp_client
) -> None:
    phone, conversation = await greeted(noor, meta)
    await a_day_later(noor, meta)
    position = await noor.app[keys.LOG].say(conversation, "staff", "Je paspoort ligt klaar.", author="Anna")
    await says_at_desk(noor, conversation, position, "uninvited")
    assert set(meta.refusals) == {132001}
    await noor.close()
    meta.network.habits.templates["antwoord", "nl"] = "Stuur een bericht."
    noor = await aiohttp_client(init_app(whatsapp_settings))
    await eventually(lambda: phone.texts[2:] == ["Stuur een bericht."])
    await says_at_desk(noor, conversation, position, "parked")


async def test_who_could_not_be_asked_is_asked_for_the_next_answer(noor: TestClient, meta: Meta, template: str) -> None:
    phone, conversation = await greeted(noor, meta)
    await a_day_later(noor, meta)
    phone.blocked = True
    position = await noor.app[keys.LOG].say(conversation, "staff", "Je paspoort ligt klaar.", author="Anna")
    await says_at_desk(noor, conversation, position, "uninvited")
    phone.blocked = False
    await noor.app[keys.LOG].say(conversation, "staff", "Kom je hem halen?", author="Anna")
    await eventually(lambda: phone.texts[2:] == [template])
    await says_at_desk(noor, conversation, position, "parked")
