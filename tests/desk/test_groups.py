"""What the groups of the directory mean."""

import pytest

from bot.desk.groups import Rights, parse_groups, rights_of
from bot.desk.staff import Role

DEPARTMENTS = ("burgerzaken", "kcc")
GROUPS = parse_groups("Balie BZ=burgerzaken; cn=kcc,ou=balie=kcc,coordinator ;ICT=administrator;", DEPARTMENTS)


@pytest.mark.parametrize(
    ("groups", "rights"),
    [
        ([], None),
        (["Iedereen"], None),
        (["balie bz"], None),
        (["Balie BZ"], Rights(Role.COLLEAGUE, frozenset({"burgerzaken"}))),
        (["Balie BZ", "cn=kcc,ou=balie"], Rights(Role.COORDINATOR, frozenset(DEPARTMENTS))),
        (["ICT", "cn=kcc,ou=balie"], Rights(Role.ADMINISTRATOR, frozenset({"kcc"}))),
    ],
)
def test_the_highest_role_and_all_departments(groups: list[str], rights: Rights | None) -> None:
    assert rights_of(GROUPS, groups) == rights


@pytest.mark.parametrize(
    ("text", "reason"),
    [("BZ=burgerzaak", "'burgerzaak'"), ("BZ", "is not a group"), ("=kcc", "is not a group"), ("BZ=", "''")],
)
def test_what_is_wrong_is_said(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_groups(text, DEPARTMENTS)
