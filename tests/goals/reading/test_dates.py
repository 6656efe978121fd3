"""Dates as people type them, on Monday 23 November 2026."""

from datetime import date

import pytest

from bot.goals.reading import find_dates

TODAY = date(2026, 11, 23)


def read(text: str, today: date = TODAY) -> list[str]:
    return [f"{found.value} {found.unit}" if found.unit else f"{found.value}" for found in find_dates(text, today)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("vandaag", "2026-11-23"),
        ("vanavond", "2026-11-23"),
        ("morgen", "2026-11-24"),
        ("morgenochtend", "2026-11-24"),
        ("overmorgen", "2026-11-25"),
        ("overmorge", "2026-11-25"),
        ("gisteren", "2026-11-22"),
        ("over 10 dagen", "2026-12-03"),
        ("over een week", "2026-11-30"),
        ("over twee weken", "2026-12-07"),
        ("over  twee   weken", "2026-12-07"),
        ("binnen twee weken", "2026-12-07"),
        ("over anderhalve week", "2026-12-03"),
        ("over anderhalve maand", "2027-01-07"),
        ("over een half jaar", "2027-05-23"),
        ("over ongeveer drie maanden", "2027-02-23"),
        ("over een dag of tien", "2026-12-03"),
        ("over een week of drie", "2026-12-14"),
        ("over 2 à 3 weken", "2026-12-07"),
        ("over 3 nachtjes slapen", "2026-11-26"),
        ("over drie uur", "2026-11-23"),
        ("twee weken geleden", "2026-11-09"),
        ("volgende week", "2026-11-30 week"),
        ("volgede week", "2026-11-30 week"),
        ("begin volgende week", "2026-11-30 week"),
        ("eind volgende week", "2026-11-30 week"),
        ("vorige week", "2026-11-16 week"),
        ("volgende week donderdag", "2026-12-03"),
        ("volgende week do", "2026-12-03"),
        ("donderdag volgende week", "2026-12-03"),
        ("donderdag van volgende week", "2026-12-03"),
        ("volgende week vrijdag", "2026-12-04"),
        ("deze week vrijdag", "2026-11-27"),
        ("zaterdag", "2026-11-28"),
        ("zaterdg", "2026-11-28"),
        ("zatterdag", "2026-11-28"),
        ("komende zaterdag", "2026-11-28"),
        ("aanstaande vrijdag", "2026-11-27"),
        ("vrijdg", "2026-11-27"),
        ("vrijdag over een week", "2026-12-04"),
        ("over zes weken op vrijdag", "2027-01-08"),
        ("vandaag over een week", "2026-11-30"),
        ("maandag", "2026-11-30"),
        ("komende maandag", "2026-11-30"),
        ("maandagmiddag", "2026-11-30"),
        ("maandag morgen", "2026-11-30"),
        ("afgelopen zaterdag", "2026-11-21"),
        ("afgelopen maandag", "2026-11-16"),
        ("dit weekend", "2026-11-28 weekend"),
        ("komend weekend", "2026-11-28 weekend"),
        ("volgend weekend", "2026-12-05 weekend"),
        ("volgende maand", "2026-12-01 month"),
        ("eind volgende maand", "2026-12-25 part"),
        ("week 51", "2026-12-14 week"),
        ("week 2", "2027-01-11 week"),
        ("3 jan", "2027-01-03"),
        ("3 januari", "2027-01-03"),
        ("3 januarie", "2027-01-03"),
        ("3 januari volgend jaar", "2027-01-03"),
        ("drie januari", "2027-01-03"),
        ("eerste januari", "2027-01-01"),
        ("vijftiende maart", "2027-03-15"),
        ("zaterdag 12 december", "2026-12-12"),
        ("za 12 dec.", "2026-12-12"),
        ("23 november", "2026-11-23"),
        ("22 november", "2027-11-22"),
        ("29 februari", "2028-02-29"),
        ("12 december 2026", "2026-12-12"),
        ("12 dec '26", "2026-12-12"),
        ("12 dec 26", "2026-12-12"),
        ("12-12-2026", "2026-12-12"),
        ("12.12.2026", "2026-12-12"),
        ("12 12 2026", "2026-12-12"),
        ("12-12-26", "2026-12-12"),
        ("4-5-85", "1985-05-04"),
        ("12/12", "2026-12-12"),
        ("2026-12-12", "2026-12-12"),
        ("12-12-2020", "2020-12-12"),
        ("de 15e", "2026-12-15"),
        ("15e", "2026-12-15"),
        ("we gaan de 28e naar Spanje", "2026-11-28"),
        ("de 31e", "2026-12-31"),
        ("de 15e van volgende maand", "2026-12-15"),
        ("eind maart", "2027-03-25 part"),
        ("begin mei", "2027-05-01 part"),
        ("half juni", "2027-06-15 part"),
        ("eind november", "2026-11-25 part"),
        ("in mei", "2027-05-01 month"),
        ("mei 2028", "2028-05-01 month"),
        ("volgend jaar mei", "2027-05-01 month"),
        ("in november", "2026-11-01 month"),
        ("de eerste zaterdag van mei", "2027-05-01"),
        ("laatste vrijdag van november", "2026-11-27"),
        ("eerste maandag van november", "2027-11-01"),
        ("eerste kerstdag", "2026-12-25"),
        ("tweede kerstdag", "2026-12-26"),
        ("met kerst", "2026-12-25"),
        ("oud en nieuw", "2026-12-31"),
        ("koningsdag", "2027-04-27"),
        ("pasen", "2027-03-28"),
        ("tweede paasdag", "2027-03-29"),
        ("hemelvaart", "2027-05-06"),
        ("pinksteren 2028", "2028-06-04"),
        ("sinterklaas", "2026-12-05"),
        ("moederdag", "2027-05-09"),
        ("met carnaval", "2027-02-07"),
        ("12dec", "2026-12-12"),
        ("december 12", "2026-12-12"),
        ("de vijftiende", "2026-12-15"),
        ("op den 15de", "2026-12-15"),
        ("vrijdag de 4e", "2026-12-04"),
    ],
)
def test_reads_one_date(text: str, day: str) -> None:
    assert read(text) == [day]


@pytest.mark.parametrize(
    "text",
    [
        *("", "in de zomer", "binnenkort", "ooit", "zo snel mogelijk", "volgend jaar", "over een paar weken"),
        *(
            "31 februari",
            "30-02-2026",
            "32 december",
            "12/13",
            "0 mei",
            "over 9999999 dagen",
            "over 99999 jaar",
        ),
        *("goedemorgen", "goede morgen", "elke zaterdag", "op zaterdagen", "iedere maandag"),
        *("waar komt dat vandaan", "de 2e keer", "mijn 2e paspoort", "50e verjaardag", "1e verdieping"),
        *("10-12 personen", "1/2 meter", "24/7 open", "06-12345678", "Kerkstraat 10-12", "2202 LR"),
        *(
            "kerstboom",
            "met Jan",
            "mijn ma en pa",
            "zo is het",
            "de derde is kapot",
            "in de mei vakantie",
            "kerst vakantie",
            "elke week 2 containers",
            "in jan steenstraat",
            "de maanden",
            "manden",
            "werkend",
            "wat volgen",
        ),
    ],
)
def test_finds_no_date(text: str) -> None:
    assert find_dates(text, TODAY) == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("3 t/m 10 januari", ["3", "10 januari"]),
        ("van 3 tot 10 januari", ["3", "10 januari"]),
        ("12 en 13 december", ["12", "13 december"]),
        ("12/13 december", ["12", "13 december"]),
        ("3, 4 en 5 mei", ["3", "4", "5 mei"]),
        ("in de week van 12 januari", ["week van 12 januari"]),
        ("Ik ga zaterdg 28 november, terug volgede  week!", ["zaterdg 28 november", "volgede  week"]),
        ("12 dec 26 mensen", ["12 dec"]),
    ],
)
def test_positions_are_those_of_the_written_text(text: str, written: list[str]) -> None:
    assert [text[found.start : found.end] for found in find_dates(text, TODAY)] == written


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("dit weekend", date(2026, 11, 29), "2026-11-28 weekend"),
        ("komend weekend", date(2026, 11, 28), "2026-12-05 weekend"),
        ("zaterdag", date(2026, 11, 28), "2026-12-05"),
        ("volgende week vrijdag", date(2026, 11, 29), "2026-12-04"),
        ("volgende maand", date(2026, 1, 31), "2026-02-01 month"),
        ("pasen", date(2026, 4, 5), "2026-04-05"),
        ("kerst", date(2026, 12, 26), "2027-12-25"),
        ("week 53", date(2026, 12, 30), "2026-12-28 week"),
    ],
)
def test_on_another_day(text: str, today: date, day: str) -> None:
    assert read(text, today) == [day]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("van 3 tot en met 10 mei", ["2027-05-03", "2027-05-10"]),
        ("3-5 juni", ["2027-06-03", "2027-06-05"]),
        ("van vrijdag tot zondag", ["2026-11-27", "2026-11-29"]),
        ("van zondag tot vrijdag", ["2026-11-29", "2026-12-04"]),
        ("volgende week van maandag tot vrijdag", ["2026-11-30", "2026-12-04"]),
        ("volgende week vrijdag of donderdag", ["2026-12-04", "2026-12-03"]),
        ("eind mei begin juni", ["2027-05-25 part", "2027-06-01 part"]),
        ("in juni of juli", ["2027-06-01 month", "2027-07-01 month"]),
    ],
)
def test_reads_several(text: str, days: list[str]) -> None:
    assert read(text) == days
