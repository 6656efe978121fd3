"""Dutch in what browsers get: the strings of the widget's modules, and the text of pages."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", re.DOTALL)
_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"|\'((?:[^\'\\\n]|\\.)*)\'|`((?:[^`\\]|\\.)*)`')
_IMPORT = re.compile(r"^\s*import .*$", re.MULTILINE)
_FILLED_IN = re.compile(r"\$\{[^{}]*\}")
_TEMPLATE = re.compile(r"\{%.*?%\}", re.DOTALL)
_VALUE = re.compile(r"\{\{.*?\}\}")
_READ_ALOUD = ("alt", "aria-label", "title", "placeholder")
_NOT_READ = ("script", "style", "code")
_INLINE = ("a", "strong", "em", "b", "i", "span")


def strings_of(module: str) -> Iterator[tuple[int, str]]:
    """Line and text of each string in a JavaScript module; `{}` stands for what is filled in."""
    blank = _COMMENT.sub(_lines_only, _IMPORT.sub(_lines_only, module))
    for match in _STRING.finditer(blank):
        text = next(part for part in match.groups() if part is not None)
        yield blank.count("\n", 0, match.start()) + 1, _FILLED_IN.sub("{}", text)


def texts_of_page(page: str) -> list[tuple[int, str]]:
    """Line and text of each piece of a page that people read or hear."""
    reader = _Reader()
    reader.feed(_VALUE.sub("{}", _TEMPLATE.sub(_lines_only, page)))
    reader.close()
    return [(line, text) for line, text in reader.found if re.search(r"[^\W\d_]{2}", text)]


def _lines_only(match: "re.Match[str]") -> str:
    return "\n" * match[0].count("\n")


class _Reader(HTMLParser):
    """Text of blocks; what is inline belongs to the block around it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self._parts: list[str] = []
        self._line = 1
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [(self.getpos()[0], value) for name, value in attrs if name in _READ_ALOUD and value]
        if ("name", "description") in attrs:
            self.found += [(self.getpos()[0], value) for name, value in attrs if name == "content" and value]
        self._skipped += tag in _NOT_READ
        if tag not in _INLINE:
            self._end()

    def handle_endtag(self, tag: str) -> None:
        self._skipped -= tag in _NOT_READ
        if tag not in _INLINE:
            self._end()

    def handle_data(self, data: str) -> None:
        if self._skipped:
            return
        if not self._parts:
            self._line = self.getpos()[0]
        self._parts.append(data)

    def close(self) -> None:
        super().close()
        self._end()

    def _end(self) -> None:
        text = " ".join("".join(self._parts).split())
        self._parts.clear()
        if text:
            self.found.append((self._line, text))
