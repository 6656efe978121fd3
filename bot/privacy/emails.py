"""Finding e-mail addresses, as they are typed and as they are said."""

import re
from collections.abc import Iterator

from bot.privacy.found import Found

_START = r"(?<![\w.%+'-])['.-]*(?P<local>[\w%+]"
_DOT = r" ?[ \[(](?:punt|dot)[ \])] ?"
_EMAIL = re.compile(_START + r"[\w.%+'-]*)@(?:@{1,2}(?=[\w-]+\.))?(?P<domain>[\w-]*[^\W\d_][\w-]*(?:\.[\w-]+)*)")
_SPELLED = re.compile(
    _START + rf"[\w.%+'-]{{0,63}}(?:{_DOT}[\w.%+'-]{{1,64}}){{0,4}})"
    r"(?:[ \n]{0,2}[\[(]?(?:@{1,3}|apen?staart(?:je)?)[\])]?[ \n]{0,2}| ?[\[(]at?[\])] ?| at )"
    rf"(?P<domain>(?:[\w-]{{1,63}}(?:\.|{_DOT})){{1,4}}(?:nl|com|net|org|eu|be|de|fr|uk|info|email))\b",
    re.IGNORECASE,
)

_ONE = re.compile(r"[^\s@<>(),;:\"\\]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")


def emails(text: str) -> Iterator[Found]:
    """Whatever is written around an @, also when its last part is missing."""
    yield from map(_found, _EMAIL.finditer(text))


def spelled_emails(text: str) -> Iterator[Found]:
    """Addresses as they are said ("jan apenstaartje kust punt nl"), or with spaces or a new line beside the @."""
    yield from map(_found, _SPELLED.finditer(text))


def _found(match: re.Match[str]) -> Found:
    local, domain = (re.sub(_DOT, ".", part.lower()).rstrip("'.-") for part in match.group("local", "domain"))
    return Found(match.start("local"), match.end(), "email", f"{local}@{domain}")


def is_email(text: str) -> bool:
    """Whether this is one e-mail address and nothing else, for staff and operators who type one."""
    return len(text) <= 254 and _ONE.fullmatch(text) is not None
