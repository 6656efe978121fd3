"""The front: one aiohttp application for the website's chat and the staff's desk."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import timedelta

from aiohttp import ClientSession, TCPConnector, web

from bot.channels import pages, photos, places, website
from bot.channels.kinds import question_kinds
from bot.channels.limits import LIMITS, Limits
from bot.channels.whatsapp.channel import add_whatsapp
from bot.channels.windows import WINDOWS, Windows
from bot.desk import pages as desk_pages
from bot.desk.access import HOME
from bot.desk.directory_sign_in import open_directory
from bot.dialogue.client import RasaClient
from bot.handover.calls import Calls
from bot.handover.mail_queue import MailQueue
from bot.handover.mailer import Mailer, Smtp
from bot.handover.presence import Presence
from bot.handover.store import HandoverStore
from bot.messages.dispatch import Dispatcher, Patience
from bot.messages.log import MessageLog
from bot.messages.metrics import Metrics
from bot.messages.notices import Notices
from bot.messages.rows import utc_now
from bot.messages.waiting import Waiting
from bot.messages.wake import Announcer
from bot.municipality import load_municipality
from bot.privacy.orphans import sweep
from bot.privacy.retention import Retention
from bot.settings import Settings, SettingsError
from bot.storage.engine import open_engine, open_reader
from bot.storage.migrate import migrate
from bot.storage.photos import PhotoStore
from bot.web import health, keys
from bot.web.access_log import AccessLogger
from bot.web.errors import errors
from bot.web.headers import add_headers
from bot.web.origins import known_origins_only, let_known_origins_read

logger = logging.getLogger(__name__)

# Room for a message that is far too long, so that it gets an answer that says so.
_MAX_BODY = 8 * 1024**2
# Cleaning a photo takes a processor for a moment: there is always one left for conversations.
_PHOTOS_AT_ONCE = 1
_PURGE_EVERY = 3600.0


def init_app(settings: Settings) -> web.Application:
    """The application, with everything it needs; opened when it starts and closed when it stops.

    Raises `SettingsError`, `bot.datafile.DataError` and `bot.goals.catalogue.CatalogueError`, which say what is wrong.
    """
    settings.require_rasa_secret()
    app = web.Application(middlewares=[errors, known_origins_only], client_max_size=_MAX_BODY)
    app[keys.SETTINGS] = settings
    app[keys.MUNICIPALITY] = municipality = load_municipality(settings.municipality_file)
    question_kinds()
    places.check()
    pages.prepare(app, settings, municipality)
    app[keys.METRICS] = Metrics()
    app[keys.ANNOUNCER] = Announcer()
    app[keys.REACH] = {}
    app[keys.PHOTOS] = PhotoStore(settings.var_dir / "photos")
    app[LIMITS] = Limits(settings)
    app[WINDOWS] = Windows()
    app[photos.CLEANING] = asyncio.Semaphore(_PHOTOS_AT_ONCE)
    opened = [_database, desk_pages.open_desk, open_directory, _rasa, _dispatcher, _retention, _rounds]
    app.cleanup_ctx.extend(opened)
    app.on_response_prepare.extend([add_headers, let_known_origins_read])
    app.on_shutdown.append(_send_listeners_home)
    app.add_routes([*pages.ROUTES, *website.ROUTES, *health.ROUTES, desk_pages.STATIC])
    add_whatsapp(app, settings)
    app.add_subapp(HOME, desk_pages.desk())
    return app


def run_front(settings: Settings) -> None:
    """Serve until told to stop. Raises what `init_app` raises, for the port and the database too."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    try:
        web.run_app(
            init_app(settings),
            host=settings.host,
            port=settings.port,
            access_log_class=AccessLogger,
            print=None,
            shutdown_timeout=5,
        )
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        raise SettingsError(f"PORT: cannot listen on {where}: {error.strerror}") from error


async def _database(app: web.Application) -> AsyncIterator[None]:
    settings = app[keys.SETTINGS]
    try:
        await migrate(settings.database_url)
    except Exception as error:
        reason = str(error).partition("\n")[0]
        raise SettingsError(f"DATABASE_URL: the database cannot be used: {reason}") from error
    app[keys.ENGINE] = engine = open_engine(settings.database_url)
    app[keys.LOG] = MessageLog(engine, app[keys.ANNOUNCER])
    app[keys.READER] = reader = open_reader(settings.database_url)
    app[keys.HANDOVERS] = HandoverStore(engine, app[keys.MUNICIPALITY])
    app[keys.PRESENCE] = Presence(engine, app[keys.MUNICIPALITY].working_time)
    app[keys.NOTICES] = Notices(engine, app[keys.ANNOUNCER])
    yield
    await reader.dispose()
    await engine.dispose()


async def _rasa(app: web.Application) -> AsyncIterator[None]:
    settings = app[keys.SETTINGS]
    # The dispatcher is what bounds turns at once; the health checks need a connection besides.
    async with ClientSession(connector=TCPConnector(limit=0)) as session:
        app[keys.SESSION] = session
        secret = settings.require_rasa_secret()
        app[keys.RASA] = RasaClient(session, settings.rasa_url, secret, settings.rasa_timeout)
        yield


async def _dispatcher(app: web.Application) -> AsyncIterator[None]:
    settings = app[keys.SETTINGS]
    app[keys.DISPATCHER] = dispatcher = Dispatcher(
        app[keys.LOG],
        app[keys.RASA],
        app[keys.ANNOUNCER],
        app[keys.METRICS],
        phone=app[keys.MUNICIPALITY].tell("kcc_phone"),
        at_once=settings.turns_at_once,
        patience=Patience(settings.retry_first, settings.retry_most, settings.outage_notice_after),
    )
    await dispatcher.start()
    yield
    await dispatcher.close()


async def _rounds(app: web.Application) -> AsyncIterator[None]:
    """What goes on by itself: who waits for a colleague, what everybody must hear, e-mail to departments."""
    patience = timedelta(minutes=app[keys.SETTINGS].live_wait_minutes)
    engine, announcer = app[keys.ENGINE], app[keys.ANNOUNCER]
    calls = Calls(engine, app[keys.MUNICIPALITY])
    waiting = Waiting(engine, calls, app[keys.DISPATCHER], announcer, patience)
    rounds = [waiting.run(), app[keys.NOTICES].run()]
    if (mailer := _mailer(app)) is not None:
        rounds.append(mailer.run())
    tasks = [asyncio.create_task(work) for work in rounds]
    yield
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _mailer(app: web.Application) -> Mailer | None:
    """Who writes to departments; nobody without a mail server."""
    settings = app[keys.SETTINGS]
    if settings.smtp_host is None or settings.smtp_from is None:
        return None
    password = settings.smtp_password.get_secret_value() if settings.smtp_password else None
    smtp = Smtp(settings.smtp_host, settings.smtp_port, settings.smtp_tls, settings.smtp_user, password)
    municipality, site = app[keys.MUNICIPALITY], settings.site_url
    queue = MailQueue(app[keys.ENGINE])
    return Mailer(queue, app[keys.HANDOVERS], municipality, smtp.send, settings.smtp_from, site)


async def _retention(app: web.Application) -> AsyncIterator[None]:
    settings = app[keys.SETTINGS]
    retention = Retention(app[keys.ENGINE], settings.tracker_url, app[keys.PHOTOS], settings.retention_days)
    task = asyncio.create_task(_forget_from_time_to_time(app, retention))
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def _forget_from_time_to_time(app: web.Application, retention: Retention) -> None:
    while True:
        try:
            await retention.forget_old(utc_now())
            await sweep(app[keys.ENGINE], app[keys.SETTINGS].tracker_url, app[keys.PHOTOS], utc_now())
        except Exception:
            # What could not be deleted now is found again the next time.
            logger.exception("old conversations could not be deleted")
        await asyncio.sleep(_PURGE_EVERY)


async def _send_listeners_home(app: web.Application) -> None:
    app[keys.ANNOUNCER].close()
