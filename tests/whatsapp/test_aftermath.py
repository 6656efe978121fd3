"""The judge of the storm sees what is wrong: each thing that may not happen is made to happen."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import delete, update
from sqlalchemy.sql import Executable

from bot.channels.whatsapp.sealing import Vault
from bot.storage.tables import messages
from bot.storage.whatsapp_tables import inbox, outbox
from bot.web import keys
from tests.waiting import eventually
from tests.whatsapp.aftermath import Aftermath, Sent
from tests.whatsapp.meta import Meta
from tests.whatsapp.phone import Phone
from tests.whatsapp.whole_front import WholeFront


@pytest.fixture
async def sent(meta: Meta, noor: WholeFront) -> Sent:
    """Two people who wrote three messages, the last when the others were taken in, and were answered."""
    phones = [meta.phone("Truus"), meta.phone("Kees")]
    sent = {phone: [phone.write(f"bericht {number}") for number in range(2)] for phone in phones}
    await eventually(lambda: all(len(phone.received) == 3 for phone in phones) and meta.webhooks.idle)
    for phone in phones:
        sent[phone].append(phone.write("bericht 2"))
    await eventually(lambda: all(len(phone.received) == 4 for phone in phones) and meta.webhooks.idle)
    return sent


@pytest.fixture
def aftermath(noor: WholeFront) -> Aftermath:
    return Aftermath(noor.settings.database_url.replace("sqlite+aiosqlite", "sqlite"), noor.key)


async def test_nothing_is_wrong_when_nothing_went_wrong(meta: Meta, sent: Sent, aftermath: Aftermath) -> None:
    await eventually(lambda: not aftermath.unfinished(sent))
    assert aftermath.wrongs(sent, meta.webhooks.certainly_before) == []


def again(phone: Phone) -> None:
    phone.screen.append(replace(phone.received[1]))


def lost(phone: Phone) -> None:
    phone.screen.remove(phone.received[2])


def swapped(phone: Phone) -> None:
    first, second = (phone.screen.index(phone.received[number]) for number in (1, 2))
    phone.screen[first], phone.screen[second] = phone.screen[second], phone.screen[first]


def another(phone: Phone) -> None:
    phone.screen.append(replace(phone.received[1], callback="999.0.f"))


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (again, "was shown more than once"),
        (lost, "was never shown"),
        (swapped, "was shown after"),
        (another, "never meant to be"),
    ],
)
async def test_what_is_wrong_on_a_screen(
    meta: Meta, sent: Sent, aftermath: Aftermath, spoil: Callable[[Phone], None], words: str
) -> None:
    spoil(next(iter(sent)))
    (wrong,) = aftermath.wrongs(sent, meta.webhooks.certainly_before)
    assert wrong.startswith("Truus: ") and words in wrong


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (update(messages).where(messages.c.text == "bericht 1").values(external_id="x"), "is in the log 0 times"),
        (delete(messages).where(messages.c.text == "Je zei: bericht 1"), "is unanswered"),
        (update(messages).where(messages.c.text == "Je zei: bericht 2").values(reply_to=1), "in another order"),
        (update(outbox).values(state="failed"), "never went"),
    ],
)
async def test_what_is_wrong_in_the_log(
    noor: WholeFront, meta: Meta, sent: Sent, aftermath: Aftermath, spoil: Executable, words: str
) -> None:
    async with noor.app[keys.ENGINE].begin() as connection:
        await connection.execute(spoil)
    assert any(words in wrong for wrong in aftermath.wrongs(sent, meta.webhooks.certainly_before))


async def test_messages_that_changed_places_in_the_log(
    noor: WholeFront, meta: Meta, sent: Sent, aftermath: Aftermath
) -> None:
    first, _, last = next(iter(sent.values()))
    hashes = [Vault(noor.key).hash(own_id) for own_id in (first, last)]
    async with noor.app[keys.ENGINE].begin() as connection:
        for now, then in ((hashes[0], "x"), (hashes[1], hashes[0]), ("x", hashes[1])):
            await connection.execute(update(messages).where(messages.c.external_id == now).values(external_id=then))
    wrongs = aftermath.wrongs(sent, meta.webhooks.certainly_before)
    assert any("which was taken in when it was sent" in wrong for wrong in wrongs)
    assert aftermath.wrongs(sent, lambda first, second: False) == []


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (update(messages).where(messages.c.text == "bericht 2").values(handled=False), "unanswered"),
        (update(inbox).where(inbox.c.id == 2).values(message_hash="x"), "not arrived"),
        (update(inbox).where(inbox.c.id == 2).values(handled=False), "not in the log"),
        (update(outbox).where(outbox.c.part == 0).values(state="sending"), "unsent"),
    ],
)
async def test_what_is_unfinished(
    noor: WholeFront, sent: Sent, aftermath: Aftermath, spoil: Executable, what: str
) -> None:
    async with noor.app[keys.ENGINE].begin() as connection:
        await connection.execute(spoil)
    assert what in aftermath.unfinished(sent)
