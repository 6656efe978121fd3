"""What a finder of personal details yields."""

from typing import Literal, NamedTuple

Kind = Literal["bsn", "iban", "card", "email", "phone"]


class Found(NamedTuple):
    """A place in the text; `kind` is None for a number of which nobody can say what it is."""

    start: int
    end: int
    kind: Kind | None
    value: str
