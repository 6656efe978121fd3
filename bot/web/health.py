"""Is the front alive, are those it needs there, and how busy is it."""

import asyncio

from aiohttp import web
from async_timeout import timeout
from prometheus_client import generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.dialogue.client import answers
from bot.storage.unbroken import unbroken
from bot.web.keys import ENGINE, LOG, METRICS, RASA, SESSION, SETTINGS

_PATIENCE = 2.0


async def healthz(_request: web.Request) -> web.Response:
    """The process is alive."""
    return web.json_response({"status": "ok"})


async def readyz(request: web.Request) -> web.Response:
    """200 when Rasa, the actions and the database answer, else 503; says which."""
    app = request.app
    names = ("rasa", "actions", "database")
    ready = await asyncio.gather(
        app[RASA].ready(),
        answers(app[SESSION], f"{app[SETTINGS].actions_url.rstrip('/')}/health"),
        _database_answers(app[ENGINE]),
    )
    return web.json_response(dict(zip(names, ready, strict=True)), status=200 if all(ready) else 503)


async def metrics(request: web.Request) -> web.Response:
    """Figures in Prometheus' text format."""
    figures = request.app[METRICS]
    figures.pending.set(await request.app[LOG].count_pending())
    return web.Response(body=generate_latest(figures.registry), headers={"Content-Type": CONTENT_TYPE_LATEST})


async def _database_answers(engine: AsyncEngine) -> bool:
    try:
        async with timeout(_PATIENCE):
            await _select_one(engine)
    except (SQLAlchemyError, OSError, asyncio.TimeoutError):
        return False
    return True


@unbroken
async def _select_one(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        await connection.execute(select(1))


ROUTES = [web.get("/healthz", healthz), web.get("/readyz", readyz), web.get("/metrics", metrics)]
