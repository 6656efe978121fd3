"""The actions process: `python -m actions`. Listens on loopback only and answers only who knows the secret."""

import hmac
import logging
import sys
from urllib.parse import urlsplit

from bot.quiet import without_warnings

without_warnings()  # Before the imports that would give them.

from asyncpg import PostgresError  # noqa: E402
from rasa_sdk.endpoint import create_app  # noqa: E402
from sanic import response  # noqa: E402
from sanic.request import Request  # noqa: E402
from sanic.response import HTTPResponse  # noqa: E402
from sqlalchemy.exc import DataError as RefusedData  # noqa: E402
from sqlalchemy.exc import DBAPIError, IntegrityError  # noqa: E402
from sqlalchemy.exc import TimeoutError as PoolTimeout  # noqa: E402

import actions.asides  # noqa: E402
import actions.goal_form  # noqa: E402
import actions.hand_over  # noqa: E402, F401 - registers its actions
from actions import context  # noqa: E402
from bot.datafile import DataError  # noqa: E402
from bot.goals.answers import words_of  # noqa: E402
from bot.goals.catalogue import CatalogueError  # noqa: E402
from bot.settings import SettingsError, load_settings  # noqa: E402

logger = logging.getLogger(__name__)


def main() -> int:
    """Serve until stopped. Returns the process's exit code."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s actions %(levelname)s %(message)s")
    try:
        settings = load_settings()
        secret = settings.require_rasa_secret()
        context.catalogue()
        context.municipality()
        context.street_works()
        # The readers load their data when first used: now, not at the first message.
        words_of("met pasen naar spanje", context.today())
    except (SettingsError, DataError, CatalogueError) as error:
        print(error, file=sys.stderr)
        return 2
    app = create_app("actions")

    @app.middleware("request")
    async def only_rasa(request: Request) -> HTTPResponse | None:
        given = request.args.get("token") or ""
        if request.path == "/health" or hmac.compare_digest(given.encode(), secret.encode()):
            return None
        return response.json({"error": "wrong token"}, 401)

    @app.exception(DBAPIError, PoolTimeout, PostgresError, OSError)
    async def later(_request: Request, error: Exception) -> HTTPResponse:
        # With 503 a message is tried until it succeeds; with 500, for what is refused every time, only a few times.
        refused = isinstance(error, (IntegrityError, RefusedData))
        logger.error("an action could not work: %s", type(error).__name__)
        return response.json({"error": type(error).__name__}, 500 if refused else 503)

    address = urlsplit(settings.actions_url)
    app.run(address.hostname or "127.0.0.1", address.port or 5055, access_log=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
