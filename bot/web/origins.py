"""Which websites' pages may use the chat's calls: our own and those in the settings."""

from urllib.parse import urlsplit

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler

from bot.web.errors import ApiError
from bot.web.keys import SETTINGS

_CALLS = "/api/chat/"
_PREFLIGHT = {
    hdrs.ACCESS_CONTROL_ALLOW_METHODS: "GET, POST",
    hdrs.ACCESS_CONTROL_ALLOW_HEADERS: "Authorization, Content-Type",
    hdrs.ACCESS_CONTROL_MAX_AGE: "7200",
}


@web.middleware
async def known_origins_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what a page of an unknown website asks; a program that is no browser names no origin.

    Of all answers only the refusal can be read there: a visitor has to see why there is no chat.

    A cookie goes along with calls from every page of the same site, such as another subdomain's, so the cookie alone
    does not show that the call is ours.
    """
    if request.path.startswith(_CALLS) and hdrs.ORIGIN in request.headers:
        if not is_known(request):
            raise ApiError(403, "unknown_website", "Noor kan op deze website niet chatten.", _readable(request))
        if request.method == hdrs.METH_OPTIONS:
            return web.Response(status=204, headers=_PREFLIGHT)
    return await handler(request)


async def let_known_origins_read(request: web.Request, response: web.StreamResponse) -> None:
    """A signal handler for `on_response_prepare`: the browser gives our answer to a page of a known website."""
    if not request.path.startswith(_CALLS):
        return
    response.headers[hdrs.VARY] = hdrs.ORIGIN
    if hdrs.ORIGIN in request.headers and is_known(request):
        response.headers.update(_readable(request))


def _readable(request: web.Request) -> dict[str, str]:
    """The headers with which a browser lets the page that asks read the answer."""
    return {
        hdrs.ACCESS_CONTROL_ALLOW_ORIGIN: request.headers[hdrs.ORIGIN],
        hdrs.ACCESS_CONTROL_ALLOW_CREDENTIALS: "true",
        hdrs.ACCESS_CONTROL_EXPOSE_HEADERS: hdrs.RETRY_AFTER,
    }


def is_known(request: web.Request) -> bool:
    """Whether the page that asks is ours or one of a website in the settings."""
    return is_own(request) or request.headers[hdrs.ORIGIN] in request.config_dict[SETTINGS].origins


def is_own(request: web.Request) -> bool:
    """Whether the page that asks is ours. The scheme does not count: a proxy may have taken https off."""
    origin = urlsplit(request.headers[hdrs.ORIGIN]).netloc
    return bool(origin) and origin in (request.host, urlsplit(request.config_dict[SETTINGS].site_url).netloc)
