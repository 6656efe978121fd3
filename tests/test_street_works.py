from datetime import date
from pathlib import Path

import pytest

from bot.datafile import DataError
from bot.municipality import load_municipality
from bot.street_works import StreetWorksFile, load_street_works

DATA = Path(__file__).parents[1] / "data"
MUNICIPALITY = load_municipality(DATA / "municipality.yml")
TODAY = date(2026, 11, 23)

WORKS = """
works:
  - street: Testlaan
    village: De Zilk
    what: nieuw riool
    from: 2026-11-02
    until: 2026-12-18
    access: Lopend kun je bij elke deur komen.
    department: beheer_openbare_ruimte
    contact: de uitvoerder in de keet
    source: bewonersbrief
    owner: Beheer openbare ruimte
    checked: 2026-11-20
    sure: V
  - {street: Testlaan, what: nieuwe bomen, from: 2026-10-01, department: kcc,
     source: plan, owner: Groen, checked: 2026-11-20, sure: V}
  - {street: Testlaan, what: oud werk, from: 2026-01-01, until: 2026-11-22, department: kcc,
     source: plan, owner: Groen, checked: 2026-11-20, sure: V}
  - {street: Testlaan, what: een gerucht, from: 2026-11-01, department: kcc,
     source: krant, owner: Groen, checked: 2026-11-20, sure: S}
  - {street: Van de Proefstraat, what: asfalt, from: 2027-03-01, department: kcc,
     source: plan, owner: Wegen, checked: 2026-11-20, sure: V}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "street_works.yml"
    path.write_text(WORKS)
    return path


@pytest.fixture
def works(path: Path) -> StreetWorksFile:
    return load_street_works(path, MUNICIPALITY)


def test_our_own_file_can_be_read() -> None:
    load_street_works(DATA / "street_works.yml", MUNICIPALITY)


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("Testlaan", ["nieuwe bomen", "nieuw riool"]),
        ("testlaan 12a", ["nieuwe bomen", "nieuw riool"]),
        ("hoek Dorpsstraat en Testlaan", ["nieuwe bomen", "nieuw riool"]),
        ("Tesstlaan", ["nieuwe bomen", "nieuw riool"]),
        ("van de Proefstraat", ["asfalt"]),
        ("Restlaan", []),
        ("Proefstraatje", []),
        ("", []),
    ],
)
async def test_works_are_found_by_the_street_a_resident_names(
    works: StreetWorksFile, place: str, found: list[str]
) -> None:
    assert [work.what for work in await works.in_street(place, TODAY)] == found


async def test_works_are_told_with_dates_access_and_the_day_of_checking(works: StreetWorksFile) -> None:
    trees, sewer = await works.in_street("Testlaan", TODAY)
    assert sewer.sentence == (
        "Testlaan (De Zilk): nieuw riool, vanaf 2 november 2026, tot en met 18 december 2026. "
        "Lopend kun je bij elke deur komen. Vragen kun je stellen aan de uitvoerder in de keet. "
        "Zo stond het er op 20 november 2026."
    )
    assert "een einddatum is nog niet bekend" in trees.sentence


@pytest.mark.parametrize(
    ("right", "wrong", "reason"),
    [
        ("department: beheer_openbare_ruimte", "department: wegen", "works.0.department: there is no department"),
        ("until: 2026-12-18", "until: 2026-10-18", "works.0.until: must not be before 'from'"),
        ("from: 2026-11-02", "from: binnenkort", "works.0.from: invalid date"),
        ("    what: nieuw riool\n", "", "works.0.what: field required"),
        ("access:", "bereikbaar:", "works.0.bereikbaar: extra fields not permitted"),
    ],
)
def test_a_wrong_file_is_refused_at_its_line(path: Path, right: str, wrong: str, reason: str) -> None:
    path.write_text(WORKS.replace(right, wrong, 1))
    with pytest.raises(DataError, match=rf"street_works\.yml:\d+: {reason}"):
        load_street_works(path, MUNICIPALITY)
