"""Slips of the finger, for learning to read past them."""

import random

BESIDE = {
    letter: row[max(at - 1, 0) : at] + row[at + 1 : at + 2]
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for at, letter in enumerate(row)
}
ALIKE = (("ij", "ei"), ("ei", "ij"), ("au", "ou"), ("ou", "au"), ("dt", "d"), ("sch", "sg"), ("ch", "g"), ("c", "k"))
ALIKE_SHARE = 0.2


def slip(text: str, chance: random.Random) -> str:
    """A text with one letter left out, doubled, swapped with the next or mistaken for the key beside it, or with one
    sound spelled as it is heard. A text of fewer than four letters stays as it is."""
    if len(text) < 4:
        return text
    heard = [(sound, written) for sound, written in ALIKE if sound in text]
    if heard and chance.random() < ALIKE_SHARE:
        sound, written = chance.choice(heard)
        return text.replace(sound, written, 1)
    at = chance.randrange(1, len(text) - 2)
    before, letter, after, rest = text[:at], text[at], text[at + 1], text[at + 2 :]
    return chance.choice(
        [
            before + after + rest,
            before + letter + letter + after + rest,
            before + after + letter + rest,
            before + chance.choice(BESIDE.get(letter, letter)) + after + rest,
        ]
    )
