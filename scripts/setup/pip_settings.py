"""The machine's package settings. uv does not read pip's, so they are handed to it at run time."""

from __future__ import annotations

import os
from configparser import Error, RawConfigParser
from pathlib import Path
from typing import Dict, Iterable, Mapping

UV_NAMES = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "no-index": "UV_OFFLINE",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
    "proxy": "ALL_PROXY",
}
# Older names for the same things: whoever set one of these has already told uv.
ALSO_SET_AS = {"UV_DEFAULT_INDEX": "UV_INDEX_URL", "UV_INDEX": "UV_EXTRA_INDEX_URL"}


def for_uv(environ: Mapping[str, str], home: Path) -> Dict[str, str]:
    """The environment for uv: this process's, completed with pip's settings where uv has none of its own."""
    env = dict(environ)
    for option, value in read(environ, home).items():
        name = UV_NAMES[option]
        if name not in env and ALSO_SET_AS.get(name) not in env:
            env[name] = (",".join if name == "UV_FIND_LINKS" else " ".join)(value.split())
    if environ.get("WHEELHOUSE"):
        wheelhouse = str(Path(environ["WHEELHOUSE"]).resolve())
        env["UV_FIND_LINKS"] = ",".join(filter(None, [wheelhouse, env.get("UV_FIND_LINKS")]))
    # As pip does: all indexes count. The hashes in the lock keep this safe.
    env.setdefault("UV_INDEX_STRATEGY", "unsafe-best-match")
    env.setdefault("UV_HTTP_RETRIES", "1")
    return env


def read(environ: Mapping[str, str], home: Path) -> Dict[str, str]:
    """pip's options that matter here, from its configuration files and then its environment variables."""
    found: Dict[str, str] = {}
    parser = RawConfigParser()
    for file in _files(environ, home):
        try:
            parser.read(file)
        except (Error, UnicodeDecodeError):
            continue
    for section in ("global", "install"):
        if parser.has_section(section):
            found.update((o, v) for o, v in parser.items(section) if o in UV_NAMES and v)
    for option in UV_NAMES:
        value = environ.get("PIP_" + option.upper().replace("-", "_"))
        if value:
            found[option] = value
    return found


def _files(environ: Mapping[str, str], home: Path) -> Iterable[Path]:
    chosen = environ.get("PIP_CONFIG_FILE")
    if chosen == os.devnull:
        return []
    files = [Path(folder) / "pip/pip.conf" for folder in environ.get("XDG_CONFIG_DIRS", "/etc/xdg").split(":")]
    files += [Path("/etc/pip.conf"), home / ".pip/pip.conf"]
    files += [Path(environ.get("XDG_CONFIG_HOME") or home / ".config") / "pip/pip.conf"]
    return files + ([Path(chosen)] if chosen else [])
