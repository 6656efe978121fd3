"""Not knowing the answer."""

import pytest

from bot.goals.reading import is_dont_know
from bot.goals.reading.dont_know import besides_dont_know

NOT_KNOWING = (
    "da weet ik niet|"
    "weet ik niet|weet niet|weetnie|kweenie|kweet het niet|ik weet het niet|Ik weet \u2019t niet|dat weet ik "
    "nog niet|"
    "dat weet ik niet meer|weet ik niet zeker|we weten het nog niet|ik weet het nog niet precies|weet ik "
    "veel|"
    "geen idee|GEEN IDEE!|nog geen idee|ik heb geen idee|geen flauw idee|geen flauw benul|nee geen idee|"
    "sorry, geen idee|ja dat weet ik niet|ik zou het niet weten|ik zou het echt niet weten|nog niet "
    "bekend|onbekend|"
    "dat is nog niet duidelijk|durf ik niet te zeggen|dat durf ik niet te zeggen|?|???|🤷‍♀️|misschien|"
    "idk|ik twijfel|"
    "hangt ervan af|dat moet ik navragen|ik weet niet of het een monument is"
)
KNOWING = (
    "snap ik niet|ik weet het wel|weet ik wel|ik weet het zeker|ja|nee|niet|niet dat ik weet|klopt niet|"
    "morgen|wanneer?|"
    "ik denk het niet|een container, geen idee hoe groot|ja maar ik weet niet wanneer|kan ik een "
    "paspoort aanvragen"
)


@pytest.mark.parametrize("text", NOT_KNOWING.split("|"))
def test_not_knowing(text: str) -> None:
    assert is_dont_know(text)


@pytest.mark.parametrize("text", [*KNOWING.split("|"), ""])
def test_knowing(text: str) -> None:
    assert not is_dont_know(text)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("weet ik niet", ""),
        ("nee geen idee", ""),
        ("geen idee, de stoep denk ik", "de stoep denk ik"),
        ("de stoep", None),
        ("een container, geen idee hoe groot", None),
    ],
)
def test_what_is_said_besides_not_knowing(text: str, rest: str | None) -> None:
    assert besides_dont_know(text) == rest
