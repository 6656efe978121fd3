from datetime import date
from pathlib import Path

import pytest

from bot.datafile import DataError
from bot.municipality import Municipality, load_municipality

FILE = Path(__file__).parents[1] / "data" / "municipality.yml"


@pytest.fixture(scope="module")
def municipality() -> Municipality:
    return load_municipality(FILE)


def test_it_has_a_name(municipality: Municipality) -> None:
    assert municipality.name == "gemeente Noordwijk"


@pytest.mark.parametrize("words", ["computer", "geen mens", "medewerker", "burgerservicenummer"])
def test_the_welcome_says_what_a_resident_must_know_first(municipality: Municipality, words: str) -> None:
    assert words in municipality.welcome


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        ("kcc_phone", "071 366 00 00"),
        ("odwh_phone", "071 408 32 00"),
        ("milieutelefoon", "0888 333 555"),
        ("omgevingsloket", "omgevingsloket.nl"),
        ("travel_abroad", "nederlandwereldwijd.nl"),
        ("marechaussee_phone", None),
        ("town_hall_address", None),
        ("no such fact", None),
    ],
)
def test_only_verified_facts_are_told(municipality: Municipality, fact: str, told: str | None) -> None:
    assert municipality.tell(fact) == told


def test_every_fact_says_where_it_comes_from(municipality: Municipality) -> None:
    for name, fact in municipality.facts.items():
        assert fact.source, name
        assert fact.owner, name
        assert fact.checked <= date.today(), name


def test_no_fees_are_given(municipality: Municipality) -> None:
    assert not any("€" in fact.value or "EUR" in fact.value for fact in municipality.facts.values())


def test_external_departments_are_those_without_handover(municipality: Municipality) -> None:
    external = {name for name, department in municipality.departments.items() if department.external}
    assert external >= {"marechaussee", "embassy", "meerlanden", "parking_service", "milieutelefoon", "police"}
    assert municipality.departments.keys() - external >= {"kcc", "burgerzaken", "vth", "odwh", "beheer_openbare_ruimte"}


@pytest.mark.parametrize(
    ("department", "phone"),
    [("burgerzaken", "071 366 00 00"), ("odwh", "071 408 32 00"), ("marechaussee", None), ("embassy", None)],
)
def test_a_department_gives_only_a_verified_phone(
    municipality: Municipality, department: str, phone: str | None
) -> None:
    assert municipality.phone(department) == phone


def test_the_norm_is_ours_and_shorter_when_more_urgent(municipality: Municipality) -> None:
    assert municipality.norm.sure == municipality.working_time.sure == "U"
    assert [municipality.norm_hours("vth", urgency) for urgency in ("acute", "high", "normal", "low")] == [
        1,
        4,
        16,
        40,
    ]


def test_a_department_may_have_its_own_norm(tmp_path: Path) -> None:
    path = tmp_path / "municipality.yml"
    norm = "{hours: {acute: 2, high: 2, normal: 2, low: 2}, source: x, owner: x, checked: 2026-11-23, sure: U}"
    path.write_text(FILE.read_text() + f"  taxes:\n    name: Belastingen\n    purpose: WOZ\n    norm: {norm}\n")
    municipality = load_municipality(path)
    assert municipality.norm_hours("taxes", "low") == 2
    assert municipality.norm_hours("kcc", "low") == 40


@pytest.mark.parametrize(
    ("right", "wrong", "reason"),
    [
        ("phone: odwh_phone", "phone: odwh_fone", "departments.odwh.phone: there is no fact 'odwh_fone'"),
        ("sure: V-old", "sure: maybe", "facts.town_hall_address.sure: unexpected value"),
        ("external: true", "externe: true", "departments.marechaussee.externe: extra fields not permitted"),
        ("    acute: 1\n", "", "norm.hours: has no hours for acute"),
        ("    low: 40", "    low: -1", "norm.hours.low: ensure this value is greater than 0"),
        ("Europe/Amsterdam", "Europe/Noordwijk", "working_time.timezone: unknown time zone"),
        ("holidays: NL", "holidays: ZH", "working_time.holidays: no public holidays known for 'ZH'"),
        ('end: "17:00"', 'end: "08:00"', "working_time.end: must be later than start"),
        ("days: [monday,", "days: [maandag,", "working_time.days.0: unexpected value"),
        ("[monday, tuesday, wednesday, thursday, friday]", "[]", "working_time.days: needs at least one day"),
        ("Typ hier geen", "Typ hier echt geen " + 30 * "heus ", "welcome: ensure this value has at most 300"),
    ],
    ids=lambda text: text.strip()[:24],
)
def test_a_wrong_file_is_refused_at_its_line(tmp_path: Path, right: str, wrong: str, reason: str) -> None:
    content = FILE.read_text()
    assert right in content
    path = tmp_path / "municipality.yml"
    path.write_text(content.replace(right, wrong, 1))
    with pytest.raises(DataError, match=rf"municipality\.yml:\d+: {reason}".replace("[", r"\[")):
        load_municipality(path)
