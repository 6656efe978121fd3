"""The Rasa process: `python -m bot.dialogue.server`. Listens on loopback only."""

import os
import sys
from typing import Any
from urllib.parse import urlsplit

from bot.dialogue.training import model_path
from bot.dialogue.without_tensorflow import left_out
from bot.quiet import quiet_rasa
from bot.settings import SettingsError, load_settings


async def _without_fallback(app: Any, _loop: Any) -> None:
    """Rasa would keep conversations in memory when the database fails, and lose them; a failed turn is done again."""
    agent = app.ctx.agent
    store = agent.tracker_store
    agent.tracker_store = getattr(store, "_tracker_store", store)
    agent.processor.tracker_store = agent.tracker_store


def main() -> int:
    """Serve the model of this data until stopped. Returns the process's exit code."""
    try:
        settings = load_settings()
        os.environ["NOOR_RASA_SECRET"] = settings.require_rasa_secret()
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    os.environ["NOOR_ACTIONS_URL"] = settings.actions_url
    model = model_path()
    if not model.exists():
        print("There is no trained model for this data yet: run `make train`.", file=sys.stderr)
        return 2

    left_out()
    quiet_rasa()
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints

    from bot.dialogue.dutch_spacy import available_model
    from bot.dialogue.remote_action import install

    install()
    print(f"Noor understands with the spaCy model {available_model()}.", flush=True)
    address = urlsplit(settings.rasa_url)
    serve_application(
        model_path=str(model),
        interface=address.hostname or "127.0.0.1",
        port=address.port or 5005,
        credentials="credentials.yml",
        endpoints=AvailableEndpoints.read_endpoints("endpoints.yml"),
        enable_api=False,
        server_listeners=[(_without_fallback, "after_server_start")],
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
