from collections.abc import Mapping
from pathlib import Path

import pytest
from pydantic import Field, validator

from bot.datafile import DataError, DataModel, line_of, load_yaml, load_yaml_model, located


class Ship(DataModel):
    name: str
    masts: int


class Fleet(DataModel):
    port: str
    ships: list[Ship]
    flags: Mapping[str, float] = Field({})

    @validator("flags")
    def _are_not_huge(cls, flags: Mapping[str, float]) -> Mapping[str, float]:
        huge = [((name,), f"{size} is too large") for name, size in flags.items() if size > 10]
        if huge:
            raise located(huge)
        return flags


FLEET = """\
port: Noordwijk
ships:
  - name: >-
      De
      Hoop
    masts: 2
  - {name: Vrouwe Jacoba, masts: 1}
flags:
  red: 1.5
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "fleet.yml"


def test_a_good_file_becomes_a_model_of_ordinary_values(path: Path) -> None:
    path.write_text(FLEET)
    fleet = load_yaml_model(path, Fleet)
    assert fleet.ships[0].name == "De Hoop"
    assert type(fleet.ships[0].name) is str
    assert type(fleet.flags["red"]) is float


def test_a_model_cannot_be_changed(path: Path) -> None:
    path.write_text(FLEET)
    with pytest.raises(TypeError, match="immutable"):
        load_yaml_model(path, Fleet).port = "Katwijk"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        ("masts: 2", "masts: two", ["6: ships.0.masts: value is not a valid integer"]),
        (
            "port: Noordwijk",
            "harbour: x",
            ["1: port: field required", "1: harbour: extra fields not permitted"],
        ),
        (", masts: 1", "", ["7: ships.1.masts: field required"]),
        (
            "red: 1.5",
            "red: 11\n  blue: 12",
            ["9: flags.red: 11.0 is too large", "10: flags.blue: 12.0 is too large"],
        ),
        (FLEET, "", ["Fleet expected dict not NoneType"]),
        (FLEET, "- 1", ["1: Fleet expected dict not list"]),
    ],
    ids=["wrong type", "unknown key", "missing key", "own rule", "empty", "list"],
)
def test_each_problem_has_its_line(path: Path, old: str, new: str, problems: list[str]) -> None:
    path.write_text(FLEET.replace(old, new))
    with pytest.raises(DataError) as caught:
        load_yaml_model(path, Fleet)
    expected = [f"{path}: {problem}" if problem[0] == "F" else f"{path}:{problem}" for problem in problems]
    assert str(caught.value).splitlines() == expected


def test_several_problems_come_in_the_order_of_the_file(path: Path) -> None:
    path.write_text(FLEET.replace("masts: 2", "masts: two").replace("masts: 1", "masts: one").replace("1.5", "x"))
    with pytest.raises(DataError) as caught:
        load_yaml_model(path, Fleet)
    assert [problem.line for problem in caught.value.problems] == [6, 7, 9]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a: 1\nb: [1\n", ":3: expected ',' or ']'"),
        (b"a: 1\nb: 2\na: 3\n", ':3: found duplicate key "a"'),
        (b"a: 1\nb: *nobody\n", ":2: found undefined alias 'nobody'"),
        (b"a: 1\nb: \xff\n", ":2: is not UTF-8"),
        (b"a: \x01\n", ": unacceptable character"),
    ],
    ids=["unclosed", "duplicate key", "unknown alias", "not UTF-8", "control character"],
)
def test_what_is_not_yaml_is_refused(path: Path, content: bytes, message: str) -> None:
    path.write_bytes(content)
    with pytest.raises(DataError) as caught:
        load_yaml(path)
    assert str(caught.value).startswith(str(path))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_is_said_so(path: Path) -> None:
    with pytest.raises(DataError) as caught:
        load_yaml(path)
    assert str(caught.value) == f"{path}: No such file or directory"


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ((), 1),
        (("ships",), 2),
        (("ships", 0), 3),
        (("ships", 0, "masts"), 6),
        (("ships", 1, "name"), 7),
        (("ships", 0, "sails"), 3),
        (("ships", 9), 2),
        (("port", "x"), 1),
        (("flags", "red"), 9),
    ],
    ids=str,
)
def test_the_line_of_a_place_is_that_of_its_deepest_part(path: Path, place: tuple[str | int, ...], line: int) -> None:
    path.write_text(FLEET)
    assert line_of(load_yaml(path), *place) == line


def test_a_merged_key_is_read_and_has_the_line_of_its_owner(path: Path) -> None:
    path.write_text("calm: &calm\n  port: Noordwijk\nrough:\n  <<: *calm\n  ships: []\n")
    tree = load_yaml(path)
    assert line_of(tree, "rough", "port") in (2, 3, 4)
    with pytest.raises(DataError) as caught:
        load_yaml_model(path, Fleet)
    assert {problem.line for problem in caught.value.problems} == {1, 3}


def test_a_plain_value_has_no_line() -> None:
    assert line_of({"a": 1}, "a") is None
