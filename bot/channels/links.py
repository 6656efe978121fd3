"""What becomes a link in the chat: telephone numbers, addresses and websites of the municipality's own facts."""

import re

import phonenumbers

from bot.municipality import Municipality

_SITE = re.compile(r"(?<![\w@.-])(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[\w./-]*\w)?")
_EMAIL = re.compile(r"[\w.+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,}")
_COUNTRY = "NL"


def known_links(municipality: Municipality) -> list[dict[str, str]]:
    """Each `text` that may become a link to its `href`, the longest first; only facts that residents may read."""
    links: dict[str, str] = {}
    for name in municipality.facts:
        value = municipality.tell(name)
        if value is not None:
            links |= {text: f"mailto:{text}" for text in _EMAIL.findall(value)}
            links |= {text: f"https://{text}" for text in _SITE.findall(_EMAIL.sub(" ", value))}
            if (number := phone_link(value)) is not None:
                links[value] = number
    return [{"text": text, "href": links[text]} for text in sorted(links, key=len, reverse=True)]


def phone_link(value: str) -> str | None:
    """The link that calls a number; None for what is no telephone number."""
    if re.fullmatch(r"[\d\s+()-]{3,20}", value) is None:
        return None
    try:
        number = phonenumbers.parse(value, _COUNTRY)
    except phonenumbers.NumberParseException:
        return None
    return f"tel:{phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)}"
