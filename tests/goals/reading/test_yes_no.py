"""Yes and no in all their forms."""

import pytest

from bot.goals.reading import read_yes_no

YES = (
    "ja|JA!|Ja.|jaa|jaaaaaa|j|ja hoor|ja graag|jazeker|jawel|yep|jup|yes|klopt|dat klopt|klopt helemaal|"
    "inderdaad|"
    "zeker weten|zeker|dat is goed|is goed|oke|prima|akkoord|doe maar|graag|mag|tuurlijk|natuurlijk|"
    "absoluut|👍|👍🏽|✅|"
    "ja maar niet in mei|ja, dat klopt|ja ik heb nog een vraag|volgens mij wel|ik denk het wel|dat heb "
    "ik|heb ik wel|"
    "geen probleem|nou en of|oh ja|ja dank je"
)
NO = (
    "nee|Nee!!|neee|neen|n|nope|nah|nee hoor|nee dank je|nee wacht, ik bedoel dinsdag|nou nee|oh nee|"
    "helemaal niet|"
    "niet echt|liever niet|klopt niet|dat klopt niet|geen|geen monument|👎|volgens mij niet|ik denk het niet|"
    "absoluut niet|zeker niet|welnee|niet dat ik weet|dat heb ik niet|hoeft niet|nog niet|nooit|doe maar niet"
)
NEITHER = (
    "naar Turkije|nederland|januari|neef|jan|nadenken|weet ik niet|geen idee|ja weet ik niet|nee geen "
    "idee|misschien|"
    "3 januari|ik wil een paspoort|graag een paspoort|klopt het dat je dicht bent|is dat zo?|goedemorgen|"
    "hallo|"
    "ja nee|nou ja|👍👎|dank je|?"
)


@pytest.mark.parametrize("text", YES.split("|"))
def test_yes(text: str) -> None:
    assert read_yes_no(text) is True


@pytest.mark.parametrize("text", NO.split("|"))
def test_no(text: str) -> None:
    assert read_yes_no(text) is False


@pytest.mark.parametrize("text", [*NEITHER.split("|"), ""])
def test_neither(text: str) -> None:
    assert read_yes_no(text) is None
