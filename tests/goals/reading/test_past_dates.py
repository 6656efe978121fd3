"""Dates that have been, told on Tuesday 24 November 2026, and which date of a message is the one in question."""

from datetime import date

import pytest

from bot.goals.reading import find_dates
from bot.goals.reading.date_meant import day_meant
from bot.goals.reading.day import Side, to_text

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("ik ben geboren op 3 mei 1980", "1980-05-03"),
        ("ik ben geboren op 3 mei", "2026-05-03"),
        ("mijn paspoort is verlopen op 1 oktober", "2026-10-01"),
        ("mijn paspoort is verlopen op 1 december", "2025-12-01"),
        ("mijn id verliep in augustus", "2026-08-01"),
        ("liep af op 12-12", "2025-12-12"),
        ("sinds 12 november", "2026-11-12"),
        ("sinds 12 december woon ik hier", "2025-12-12"),
        ("al sinds mei", "2026-05-01"),
        ("al sinds Pasen", "2026-04-05"),
        ("sinds vrijdag", "2026-11-20"),
        ("anderhalve week terug", "2026-11-14"),
        ("ruim vijf weken terug", "2026-10-20"),
        ("over ongeveer twee weken terug", "2026-12-08"),
        ("sinds dinsdag", "2026-11-17"),
        ("sinds de 30e", "2026-10-30"),
        ("hij is gestolen op 12 december", "2025-12-12"),
        ("op 30 november heb ik aangifte gedaan", "2025-11-30"),
        ("op 1 december ben ik verhuisd", "2025-12-01"),
        ("30 november aangevraagd", "2025-11-30"),
        ("mijn vader is overleden op 29 november", "2025-11-29"),
        ("zaterdag ben ik hem verloren", "2026-11-21"),
        ("geweest op 20-12-2027", "2027-12-20"),
        # still to come
        ("3 mei", "2027-05-03"),
        ("vrijdag", "2026-11-27"),
        ("moet 30 november aangevraagd zijn", "2026-11-30"),
        ("wordt 12 december opgehaald", "2026-12-12"),
        ("mijn paspoort verloopt op 1 maart", "2027-03-01"),
        ("mijn paspoort is verlopen. 12 december ga ik weg", "2026-12-12"),
        ("mijn paspoort is verlopen 12 december ga ik weg", "2026-12-12"),
    ],
)
def test_reads_what_has_been(text: str, iso: str) -> None:
    assert [str(found.value) for found in find_dates(text, TODAY)] == [iso]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("we gaan 12 december", "2026-12-12"),
        ("in mei", "2027-05-01 month"),
        ("deze week nog", "2026-11-24 week"),
        ("deze maand", "2026-11-24 month"),
        ("over twee weken terug", None),
        ("3 januari, nee wacht, 5 januari", "2027-01-05"),
        # the first of several
        ("van 3 tot 10 januari naar Spanje", "2027-01-03"),
        ("zaterdag 12 tot en met zondag 13 december", "2026-12-12"),
        ("12 of 13 december", "2026-12-12"),
        ("in juni of juli", "2027-06-01 month"),
        # the way back
        ("we gaan 12 december en komen 20 december terug", "2026-12-12"),
        ("12 december heen en terug op 20 december", "2026-12-12"),
        ("12 december, terugreis 20 december", "2026-12-12"),
        ("12 december en op 20 december zijn we weer thuis", "2026-12-12"),
        # another date
        ("ik vertrek 12 december en mijn paspoort verloopt 3 maart", "2026-12-12"),
        ("mijn paspoort is geldig tot 3 maart, ik ga 12 december", "2026-12-12"),
        ("sinds 12 november kwijt en ik ga 3 januari", "2027-01-03"),
        ("ik heb een afspraak op 3 december en vertrek 12 december", "2026-12-12"),
        ("mijn paspoort is verlopen en ik ga 12 december", "2026-12-12"),
        ("het feest is 12 december thuis", "2026-12-12"),
        # none
        ("ik ben geboren op 3 mei", None),
        ("mijn paspoort is verlopen op 1 oktober", None),
        ("mijn paspoort verloopt 1 maart", None),
        ("hij is tot 1 maart geldig", None),
        ("gisteren", None),
        ("vorige week", None),
        ("op 3 november 2026", None),
        ("hallo", None),
    ],
)
def test_which_day_is_meant(text: str, day: str | None) -> None:
    meant = day_meant(text, find_dates(text, TODAY), TODAY)
    assert (meant and to_text(meant)) == day


SIDES: list[tuple[str, date | None, date | None]] = [
    ("de brief is van 3 november", date(2026, 11, 3), date(2026, 11, 3)),
    ("15-10-2026", date(2026, 10, 15), date(2026, 10, 15)),
    ("twee weken geleden", date(2026, 11, 10), date(2026, 11, 10)),
    ("sinds 1 november woon ik hier", date(2026, 11, 1), date(2026, 11, 1)),
    ("vrijdag", date(2026, 11, 20), date(2026, 11, 27)),
    ("1 december", date(2025, 12, 1), date(2026, 12, 1)),
    ("in juni", date(2026, 6, 1), date(2027, 6, 1)),
    ("volgende week vrijdag", None, date(2026, 12, 4)),
    ("geboren op 3 mei 1980", None, None),
]


@pytest.mark.parametrize(("text", "past", "near"), SIDES, ids=[text for text, _, _ in SIDES])
def test_a_day_that_has_been_or_may_be_either(text: str, past: date | None, near: date | None) -> None:
    sides: list[Side] = ["past", "near"]
    days = [day_meant(text, find_dates(text, TODAY, side), TODAY, side) for side in sides]
    assert [day and date(day.year, day.month, day.day) for day in days] == [past, near]
