"""Searching all handovers of a colleague's departments and what was said in their conversations."""

from aiohttp import web

from bot.desk.access import HOME, audit, colleague
from bot.desk.highlight import excerpts
from bot.desk.rendering import render
from bot.desk.work_list import Asked
from bot.handover.reference import normalise_reference
from bot.messages.rows import utc_now
from bot.privacy.masking import mask
from bot.storage.search import search_of, words_of
from bot.web.keys import READER

_PAGE = 20
_LONGEST = 200


async def search(request: web.Request) -> web.Response:
    """What is found for `q`, newest first; `voor`: the place of the last one that was shown."""
    typed = request.query.get("q", "")[:_LONGEST].strip()
    # A reference that was heard by telephone is looked up as it was meant.
    words = words_of(normalise_reference(typed) or typed)
    before = request.query.get("voor", "")
    asked = Asked(request)
    hits = await search_of(request.config_dict[READER]).find(
        words, asked.work.departments, _PAGE + 1, int(before) if before.isdecimal() and len(before) < 10 else None
    )
    shown = hits[:_PAGE]
    if words:
        await audit(request).write(colleague(request), "searched", None, utc_now(), mask(typed).text)
    handovers = await asked.work.named([hit.reference for hit in shown])
    rows = await asked.rows(handovers, {hit.reference: excerpts(hit.words, words) for hit in shown})
    more = {"q": typed, "voor": str(shown[-1].place)} if len(hits) > _PAGE else None
    context = {
        "q": typed,
        "words": words,
        "rows": rows,
        "before": bool(before),
        "next": str(request.rel_url.with_path(f"{HOME}/zoeken").with_query(more)) if more else None,
    }
    return render(request, "search.html", context)


ROUTES = [web.get("/zoeken", search)]
