"""Messages that people change or take back afterwards: in the log, and wherever else their words stand."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import delete, false, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.channels.whatsapp import texts
from bot.messages import rows
from bot.messages.message import CONTACT_QUESTION
from bot.messages.wake import Announcer
from bot.privacy import rewording
from bot.privacy.masking import Detail, mask
from bot.storage.tables import contacts, messages
from bot.storage.unbroken import unbroken


class Earlier(NamedTuple):
    """A message of a resident that they change: where it is, its text, its photo."""

    position: int
    text: str
    photo: str | None


class Corrections:
    """tracker_url: the database in which Rasa keeps her events. Who shows the log hears what became different."""

    def __init__(self, engine: AsyncEngine, announcer: Announcer, tracker_url: str) -> None:
        self._engine, self._announcer, self._tracker_url = engine, announcer, tracker_url

    @unbroken
    async def earlier(self, conversation_id: str, own_ids: list[str]) -> list[Earlier]:
        """The messages that are known by these ids, in order."""
        async with self._engine.connect() as connection:
            return await _earlier(connection, conversation_id, own_ids)

    @unbroken
    async def edit(self, conversation_id: str, earlier: Earlier, text: str, *, while_waiting: bool = False) -> bool:
        """Put other words, and other contact details, in the place of a message; whether that was done.

        while_waiting: only as long as Noor has not answered it.
        """
        masked = mask(text)
        mine = messages.c.position == earlier.position
        if while_waiting:
            mine &= messages.c.handled == false()
        # What reads the same once it is masked, such as another telephone number, is still the option it may have been.
        values = {"text": masked.text, "choice": None} if masked.text != earlier.text else {"text": masked.text}
        async with self._engine.begin() as connection:
            await rows.lock(connection, conversation_id)
            if not while_waiting:
                # Before the log: with that, what a handover can be found by is made anew.
                await rewording.reword_in_handovers(connection, conversation_id, earlier.text, masked.text)
            if not (await connection.execute(update(messages).where(mine).values(values))).rowcount:
                return False
            await _correct_contacts(connection, conversation_id, earlier.position, masked.details)
        self._announcer.reword(conversation_id)
        return True

    @unbroken
    async def revoke(self, conversation_id: str, own_ids: list[str]) -> None:
        """Take messages back: nothing of them stays and nobody answers them."""
        gone = {"text": texts.REVOKED, "choice": None, "attachment": None, "handled": True}
        async with self._engine.begin() as connection:
            await rows.lock(connection, conversation_id)
            found = await _earlier(connection, conversation_id, own_ids)
            for one in found:
                await rewording.reword_in_handovers(connection, conversation_id, one.text, texts.REVOKED)
            positions = [one.position for one in found]
            await connection.execute(update(messages).where(messages.c.position.in_(positions)).values(gone))
            told = (contacts.c.conversation_id == conversation_id) & contacts.c.message_position.in_(positions)
            await connection.execute(delete(contacts).where(told))
        self._announcer.reword(conversation_id)

    async def reword_in_rasa(self, conversation_id: str, position: int, words: str) -> None:
        """Let Rasa have heard these words at that position, instead of what was said first."""
        await rewording.reword_in_rasa(self._tracker_url, conversation_id, str(position), mask(words).text)


async def _earlier(connection: AsyncConnection, conversation_id: str, own_ids: list[str]) -> list[Earlier]:
    columns = messages.c.position, messages.c.text, messages.c.attachment
    mine = (messages.c.conversation_id == conversation_id) & messages.c.external_id.in_(own_ids)
    found: Any = await connection.execute(select(*columns).where(mine).order_by(messages.c.position))
    return [Earlier(row.position, row.text, ((row.attachment or {}).get("photo") or {}).get("id")) for row in found]


async def _correct_contacts(
    connection: AsyncConnection, conversation_id: str, position: int, details: Sequence[Detail]
) -> None:
    """What an answer to the question after contact details says now counts, unless a later answer said otherwise."""
    if await rows.last_question(connection, conversation_id, before=position) != CONTACT_QUESTION:
        return
    theirs = contacts.c.conversation_id == conversation_id
    await connection.execute(delete(contacts).where(theirs, contacts.c.message_position == position))
    later = select(contacts.c.kind).where(theirs, contacts.c.message_position > position)
    kinds = set(await connection.scalars(later))
    kept = [detail for detail in details if detail.kind not in kinds]
    await rows.keep_contacts(connection, conversation_id, kept, position)
