"""Finding telephone numbers.

The matcher of `phonenumbers` passes over a number that touches a letter, or that another number follows
("06 12345678 2 personen"). So the numbers are found here, and that library judges them.
"""

import re
from collections.abc import Iterator

import phonenumbers

from bot.privacy.found import Found
from bot.privacy.numbers import Number, scan

_PHONE = re.compile(r"0[1-9][0-9]{8}|00[1-9][0-9]{7,13}|31[1-9][0-9]{8}")


def phones(text: str) -> Iterator[Found]:
    """Valid numbers that begin with 0, 31 or +; not the short ones that belong to nobody (112, 0800-…)."""

    def judge(number: Number) -> Found | None:
        if number.plus:
            return _phone(number, "+" + number.digits)
        return _phone(number, number.digits) if _PHONE.fullmatch(number.digits) else None

    return scan(text, range(8, 17), judge, leading="03")


def bare_mobiles(text: str) -> Iterator[Found]:
    """Dutch mobile numbers without their 0."""

    def judge(number: Number) -> Found | None:
        return _phone(number, "0" + number.digits) if number.sizes in {(9,), (1, 8)} and not number.breaks else None

    return scan(text, range(9, 10), judge, leading="6")


def broken_phones(text: str) -> Iterator[Found]:
    """Numbers that begin and look like a telephone number, but have a digit too few, too many or wrong."""

    def judge(number: Number) -> Found | None:
        alike = number.plus or number.digits.startswith("06") or (number.regular and number.sizes[0] > 1)
        return Found(number.start, number.end, None, number.digits) if alike and not number.breaks else None

    return scan(text, range(9, 17), judge, leading="0")


def _phone(number: Number, dialled: str) -> Found | None:
    try:
        parsed = phonenumbers.parse(dialled, "NL")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    value = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return Found(number.start, number.end, "phone", value)
