"""Who works at the desk, and what each may see and do."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from enum import Enum


class Role(str, Enum):
    """What somebody may do. Each may do what the one before may."""

    COLLEAGUE = "colleague"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"

    @property
    def rank(self) -> int:
        """Higher may do more."""
        return list(Role).index(self)


ROLE_LABELS = {Role.COLLEAGUE: "Medewerker", Role.COORDINATOR: "Coördinator", Role.ADMINISTRATOR: "Beheerder"}


@dataclass(frozen=True)
class Colleague:
    """Somebody who is signed in or could be.

    `departments`: names from `data/municipality.yml`. `available`: whether residents may be brought to them now.
    `password_made`: whether their password was made for them, so that they must choose one first.
    """

    id: str
    login: str
    name: str
    role: Role
    departments: frozenset[str] = frozenset()
    available: bool = False
    password_made: bool = False

    @property
    def initials(self) -> str:
        """The name where there is little room: the first letters of the first and last word."""
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()

    def is_still(self, now: "Colleague | None") -> bool:
        """Whether the session is theirs `now` with the same rights; whether they are there makes no difference."""
        return now is not None and replace(now, available=self.available) == self

    def may(self, role: Role) -> bool:
        """Whether they may do what this role may; templates give the role by its value."""
        return self.role.rank >= Role(role).rank

    def sees(self, department: str) -> bool:
        """Whether this department's work is theirs to see; an administrator sees all."""
        return self.role is Role.ADMINISTRATOR or department in self.departments

    def visible(self, departments: Set[str]) -> frozenset[str]:
        """Those of `departments` that are theirs to see."""
        return frozenset(name for name in departments if self.sees(name))

    def rights(self, names: Mapping[str, str]) -> str:
        """What they may do, in words; `names`: of the departments."""
        return ", ".join([ROLE_LABELS[self.role], *sorted(names.get(name, name) for name in self.departments)])
