"""Another website, with its own rules and its own taste, that shows the chat."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<link rel="icon" href="data:,"></head><body><h1>{title}</h1><p><a href="/tweede">Next page</a></p>
<button id="own">Our own button</button><script {kind} src="{script}"></script></body></html>"""
# What a strict website allows: scripts and connections of Noor's, and not one style or image besides.
# Browsers without sheets made by scripts need Noor's styles as well.
FOR_OLD = "; style-src {noor}"
STRICT = "default-src 'none'; script-src {noor}; connect-src {noor}; img-src data:; require-trusted-types-for 'script'"


@contextmanager
def guest_site(port: int, noor: str, kind: str = 'type="module"', rules: str = STRICT) -> Iterator[None]:
    """Serve pages on that port; `kind` is how the script is loaded. `/lijst` shows the first in a frame."""
    headers = {"Content-Security-Policy": rules.format(noor=noor) + f"; frame-src http://127.0.0.1:{port}"}
    frame = f'<!doctype html><title>A frame</title><iframe src="http://127.0.0.1:{port}/" width="900" height="700">'
    pages = {"/lijst": frame.encode()} | {
        path: PAGE.format(title=title, kind=kind, script=f"{noor}/noor-chat.js").encode()
        for path, title in (("/", "A town"), ("/tweede", "Another page"))
    }
    server = ThreadingHTTPServer(("127.0.0.1", port), _handler(pages, headers))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(pages: Mapping[str, bytes], headers: Mapping[str, str]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path in pages else 404)
            for name, value in {**headers, "Content-Type": "text/html"}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(pages.get(self.path, b""))

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler
