"""The desk as an application of its own under `/balie`: what its pages share, and where each is."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp_jinja2
import jinja2
from aiohttp import web

from bot.desk import (
    audit_page,
    conversation_page,
    directory_sign_in,
    export,
    handover_acts,
    handover_page,
    handover_stream,
    live_watch,
    mail,
    my_account,
    news,
    notices,
    presence,
    ready_texts_page,
    review,
    review_queue,
    saved_filters,
    search_page,
    sign_in,
    staff_pages,
    work_list,
)
from bot.desk.access import ACCOUNTS, own_pages_only, signed_in_only
from bot.desk.accounts import FIRST_LOGIN, Accounts
from bot.desk.administration import ADMINISTRATION, Administration
from bot.desk.changes import Changes
from bot.desk.error_pages import error_pages
from bot.desk.insight import page as insight_page
from bot.desk.insight.insight import InsightReader, KeptInsight
from bot.desk.insight.page import KEPT
from bot.desk.passwords import Passwords
from bot.desk.views import mark_masked
from bot.web.headers import POLICY
from bot.web.keys import ANNOUNCER, ENGINE, MUNICIPALITY, READER, SETTINGS
from bot.web.rate import RateLimit

_SUBJECTS = (
    # Before the acts on a handover, whose address would take in these.
    export,
    sign_in,
    directory_sign_in,
    work_list,
    handover_page,
    handover_stream,
    handover_acts,
    ready_texts_page,
    review,
    review_queue,
    conversation_page,
    insight_page,
    presence,
    notices,
    mail,
    news,
    search_page,
    saved_filters,
    my_account,
    staff_pages,
    audit_page,
)
STATIC = web.static("/static/desk", Path(__file__).with_name("static"))


def desk() -> web.Application:
    """The application; all of it but signing in needs a session."""
    app = web.Application(middlewares=[error_pages, own_pages_only, signed_in_only])
    app[sign_in.WRONG_TRIES] = RateLimit(burst=5, per_second=5 / 60)
    app.on_response_prepare.append(_keep_within)
    templates = jinja2.FileSystemLoader(Path(__file__).with_name("templates"))
    aiohttp_jinja2.setup(app, loader=templates, filters={"masked": mark_masked})
    for subject in _SUBJECTS:
        app.add_routes(subject.ROUTES)
    return app


async def open_desk(front: web.Application) -> AsyncIterator[None]:
    """What the desk needs of the front's database, which it watches for changes.

    Makes the first administrator when there is nobody yet; a password that is made is printed, this once.
    """
    passwords = Passwords()
    front[ACCOUNTS] = accounts = Accounts(front[ENGINE], passwords)
    front[ADMINISTRATION] = Administration(front[ENGINE], passwords)
    given = front[SETTINGS].desk_password
    made = await accounts.make_first(given.get_secret_value() if given else None)
    if made:
        print(f"Inloggen bij de balie (dit zie je maar één keer): {FIRST_LOGIN} met wachtwoord {made}", flush=True)
    front[KEPT] = KeptInsight(InsightReader(front[READER], front[MUNICIPALITY]))
    front[news.CHANGES] = changes = Changes(front[READER], front[ANNOUNCER])
    await changes.begin()
    watching = asyncio.create_task(changes.watch())
    taking_back = asyncio.create_task(live_watch.watch(front))
    yield
    for task in (watching, taking_back):
        task.cancel()
    await asyncio.gather(watching, taking_back, return_exceptions=True)


async def _keep_within(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers["Cache-Control"] = "no-store"
    # Our own pages are told where a form comes from, which is how `own_pages_only` knows; others never are.
    response.headers["Referrer-Policy"] = "same-origin"
    # No page may show the desk within itself, ours neither: nobody can be made to click what they do not see.
    response.headers["Content-Security-Policy"] = POLICY.replace("frame-ancestors 'self'", "frame-ancestors 'none'")
