"""Nothing in scripts and styles that the oldest browsers we serve (docs/website.md) cannot do without.

The list holds what came later than they did and breaks a script or a page. What is only prettier in newer browsers,
such as `text-wrap`, is not in it.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.channels.bundle import WIDGET

PROGRAM = Path(__file__).parents[2] / "bot"


class Browsers(NamedTuple):
    """The oldest versions of Safari, on telephones too, and of Firefox."""

    safari: float
    firefox: int


RESIDENTS, STAFF = Browsers(15.4, 115), Browsers(17.0, 128)
SCRIPTS = [
    (r"\(\?<[=!]", Browsers(16.4, 78)),
    (r"/[dgimsuy]*v[dgimsuy]*[;,)]|RegExp\([^)]*, *\"\w*v\w*\"", Browsers(17.0, 116)),
    (r"^\s*static \{", Browsers(16.4, 93)),
    (r"\.(?:toSorted|toReversed|toSpliced|with)\(", Browsers(16.0, 115)),
    (r"\bArray\.fromAsync\b", Browsers(16.4, 115)),
    (r"\b(?:Object|Map)\.groupBy\b", Browsers(17.4, 119)),
    (r"\bPromise\.withResolvers\b", Browsers(17.4, 121)),
    (r"\bPromise\.try\b", Browsers(18.2, 134)),
    (r"\bIterator\b|\.values\(\)\.(?:map|filter|take|drop|find|some|toArray)\(", Browsers(18.4, 131)),
    (r"\.(?:union|intersection|difference|isSubsetOf|isSupersetOf|isDisjointFrom)\(", Browsers(17.0, 127)),
    (r"\b(?:isWellFormed|toWellFormed)\b", Browsers(16.4, 119)),
    (r"\bAbortSignal\.timeout\b", Browsers(16.0, 100)),
    (r"\bAbortSignal\.any\b", Browsers(17.4, 124)),
    (r"\bURL\.(?:canParse|parse)\b", Browsers(17.0, 126)),
    (r"\brequestSubmit\b", Browsers(16.0, 75)),
    (r"\bcheckVisibility\b", Browsers(17.4, 106)),
    (r"\.inert\b|\binert:", Browsers(15.5, 112)),
    (r"\b(?:show|hide|toggle)Popover\b|popover(?:target)?\b", Browsers(17.0, 125)),
    (r"\bstartViewTransition\b", Browsers(18.0, 144)),
    (r"\b(?:setHTML|setHTMLUnsafe|parseHTMLUnsafe)\b", Browsers(17.4, 123)),
    (r"^import .* with \{", Browsers(17.2, 138)),
]
STYLES = [
    (r"^\s*(?:&|[^@{}]*\{[^{}]*[&>.#:][^{};]*\{)", Browsers(16.5, 117)),
    (r"\((?:min-|max-)?(?:width|height|inline-size) *[<>]", Browsers(16.4, 102)),
    (r"\([\d.]+\w+ *[<>]=? *(?:width|height)", Browsers(16.4, 102)),
    (r"\bcolor-mix\(", Browsers(16.2, 113)),
    (r"\blight-dark\(", Browsers(17.5, 120)),
    (r"\brgb\(from\b|\boklch\(from\b", Browsers(18.0, 128)),
    (r"@container\b", Browsers(16.0, 110)),
    (r"@scope\b", Browsers(17.4, 146)),
    (r"@starting-style\b", Browsers(17.5, 129)),
    (r"@property\b", Browsers(16.4, 128)),
    (r"\bsubgrid\b", Browsers(16.0, 71)),
    (r"\banchor\(|\banchor-name:|\bposition-area:", Browsers(26.0, 147)),
    (r"\[popover\]|:popover-open", Browsers(17.0, 125)),
    (r":user-(?:in)?valid", Browsers(16.5, 88)),
    (r",[^{},]*:has\(|:has\([^{]*,[^{]*\{", Browsers(15.4, 121)),
]


def files() -> Iterator[tuple[Path, Browsers]]:
    for folder, oldest in (
        (WIDGET, RESIDENTS),
        (PROGRAM / "channels/static", RESIDENTS),
        (PROGRAM / "desk/static", STAFF),
    ):
        for file in sorted(folder.iterdir()):
            if file.suffix in (".js", ".css"):
                yield file, oldest


def too_new(text: str, suffix: str, oldest: Browsers) -> list[str]:
    """What stands in a file that these browsers lack."""
    later = SCRIPTS if suffix == ".js" else STYLES
    patterns = (pattern for pattern, since in later if since.safari > oldest.safari or since.firefox > oldest.firefox)
    return [found[0].strip() for pattern in patterns for found in re.finditer(pattern, text, re.MULTILINE)]


@pytest.mark.parametrize(("file", "oldest"), files(), ids=lambda value: value.name if isinstance(value, Path) else "")
def test_the_oldest_browsers_understand(file: Path, oldest: Browsers) -> None:
    assert too_new(file.read_text(encoding="utf-8"), file.suffix, oldest) == []


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (".js", 'const LINKS = new RegExp(`(?<![\\\\w@])(${PATTERN})`, "gi");'),
        (".js", "const EMOJI = /\\p{RGI_Emoji}/v;"),
        (".js", "  static {"),
        (".js", "return Object.groupBy(items, kind);"),
        (".js", "const sorted = items.toSorted();"),
        (".js", "form.requestSubmit();"),
        (".css", ".panel {\n  & > p { margin: 0; }\n}"),
        (".css", ".panel { color: red; .name { margin: 0; } }"),
        (".css", "@media (width >= 40rem) { p { margin: 0; } }"),
        (".css", "p { color: light-dark(black, white); }"),
        (".css", ".a, .b:has(.c) { margin: 0; }"),
    ],
)
def test_what_came_later_is_found(suffix: str, text: str) -> None:
    assert too_new(text, suffix, RESIDENTS)


def test_the_documentation_names_the_same_browsers() -> None:
    told = (PROGRAM.parent / "docs/website.md").read_text(encoding="utf-8")
    assert f"Safari {RESIDENTS.safari}" in told and f"Firefox {RESIDENTS.firefox}" in told
    assert f"Safari {STAFF.safari:g}" in told and f"Firefox {STAFF.firefox}" in told
