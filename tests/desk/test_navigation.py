"""The links that every page shows."""

import pytest

from bot.desk.navigation import Navigation
from bot.desk.staff import Colleague, Role


def labels(role: Role, path: str = "/balie") -> list[str]:
    return [place.label for place, _ in Navigation(Colleague("1", "anna", "Anna", role), path).places()]


def test_each_role_sees_where_it_may_go() -> None:
    assert labels(Role.COLLEAGUE) == ["Werklijst", "Zoeken", "Nakijken"]
    assert labels(Role.COORDINATOR) == [*labels(Role.COLLEAGUE), "Inzicht", "Teksten"]
    assert labels(Role.ADMINISTRATOR) == [*labels(Role.COORDINATOR), "Beheer"]


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/balie", {"Werklijst": "page"}),
        ("/balie/overdrachten/K4P-7WD", {"Werklijst": "true"}),
        ("/balie/zoeken", {"Zoeken": "page"}),
        ("/balie/mijn", {}),
        ("/balie/beheer/medewerkers", {"Beheer": "page"}),
        ("/balie/beheer/logboek", {"Beheer": "true"}),
        ("/balie/noodbericht", {"Beheer": "true"}),
    ],
)
def test_the_current_page_is_marked(path: str, current: dict[str, str]) -> None:
    navigation = Navigation(Colleague("1", "anna", "Anna", Role.ADMINISTRATOR), path)
    assert {place.label: mark for place, mark in navigation.places() if mark} == current
    assert bool(navigation.subplaces()) == ("Beheer" in current)


@pytest.mark.parametrize(
    ("name", "initials"), [("Anna de Wit", "AW"), ("Bo", "B"), ("mohammed el Idrissi-Berg", "MI"), ("  ", "")]
)
def test_a_name_where_there_is_little_room(name: str, initials: str) -> None:
    assert Colleague("1", "anna", name, Role.COLLEAGUE).initials == initials
