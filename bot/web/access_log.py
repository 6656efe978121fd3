"""One line a request, without anything a person typed."""

from aiohttp import web
from aiohttp.abc import AbstractAccessLogger

# Asked every few seconds by whoever watches over the process.
_PROBES = ("/healthz", "/readyz", "/metrics")


class AccessLogger(AbstractAccessLogger):
    """Method, path as it was sent but without its query, status and milliseconds."""

    def log(self, request: web.BaseRequest, response: web.StreamResponse, time: float) -> None:
        path = request.raw_path.partition("?")[0]
        if path in _PROBES:
            return
        self.logger.info("%s %s %d %.1f ms", request.method, path[:200], response.status, time * 1000)
