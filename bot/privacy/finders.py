"""All finders of personal details, in the order in which they run; none sees what one before it found.

E-mail addresses and account numbers come first, since their digits may look like something else. Then
payment cards, which have a fixed shape and a check digit. Then telephone numbers, which begin with 0, 31
or +. Then BSNs: nine digits that pass the eleven test and are no part of a valid telephone number. A mobile
number without its 0 ("612345678") is only seen as one when it fails that test: better to miss a telephone
number than to keep a BSN.
"""

import re
from collections.abc import Callable, Iterator

from stdnum.nl import bsn

from bot.privacy.accounts import cards, ibans
from bot.privacy.emails import emails, spelled_emails
from bot.privacy.found import Found
from bot.privacy.numbers import Number, scan
from bot.privacy.phones import bare_mobiles, broken_phones, phones

_BSN_WORD = re.compile(r"bsn|burger ?service|\bsofi(?:[ -]?nummer)?\b", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"[0-9]{9,}|(?<!\w)06\W{0,3}[0-9](?:[ .-]?[0-9]){6,8}")


def bsns(text: str) -> Iterator[Found]:
    """Nine digits of which two are true: the eleven test, a regular way of writing, the word BSN close by.

    Eight digits that lost their first 0 must pass the test and have the word close by.
    """

    def judge(number: Number) -> Found | None:
        value = number.digits.zfill(9)
        valid = bsn.is_valid(value)
        named = _BSN_WORD.search(text, max(0, number.start - 40), number.end + 20) is not None
        regular = number.regular and len(number.digits) == 9
        return Found(number.start, number.end, "bsn", value) if valid + named + regular >= 2 else None

    return scan(text, range(8, 10), judge)


def long_numbers(text: str) -> Iterator[Found]:
    """Nine digits or more in a row: no question of Noor's needs them. Also 06 with odd signs behind it."""
    for match in _LONG_NUMBER.finditer(text):
        yield Found(match.start(), match.end(), None, match[0])


FINDERS: tuple[Callable[[str], Iterator[Found]], ...] = (
    spelled_emails,
    emails,
    ibans,
    cards,
    phones,
    bsns,
    bare_mobiles,
    broken_phones,
    long_numbers,
)
