"""What residents read when Noor herself cannot answer."""


def outage(phone: str | None) -> str:
    """Rasa cannot be reached for a while; the message waits."""
    text = "Er is even een storing bij mij. Je bericht is bewaard: zodra het weer werkt, krijg je antwoord."
    return f"{text} Heb je haast? Bel {phone}." if phone else text


def apology(phone: str | None) -> str:
    """Rasa cannot answer this one message."""
    text = "Sorry, er ging bij mij iets mis met dit bericht. Je kunt gewoon verder praten."
    return f"{text} Liever een mens? Bel {phone}." if phone else text
