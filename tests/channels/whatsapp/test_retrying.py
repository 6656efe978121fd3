"""What happens to a message that Meta does not take: it is tried again for as long as that may help, in its order."""

from dataclasses import replace
from datetime import timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient
from sqlalchemy import event, select, update

from bot.app import init_app
from bot.channels.whatsapp.client import Unreachable, open_client
from bot.channels.whatsapp.config import read_config
from bot.channels.whatsapp.pace import Retrying
from bot.channels.whatsapp.refusals import in_words, meaning
from bot.messages.rows import utc_now
from bot.settings import Settings
from bot.storage.whatsapp_tables import outbox, people
from bot.web import keys
from tests.channels.whatsapp.person import greeted, says_at_desk, state_is
from tests.waiting import eventually, eventually_true
from tests.whatsapp.faults import Faults
from tests.whatsapp.meta import Meta


async def tried(noor: TestClient, position: int, times: int) -> None:
    """Return when it was tried so often, and waits for the next."""
    query = select(outbox).where(outbox.c.position == position, outbox.c.tries >= times, outbox.c.next_at.is_not(None))

    async def is_so() -> bool:
        async with noor.app[keys.ENGINE].connect() as connection:
            return (await connection.execute(query)).first() is not None

    await eventually_true(is_so)


async def as_if_tried(noor: TestClient, position: int, times: int) -> None:
    """Once it was tried in vain: as if that was so often, and it may be tried now."""
    waits = (outbox.c.position == position) & outbox.c.next_at.is_not(None)

    async def done() -> int:
        async with noor.app[keys.ENGINE].begin() as connection:
            return int(
                (await connection.execute(update(outbox).where(waits).values(tries=times, next_at=None))).rowcount
            )

    await eventually_true(done)


async def next_in(noor: TestClient, position: int) -> float:
    """The seconds until it is tried again."""
    async with noor.app[keys.ENGINE].connect() as connection:
        at = await connection.scalar(select(outbox.c.next_at).where(outbox.c.position == position))
    return float((at - utc_now()).total_seconds())


@pytest.mark.both_databases
async def test_what_waits_long_is_never_overtaken_and_goes_when_they_write(noor: TestClient, meta: Meta) -> None:
    phone, conversation = await greeted(noor, meta)
    log = noor.app[keys.LOG]
    meta.faults = Faults(1.0, kinds=("500",))
    first = await log.say(conversation, "staff", "Een.", author="Anna")
    await as_if_tried(noor, first, 14)
    second = await log.say(conversation, "staff", "Twee.", author="Anna")
    await tried(noor, first, 15)
    assert 3500 < await next_in(noor, first) <= 3600
    meta.faults = Faults()
    third = await log.say(conversation, "staff", "Drie.", author="Anna")
    for position in (first, second, third):
        await says_at_desk(noor, conversation, position, "delayed")
    assert len(phone.received) == 2
    meta.clock.forward(61)
    async with noor.app[keys.ENGINE].begin() as connection:
        await connection.execute(update(people).values(last_inbound_at=utc_now() - timedelta(hours=1)))
    phone.write("Hallo?")
    await eventually(lambda: phone.texts[2:] == ["Anna: Een.", "Anna: Twee.", "Anna: Drie.", "Je zei: Hallo?"])


async def test_what_waits_long_goes_when_noor_starts_again(
    noor: TestClient, whatsapp_settings: Settings, meta: Meta, aiohttp_client
) -> None:
    phone, conversation = await greeted(noor, meta)
    right, meta.account = meta.account, replace(meta.account, token="another")
    position = await noor.app[keys.LOG].say(conversation, "staff", "Een.", author="Anna")
    await as_if_tried(noor, position, 40)
    noor.app[keys.ANNOUNCER].wake(conversation)
    await tried(noor, position, 41)
    await noor.close()
    meta.account = right
    await aiohttp_client(init_app(whatsapp_settings))
    await eventually(lambda: phone.texts[2:] == ["Anna: Een."])


async def test_what_meta_has_trouble_with_for_more_than_a_day_makes_way(noor: TestClient, meta: Meta) -> None:
    phone, conversation = await greeted(noor, meta)
    meta.faults = Faults(1.0, kinds=("500",))
    position = await noor.app[keys.LOG].say(conversation, "staff", "Een.", author="Anna")
    await as_if_tried(noor, position, Retrying().tries - 1)
    noor.app[keys.ANNOUNCER].wake(conversation)
    await state_is(noor, position, "failed")
    meta.faults = Faults()
    await noor.app[keys.LOG].say(conversation, "staff", "Twee.", author="Anna")
    await eventually(lambda: phone.texts[2:] == ["Anna: Twee."])


async def test_while_its_fate_is_unknown_the_pauses_grow_too(noor: TestClient, meta: Meta) -> None:
    _, conversation = await greeted(noor, meta)
    meta.faults = Faults(1.0, kinds=("cut before",))
    position = await noor.app[keys.LOG].say(conversation, "staff", "Hallo?", author="Anna")
    await as_if_tried(noor, position, 9)
    noor.app[keys.ANNOUNCER].wake(conversation)
    await tried(noor, position, 10)
    await state_is(noor, position, "sending")
    assert 400 < await next_in(noor, position) <= 512


async def test_an_error_of_our_own_is_told_in_full_once_and_holds_up_nobody_else(
    noor: TestClient, meta: Meta, caplog: pytest.LogCaptureFixture
) -> None:
    _, conversation = await greeted(noor, meta)
    other, another = meta.phone(), meta.phone()
    engine = noor.app[keys.ENGINE].sync_engine

    def breaks(_connection, _cursor, statement, parameters, *_more) -> None:
        if statement.startswith("UPDATE whatsapp_outbox") and 4 in tuple(parameters):
            raise OSError("the disk is full")

    event.listen(engine, "before_cursor_execute", breaks)
    position = await noor.app[keys.LOG].say(conversation, "staff", "Hallo?", author="Anna")
    assert position == 4
    await eventually(lambda: len(caplog.records) >= 2)
    other.write("Hallo")
    another.write("Hallo")
    await eventually(lambda: len(other.received) == len(another.received) == 2)
    event.remove(engine, "before_cursor_execute", breaks)
    await state_is(noor, position, "read")
    assert [bool(record.exc_info) for record in caplog.records[:2]] == [True, False]


async def test_what_does_not_come_from_meta_itself_is_no_refusal(whatsapp_settings: Settings, aiohttp_server) -> None:
    """A proxy that asks for a password, or a page that is not found."""
    statuses = iter([407, 404, 403])

    async def page(_request: web.Request) -> web.Response:
        return web.Response(status=next(statuses), text="<h1>Proxy</h1>", content_type="text/html")

    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", page)
    proxy = await aiohttp_server(app)
    config = read_config(whatsapp_settings.copy(update={"whatsapp_graph_url": str(proxy.make_url("/"))}))
    assert config is not None
    async with open_client(config) as client:
        for _ in range(3):
            with pytest.raises(Unreachable):
                await client.send({"to": "31612345678"})


@pytest.mark.parametrize(
    ("code", "subcode", "what"),
    [
        (100, 33, "access"),
        (33, None, "access"),
        (100, None, "never"),
        (132001, None, "access"),
        (132015, None, "access"),
    ],
)
def test_what_an_operator_can_put_right_is_never_given_up(code: int, subcode: int | None, what: str) -> None:
    assert meaning(code, 400, subcode) == what
    if subcode:
        assert "NOOR_WHATSAPP_NUMBER_ID" in in_words(code, subcode)
