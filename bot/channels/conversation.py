"""Which conversation a call is about: a token in the header, or the cookie where the browser sends one."""

from aiohttp import hdrs, web

from bot.web.errors import ApiError
from bot.web.keys import LOG, SETTINGS
from bot.web.origins import is_own

COOKIE = "noor"
_COOKIE_PATH = "/api/chat"


async def conversation_of(request: web.Request) -> str:
    """The id of the caller's conversation. Raises `ApiError` when there is none (any more)."""
    conversation_id = await conversation_if_any(request)
    if conversation_id is None:
        raise unknown_conversation()
    return conversation_id


async def conversation_if_any(request: web.Request) -> str | None:
    """The id of the caller's conversation; None when there is none (any more)."""
    scheme, _, given = request.headers.get(hdrs.AUTHORIZATION, "").partition(" ")
    token = given.strip() if scheme.lower() == "bearer" else request.cookies.get(COOKIE)
    return await request.app[LOG].conversation_of(token) if token else None


def unknown_conversation() -> ApiError:
    """The conversation is not (or no longer) there."""
    message = "Ik kan dit gesprek niet meer vinden. Begin een nieuw gesprek, dan help ik je verder."
    return ApiError(401, "unknown_conversation", message)


def cookie_comes_back(request: web.Request) -> bool:
    """Whether the browser sends a cookie along next time: only from pages of the same site.

    Browsers say where a request comes from; over plain http they do not, and then only our own pages are sure.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "same-site", "none")
    return hdrs.ORIGIN not in request.headers or is_own(request)


def keep_in_cookie(request: web.Request, response: web.Response, token: str) -> None:
    """Give the token in a cookie that scripts cannot read and other sites cannot send."""
    response.set_cookie(
        COOKIE,
        token,
        path=_COOKIE_PATH,
        httponly=True,
        samesite="Strict",
        secure=request.app[SETTINGS].secure_cookies,
    )
