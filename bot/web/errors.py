"""Errors as people may see them: one kind Dutch sentence, never a stack trace."""

import json
import logging
from http import HTTPStatus

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.web.keys import METRICS

logger = logging.getLogger(__name__)

_API = "/api/"
_SENTENCES = {
    400: "Ik kon dat niet lezen. Laad de pagina opnieuw en probeer het nog een keer.",
    403: "Dit mag hier niet.",
    404: "Deze pagina bestaat niet (meer).",
    405: "Dit kan hier niet.",
    413: "Dit is te veel in één keer. Maak je bericht korter.",
}
_BROKEN = "Er ging bij ons iets mis. Probeer het zo nog een keer."


class ApiError(Exception):
    """What a call of the API answers instead of what was asked for."""

    def __init__(self, status: int, code: str, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(code)
        self.status, self.code, self.message, self.headers = status, code, message, headers


@web.middleware
async def errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn whatever goes wrong into an answer, and count it."""
    try:
        return await handler(request)
    except ApiError as error:
        answer = _json(error)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        answer = _plain(request, error.status)
        answer.headers.update({name: error.headers[name] for name in ("Allow",) if name in error.headers})
    except ConnectionResetError:
        raise  # The reader left; there is nobody to answer.
    except Exception:
        logger.exception("%s %s failed", request.method, request.match_info.route.resource)
        answer = _plain(request, 500)
    request.config_dict[METRICS].http_errors.labels(str(answer.status)).inc()
    return answer


def sentence(status: int) -> str:
    """What people read when something ends with this status."""
    return _SENTENCES.get(status, _BROKEN)


def _plain(request: web.Request, status: int) -> web.Response:
    if request.path.startswith(_API):
        return _json(ApiError(status, HTTPStatus(status).name.lower(), sentence(status)))
    return web.Response(status=status, text=sentence(status) + "\n")


def _json(error: ApiError) -> web.Response:
    body = {"error": {"code": error.code, "message": error.message}}
    text = json.dumps(body, ensure_ascii=False)
    return web.json_response(text=text, status=error.status, headers=error.headers)
