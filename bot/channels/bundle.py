"""The widget as one script: `widget/*.js` joined in the order in which they need each other, styles and facts inside.

The modules are written so that joining them is enough: they import by name from each other only, and no two use the
same name. A browser refuses a file in which two do, so every test in a browser would fail.
"""

import gzip
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WIDGET = Path(__file__).with_name("widget")
_FIRST = "element.js"
_STYLES = ("colours.css", "frame.css", "thread.css", "composer.css", "helps.css", "fits.css")

_IMPORT = re.compile(r'^import (?:\{\s*\w+(?:,\s*\w+)*,?\s*\} from )?"\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function|function|class|const|let) )", re.MULTILINE)
_LEFT_OVER = re.compile(r"^\s*(?:import|export)\b.*$", re.MULTILINE)


@dataclass(frozen=True)
class Bundle:
    """A file as it is sent."""

    plain: bytes
    zipped: bytes
    tag: str


def bundle(config: Mapping[str, Any]) -> Bundle:
    """Join the modules; `config` is what they find in CONFIG. Raises ValueError for what cannot be joined."""
    made = {
        "config.js": f"export const CONFIG = {_literal(config)};",
        "styles.js": f"export const STYLES = {_literal(_styles())};",
    }
    parts: dict[str, str] = {}
    _collect(_FIRST, made, parts)
    # A block: two functions of one name are then an error instead of one silently replacing the other.
    script = '(() => {\n"use strict";\n{\n' + "\n".join(parts.values()) + "\n}\n})();\n"
    return _file(script)


def style_sheet() -> Bundle:
    """The styles as a file, for browsers in which the script cannot bring them."""
    return _file(_styles())


def _styles() -> str:
    return "\n".join((WIDGET / name).read_text(encoding="utf-8") for name in _STYLES)


def _file(text: str) -> Bundle:
    plain = text.encode()
    return Bundle(plain, gzip.compress(plain, 9, mtime=0), f'"{hashlib.sha256(plain).hexdigest()[:24]}"')


def _collect(name: str, made: Mapping[str, str], parts: dict[str, str]) -> None:
    """Add a module to `parts` after those it needs."""
    if name in parts:
        return
    source = made[name] if name in made else (WIDGET / name).read_text(encoding="utf-8")
    for needed in _IMPORT.findall(source):
        _collect(needed, made, parts)
    joined = _EXPORT.sub("", _IMPORT.sub("", source))
    if (line := _LEFT_OVER.search(joined)) is not None:
        raise ValueError(f"{name}: cannot be joined: {line[0].strip()}")
    parts[name] = joined


def _literal(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
