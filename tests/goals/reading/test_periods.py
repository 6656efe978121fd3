"""Periods as people name them, on Monday 23 November 2026: their first day, and how long they last."""

from datetime import date

import pytest

from bot.goals.reading import find_dates

TODAY = date(2026, 11, 23)


def read(text: str, today: date = TODAY) -> list[str]:
    return [f"{found.value} {found.unit}" for found in find_dates(text, today)]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        # months
        ("in december", "2026-12-01 month"),
        ("ergens in maart", "2027-03-01 month"),
        ("in oktober 2027", "2027-10-01 month"),
        ("in mei volgend jaar", "2027-05-01 month"),
        ("komende maart", "2027-03-01 month"),
        ("afgelopen maart", "2026-03-01 month"),
        ("in dec", "2026-12-01 month"),
        ("in jan", "2027-01-01 month"),
        ("febuari", "2027-02-01 month"),
        ("deze maand", "2026-11-01 month"),
        ("vorige maand", "2026-10-01 month"),
        # parts of a month
        ("begin december", "2026-12-01 part"),
        ("in het begin van april", "2027-04-01 part"),
        ("eerste helft van april", "2027-04-01 part"),
        ("halverwege maart", "2027-03-15 part"),
        ("medio mei", "2027-05-15 part"),
        ("midden augustus", "2027-08-15 part"),
        ("eind dec", "2026-12-25 part"),
        ("einde van de maand", "2026-11-25 part"),
        ("aan het eind van juni", "2027-06-25 part"),
        ("begin volgende maand", "2026-12-01 part"),
        ("half november", "2027-11-15 part"),
        # weeks
        ("deze week", "2026-11-23 week"),
        ("komende week", "2026-11-30 week"),
        ("aan het eind van de week", "2026-11-23 week"),
        ("wk 12", "2027-03-22 week"),
        ("week 48", "2026-11-23 week"),
        ("week 12 van 2028", "2028-03-20 week"),
        ("in de week van 12 januari", "2027-01-11 week"),
        ("de week van 12-01", "2027-01-11 week"),
        ("in de week van de 15e", "2026-12-14 week"),
        ("de week voor kerst", "2026-12-14 week"),
        ("de week na pasen", "2027-03-29 week"),
        ("de eerste week van mei", "2027-05-03 week"),
        ("de laatste week van januari", "2027-01-25 week"),
        # weekends
        ("vorig weekend", "2026-11-21 weekend"),
        ("aankomend weekend", "2026-11-28 weekend"),
        ("dit weekeinde", "2026-11-28 weekend"),
        ("het weekend van 12 december", "2026-12-12 weekend"),
        ("het weekend van vrijdag 11 december", "2026-12-12 weekend"),
        ("het weekend van 13 december", "2026-12-12 weekend"),
        ("het weekend voor kerst", "2026-12-19 weekend"),
        ("het weekend na pasen", "2027-04-03 weekend"),
        ("het eerste weekend van juni", "2027-06-05 weekend"),
        ("laatste weekend van mei", "2027-05-29 weekend"),
        ("met het paasweekend", "2027-03-27 weekend"),
        ("pinksterweekend", "2027-05-15 weekend"),
    ],
)
def test_reads_a_period(text: str, period: str) -> None:
    assert read(text) == [period]


@pytest.mark.parametrize(
    ("text", "today", "period"),
    [
        ("in mei", date(2026, 5, 31), "2026-05-01 month"),
        ("begin mei", date(2026, 5, 10), "2026-05-01 part"),
        ("begin mei", date(2026, 5, 11), "2027-05-01 part"),
        ("eind mei", date(2026, 5, 31), "2026-05-25 part"),
        ("week 53", date(2027, 1, 2), "2026-12-28 week"),
        ("paasweekend", date(2027, 3, 28), "2027-03-27 weekend"),
    ],
)
def test_a_period_that_runs_is_not_over(text: str, today: date, period: str) -> None:
    assert read(text, today) == [period]


@pytest.mark.parametrize(
    "text", ["elke mei", "elk weekend", "in de zomer", "meivakantie", "week 54", "een week", "per week"]
)
def test_finds_no_period(text: str) -> None:
    assert read(text) == []
