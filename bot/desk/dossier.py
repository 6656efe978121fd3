"""Everything we hold of one conversation, as data and as a page that anybody can read."""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import jinja2
from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.desk.review import RATING_LABELS, VERDICTS
from bot.desk.times import Clock
from bot.desk.transcript import read_transcript
from bot.desk.views import CHANNEL_LABELS, CONTACT_LABELS, SENDER_LABELS, STATE_LABELS
from bot.handover.appointments import KINDS, RESULTS
from bot.handover.labels import URGENCY_LABELS, actor, happened
from bot.messages.log import MessageLog
from bot.messages.message import Message
from bot.messages.reach import Reach
from bot.municipality import Municipality
from bot.privacy.retention import events_in_rasa
from bot.storage.desk_tables import appointments, reviews, wishes
from bot.storage.photos import PhotoStore
from bot.storage.tables import contacts, conversations, handover_events, handovers, ratings
from bot.storage.unbroken import unbroken

Row = Mapping[str, Any]
_TEMPLATES = Path(__file__).with_name("templates")


@dataclass(frozen=True)
class Dossier:
    """Rows as they are kept, but without what opens the conversation; messages in order."""

    conversation: Row | None
    messages: Sequence[Message]
    contacts: Sequence[Row]
    handovers: Sequence[Row]
    events: Sequence[Row]
    appointments: Sequence[Row]
    reviews: Sequence[Row]
    wishes: Sequence[Row]
    ratings: Sequence[Row]
    # Who they are on the channel.
    address: str | None
    # What Rasa keeps: the same words once more, masked as they are here, and what she made of them.
    events_of_rasa: Sequence[Any]

    @property
    def departments(self) -> frozenset[str]:
        """The departments it went to."""
        return frozenset(row["department"] for row in self.handovers)

    @property
    def photos(self) -> list[str]:
        """The ids of its photos."""
        sent = (message.attachment or {} for message in self.messages)
        return [attachment["photo"]["id"] for attachment in sent if "photo" in attachment]


async def read_dossier(
    engine: AsyncEngine, log: MessageLog, tracker_url: str, reach: Mapping[str, Reach], conversation_id: str
) -> Dossier:
    """All of it; of a conversation that was deleted only what stays. `tracker_url`: the database of Rasa's events."""
    rows = await _rows(engine, conversation_id)
    channel = reach.get((rows["conversation"] or {}).get("channel", ""))
    return Dossier(
        messages=await read_transcript(log, conversation_id),
        address=await channel.address(conversation_id) if channel else None,
        events_of_rasa=await events_in_rasa(tracker_url, conversation_id),
        **rows,
    )


@unbroken
async def _rows(engine: AsyncEngine, conversation_id: str) -> dict[str, Any]:
    async with engine.connect() as connection:

        async def read(table: Table, condition: Any) -> list[dict[str, Any]]:
            found = await connection.execute(select(table).where(condition))
            return [dict(row._mapping) for row in found]

        def of(table: Table) -> Any:
            return table.c.conversation_id == conversation_id

        own = await read(conversations, conversations.c.id == conversation_id)
        for row in own:
            row.pop("token_hash")
        given = await read(handovers, of(handovers))
        references = [row["reference"] for row in given]
        return {
            "conversation": own[0] if own else None,
            "contacts": await read(contacts, of(contacts)),
            "handovers": given,
            "events": await read(handover_events, handover_events.c.reference.in_(references)),
            "appointments": await read(appointments, appointments.c.reference.in_(references)),
            "reviews": await read(reviews, of(reviews)),
            "wishes": await read(wishes, of(wishes)),
            "ratings": await read(ratings, of(ratings)),
        }


def as_zip(dossier: Dossier, photos: PhotoStore, municipality: Municipality) -> bytes:
    """A file with the conversation as JSON, as a page, and its photos."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("gesprek.json", json.dumps(_data(dossier), ensure_ascii=False, indent=2, default=_plain))
        archive.writestr("gesprek.html", _page(dossier, municipality))
        for name in dossier.photos:
            file = photos.find(str((dossier.conversation or {}).get("id")), name)
            if file is not None:
                archive.write(file, f"fotos/{name}.jpg", zipfile.ZIP_STORED)
    return out.getvalue()


def _data(dossier: Dossier) -> dict[str, Any]:
    messages = [{**vars(message)} for message in dossier.messages]
    return {**vars(dossier), "messages": messages, "photos": [f"fotos/{name}.jpg" for name in dossier.photos]}


def _page(dossier: Dossier, municipality: Municipality) -> str:
    loader = jinja2.FileSystemLoader(_TEMPLATES)
    templates = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    return templates.get_template("dossier.html").render(
        d=dossier,
        municipality=municipality,
        time=Clock(municipality.working_time.timezone).text,
        senders=SENDER_LABELS,
        channels=CHANNEL_LABELS,
        contact_labels=CONTACT_LABELS,
        states={state.value: label for state, label in STATE_LABELS.items()},
        urgencies=URGENCY_LABELS,
        happened=happened,
        actor=actor,
        kinds=KINDS,
        results=RESULTS,
        ratings=RATING_LABELS,
        verdicts={verdict.value: label for verdict, (label, _) in VERDICTS.items()},
    )


def _plain(value: Any) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    raise TypeError(f"cannot be written as JSON: {type(value).__name__}")
