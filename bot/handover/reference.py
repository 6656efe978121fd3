"""The reference of a handover: short, readable aloud by telephone, and checked when it is typed back."""

import secrets
import unicodedata
from typing import Protocol

from stdnum.iso7064 import mod_37_36

# One symbol of each group that looks alike (0 O D Q, 1 I L, 2 Z, 5 S, 6 G, 8 B) or sounds alike in Dutch
# (B D P T, F S, H K, M N, V W, 7 9); no vowels, so that no words appear. The check needs an even number.
ALPHABET = "345678FHJLMPRWXZ"
_LENGTH = 6
_LOOK_ALIKES = str.maketrans({"1": "L", "I": "L", "2": "Z", "S": "5", "G": "6", "B": "8"})


class Chooser(Protocol):
    """What `secrets` and `random.Random` have in common."""

    def choice(self, seq: str, /) -> str: ...


def new_reference(rng: Chooser = secrets) -> str:
    """A new reference such as "H4P-7WX"; the last symbol is a check symbol.

    There are a million, so who stores one must be ready to draw again when it is taken.
    """
    body = "".join(rng.choice(ALPHABET) for _ in range(_LENGTH - 1))
    return _hyphenated(body + mod_37_36.calc_check_digit(body, ALPHABET))


def normalise_reference(text: str) -> str | None:
    """The reference as `new_reference` writes it, from what somebody typed; None when it cannot be one.

    Case, spaces and hyphens do not matter, and look-alikes are read as the symbol they were taken for.
    """
    typed = unicodedata.normalize("NFKC", text).upper().translate(_LOOK_ALIKES)
    symbols = "".join(symbol for symbol in typed if symbol.isalnum())
    if len(symbols) != _LENGTH or not mod_37_36.is_valid(symbols, ALPHABET):
        return None
    return _hyphenated(symbols)


def _hyphenated(symbols: str) -> str:
    return f"{symbols[:3]}-{symbols[3:]}"
