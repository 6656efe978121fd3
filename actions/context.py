"""What the actions work with, read and opened once for the process."""

import time
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.dialogue.labels import LABELS, WISHES
from bot.goals.answers import words_of
from bot.goals.catalogue import DATA, Catalogue, load_catalogue
from bot.goals.conditions import DONT_KNOW
from bot.goals.conversation import Conversation
from bot.goals.message import Message
from bot.goals.reading import Found
from bot.goals.slots import from_slots, to_slots
from bot.handover.calls import Calls
from bot.handover.presence import Presence
from bot.handover.store import HandoverStore
from bot.handover.wishes import WishStore
from bot.municipality import Municipality, load_municipality
from bot.settings import load_settings
from bot.storage.engine import open_engine
from bot.street_works import StreetWorksSource, load_street_works

# Where what a colleague says later is read too: a phone keeps the conversation, a website's window is closed.
_ANSWERED_LATER = ("whatsapp",)


@cache
def catalogue() -> Catalogue:
    """The goals."""
    return load_catalogue()


@cache
def municipality() -> Municipality:
    """The municipality that Noor works for."""
    return load_municipality(load_settings().municipality_file)


@cache
def _engine() -> AsyncEngine:
    return open_engine(load_settings().database_url)


@cache
def handovers() -> HandoverStore:
    """Where handovers are written."""
    return HandoverStore(_engine(), municipality())


@cache
def presence() -> Presence:
    """Which colleagues are there."""
    return Presence(_engine(), municipality().working_time)


@cache
def calls() -> Calls:
    """Which residents wait for a live colleague."""
    return Calls(_engine(), municipality())


def live_wait_minutes() -> float:
    """How long a resident waits for a live colleague."""
    return load_settings().live_wait_minutes


@cache
def wishes() -> WishStore:
    """Where it is kept what became of each wish."""
    return WishStore(_engine(), municipality())


@cache
def street_works() -> StreetWorksSource:
    """Where the current works in the streets are known."""
    return load_street_works(DATA / "street_works.yml", municipality())


async def with_street_works(now: Conversation) -> Conversation:
    """A conversation about works in a street with what is known of those works, told once."""
    street = now.facts.get("street") if now.goal == "street_works" else None
    if street is None or street.value in (DONT_KNOW, now.told_of):
        return now
    works = await street_works().in_street(str(street.value), today())
    told = tuple(work.sentence for work in works)
    return replace(now, notices=(*now.notices, *told), told_of=str(street.value))


def today() -> date:
    """The day it is in the municipality."""
    return datetime.now(ZoneInfo(municipality().working_time.timezone)).date()


def conversation_of(tracker: Tracker) -> Conversation:
    """The conversation that the slots hold."""
    kept = from_slots(tracker.slots, catalogue())
    return replace(kept, answered_here=tracker.get_latest_input_channel() in _ANSWERED_LATER)


def slots_of(conversation: Conversation) -> list[EventType]:
    """The events that keep a conversation."""
    return [SlotSet(name, value) for name, value in to_slots(conversation).items()]


def message_of(tracker: Tracker) -> Message:
    """The newest message as Rasa understood it."""
    latest = tracker.latest_message
    entities: list[dict[str, Any]] = latest.get("entities") or []
    intent = latest.get("intent") or {}
    chosen = next((e["value"] for e in entities if e["entity"] == "choice"), None)
    found = [_found(entity) for entity in entities if entity.get("extractor") == "FactExtractor"]
    step, _, value = (chosen or "").partition("=")
    label = (latest.get("metadata") or {}).get("label") or ""
    text = (latest.get("text") or "") if chosen is None else label
    return Message(
        id=str(latest.get("message_id") or ""),
        words=words_of(text, today(), found),
        intent=intent.get("name") or "",
        confidence=intent.get("confidence") or 0.0,
        ranking=latest.get(LABELS) or {},
        choice=(step, value) if chosen is not None else None,
        # The model may know goals that are no longer there.
        wishes=tuple((wish["goal"], wish["text"]) for wish in latest.get(WISHES) or () if wish["goal"] in catalogue()),
        at=int(time.time()),
    )


def _found(entity: dict[str, Any]) -> Found:
    value = date.fromisoformat(entity["value"]) if entity["entity"] == "date" else entity["value"]
    return Found(entity["entity"], value, entity["start"], entity["end"], entity.get("unit"))
