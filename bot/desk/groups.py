"""What the groups of the municipality's directory mean at the desk (`NOOR_OIDC_GROUPS`)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.desk.staff import Role


@dataclass(frozen=True)
class Rights:
    """What somebody may do at the desk."""

    role: Role
    departments: frozenset[str]


def parse_groups(text: str, departments: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Of each group the roles and departments that it gives, from `group=burgerzaken,coordinator; other group=kcc`.

    Raises `ValueError`, one line, for what is neither a role nor one of `departments`.
    """
    known = {*departments, *(role.value for role in Role)}
    groups: dict[str, frozenset[str]] = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        group, _, given = part.rpartition("=")
        meanings = frozenset(meaning.strip() for meaning in given.split(","))
        if not group.strip() or not meanings:
            raise ValueError(f"{part!r} is not a group, =, and what it gives")
        if unknown := sorted(meanings - known):
            raise ValueError(f"{unknown[0]!r} is neither a department nor one of {', '.join(r.value for r in Role)}")
        groups[group.strip()] = groups.get(group.strip(), frozenset()) | meanings
    return groups


def rights_of(groups: Mapping[str, frozenset[str]], member_of: Iterable[str]) -> Rights | None:
    """What somebody in these groups may do: the highest role and all departments; None when no group means anything."""
    given = frozenset[str]().union(*(groups.get(group, frozenset()) for group in member_of))
    if not given:
        return None
    roles = {role.value: role for role in Role}
    role = max((roles[name] for name in given & roles.keys()), key=lambda one: one.rank, default=Role.COLLEAGUE)
    return Rights(role, given - roles.keys())
