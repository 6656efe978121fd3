"""The commands behind `python -m bot`: what each does once its arguments are read."""

import asyncio
import json
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.dialogue.without_tensorflow import left_out
from bot.quiet import quiet_rasa
from bot.settings import Settings

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def train(if_needed: bool) -> int:
    """Train a model unless the right one is there."""
    from bot.dialogue.training import model_path
    from bot.dialogue.training import train as train_model

    if if_needed and model_path().exists():
        return 0
    left_out()
    quiet_rasa()
    from rasa.shared.exceptions import RasaException

    from bot.dialogue.dutch_spacy import available_model

    began = time.monotonic()
    print(f"Training Noor (about two minutes, spaCy model {available_model()})", flush=True)
    try:
        path = train_model()
    except (RasaException, RuntimeError) as error:
        print(f"Training failed: {' '.join(str(error).split())}", file=sys.stderr)
        return 1
    print(f"Trained in {time.monotonic() - began:.0f} s: {path}", flush=True)
    return 0


def parse(lines: Iterable[str]) -> int:
    """Write what Noor understands of each line as a line of JSON."""
    for understood in understand(lines):
        print(json.dumps(understood, ensure_ascii=False), flush=True)
    return 0


def understand(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """What Noor understands of each line: text, intent, confidence, ranking, entities, goals and facts.

    Uses the trained model itself; nothing needs to run. Raises FileNotFoundError when there is no model.
    """
    left_out()
    quiet_rasa()
    from rasa.core.agent import Agent

    from bot.dialogue.training import model_path
    from bot.goals.answers import volunteered, words_of
    from bot.goals.catalogue import load_catalogue
    from bot.privacy.masking import mask

    path = model_path()
    if not path.exists():
        raise FileNotFoundError("There is no trained model for this data yet: run `make train`.")
    agent = Agent.load(str(path))
    catalogue = load_catalogue()
    today = datetime.now(AMSTERDAM).date()
    for line in lines:
        text = mask(line.rstrip("\n")).text
        parsed = asyncio.run(agent.parse_message(text))
        ranking = parsed["intent_ranking"]
        goals = parsed.get("goals", [])
        facts = volunteered(catalogue[goals[0]["name"]], words_of(text, today)) if goals else {}
        yield {
            "text": text,
            "intent": ranking[0]["name"] if ranking else None,
            "confidence": ranking[0]["confidence"] if ranking else 0.0,
            "ranking": ranking,
            "entities": parsed["entities"],
            "goals": goals,
            "facts": {name: _json(value) for name, value in facts.items()},
        }


def front(settings: Settings) -> int:
    """Run the front alone."""
    from bot.app import run_front

    run_front(settings)
    return 0


def reviews(settings: Settings) -> int:
    """Write each goal that a reviewer put right as a line of JSON: the sentence, masked, with both goals."""
    from dataclasses import asdict

    from bot.handover.corrections import Correction, Corrections
    from bot.storage.engine import open_engine
    from bot.storage.migrate import migrate

    async def read() -> list[Correction]:
        await migrate(settings.database_url)
        engine = open_engine(settings.database_url)
        try:
            return await Corrections(engine).all()
        finally:
            await engine.dispose()

    for correction in asyncio.run(read()):
        print(json.dumps(asdict(correction), ensure_ascii=False))
    return 0


def say(settings: Settings, conversation: str, text: str) -> int:
    """Say one thing to a running Noor and print what she answers."""
    from bot.say import NotRunning
    from bot.say import say as say_it

    try:
        for line in asyncio.run(say_it(settings, conversation, text)):
            print(line)
    except NotRunning as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def desk_password(settings: Settings, login: str) -> int:
    """Print a new password for somebody at the desk; for who lost the last one."""
    from bot.desk.rescue import new_desk_password

    made = asyncio.run(new_desk_password(settings.database_url, login))
    if made is None:
        print(f"Nobody signs in at the desk as {login}.", file=sys.stderr)
        return 1
    print(made)
    return 0


def whatsapp(settings: Settings, new_key: bool, subscribe: bool) -> int:
    """Check the settings of WhatsApp at Meta, subscribe the app there first, or make a key for them."""
    from bot.channels.whatsapp.check import NotRight, check
    from bot.channels.whatsapp.check import subscribe as subscribe_app
    from bot.channels.whatsapp.sealing import new_key as make_key

    if new_key:
        print(make_key())
        return 0

    async def tell() -> None:
        if subscribe:
            await subscribe_app(settings)
        async for line in check(settings):
            print(line)

    try:
        asyncio.run(tell())
    except NotRight as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _json(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
