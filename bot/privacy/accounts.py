"""Finding bank accounts and payment cards."""

import re
from collections.abc import Iterator
from functools import cache

from stdnum import iban, luhn, numdb

from bot.privacy.found import Found
from bot.privacy.numbers import Number, scan

_IBAN = re.compile(r"(?=(?P<country>[A-Z]{2})[ \n]?[0-9]{2}(?:[ .,\n-]{0,2}[A-Z0-9]){11,30})", re.IGNORECASE)
_DUTCH_IBAN = re.compile(r"NL[0-9]{2}[A-Z]{4}[0-9]{10}")
_CARD_SIZES = {(4, 4, 4, 4), (4, 4, 4, 4, 3), (4, 6, 5), (4, 6, 4)}


def ibans(text: str) -> Iterator[Found]:
    """Account numbers of any country; a Dutch one also when its check digits are wrong."""
    end = 0
    for match in _IBAN.finditer(text):
        start, length = match.start(), _iban_length(match["country"].upper())
        if start < end or length is None:
            continue
        stop = min(start + 3 * length, len(text))
        places = [place for place in range(start, stop) if text[place].isalnum()][:length]
        value = "".join(text[place] for place in places).upper()
        if iban.is_valid(value, check_country=False) or _DUTCH_IBAN.fullmatch(value):
            end = places[-1] + 1
            yield Found(start, end, "iban", value)


@cache
def _iban_length(country: str) -> int | None:
    structure = numdb.get("iban").info(country)[0][1].get("bban")
    return 4 + sum(map(int, re.findall("[0-9]+", structure))) if structure else None


def cards(text: str) -> Iterator[Found]:
    """Payment cards in one piece, or in the groups that are printed on them."""

    def judge(number: Number) -> Found | None:
        shaped = len(number.sizes) == 1 or (number.sizes in _CARD_SIZES and not number.has_commas)
        if shaped and not number.plus and luhn.is_valid(number.digits):
            return Found(number.start, number.end, "card", number.digits)
        return None

    return scan(text, range(13, 20), judge, leading="123456789")
