"""What staff see when something cannot be: a page of the desk with one kind sentence."""

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler

from bot.desk.rendering import render
from bot.web.errors import sentence
from bot.web.keys import METRICS

_NOT_FOUND = "Deze pagina bestaat niet (meer), of hoort bij een andere afdeling."


@web.middleware
async def error_pages(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Show refusals as a page. What is not theirs and what is not there look the same."""
    try:
        return await handler(request)
    except web.HTTPClientError as error:
        if "text/html" not in request.headers.get(hdrs.ACCEPT, "text/html"):
            raise
        request.config_dict[METRICS].http_errors.labels(str(error.status)).inc()
        said = _NOT_FOUND if error.status == 404 else sentence(error.status)
        page = render(request, "error.html", {"sentence": said}, error.status)
        page.headers.update({name: error.headers[name] for name in (hdrs.ALLOW,) if name in error.headers})
        return page
