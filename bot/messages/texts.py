"""What residents read that is not Noor's own answer."""

HANDED_BACK = "Het gesprek met een mens is klaar. Je praat weer met Noor. Noor is een computer."
COLLEAGUE_GONE = (
    "Sorry, de verbinding met mijn collega is weggevallen. Je praat weer met Noor. Noor is een computer. "
    "Je vraag staat nog bij de gemeente: een collega neemt hem weer op."
)
LET_GO = (
    "Mijn collega stopt nu met dit gesprek. Je praat weer met Noor. Noor is een computer. "
    "Je vraag staat nog bij de gemeente: een andere collega neemt hem op."
)
CLOSED_MEANWHILE = (
    "Er komt nu geen collega in dit gesprek: de gemeente heeft je vraag afgerond. Je praat weer met Noor. "
    "Noor is een computer. Heb je nog een vraag? Typ die dan hier."
)
NOBODY_CAME = "Er is nu geen collega vrij."
PHOTO = "Foto"
PHOTO_KEPT = "Je foto staat bij je gesprek. De collega die je helpt, kan hem zien."
PHOTOS_KEPT = "Je foto's staan bij je gesprek. De collega die je helpt, kan ze zien."


def taken_over(name: str) -> str:
    """A colleague has taken the conversation over."""
    return f"{name} van de gemeente neemt het gesprek over. Je praat nu met een mens."


def forwarded(department: str) -> str:
    """A colleague who talked with the resident has given the question to another department."""
    return (
        f"Mijn collega heeft je vraag doorgegeven aan een andere afdeling: {department}. "
        "Een collega van die afdeling neemt hem op. Je praat weer met Noor. Noor is een computer."
    )


def outage(phone: str | None) -> str:
    """Rasa cannot be reached for a while; the message waits."""
    text = "Er is even een storing bij mij. Je bericht is bewaard: zodra het weer werkt, krijg je antwoord."
    return f"{text} Heb je haast? Bel {phone}." if phone else text


def apology(phone: str | None) -> str:
    """Rasa cannot answer this one message."""
    text = "Sorry, er ging bij mij iets mis met dit bericht. Je kunt gewoon verder praten."
    return f"{text} Liever een mens? Bel {phone}." if phone else text
