"""The ways through the desk that every page shows, each to who may go there."""

from dataclasses import dataclass

from bot.desk.staff import Colleague, Role


@dataclass(frozen=True)
class Place:
    """A link. `keys`: what to type to go there; `within`: other addresses that belong to it."""

    label: str
    address: str
    keys: str = ""
    role: Role = Role.COLLEAGUE
    within: tuple[str, ...] = ()

    def current(self, path: str) -> str | None:
        """The value of `aria-current` on the page at this path."""
        if path == self.address:
            return "page"
        return "true" if path.startswith(tuple(f"{start}/" for start in (self.address, *self.within))) else None


_ADMINISTRATION = (
    Place("Medewerkers", "/balie/beheer/medewerkers", role=Role.ADMINISTRATOR),
    Place("E-mail", "/balie/beheer/meldingen", role=Role.ADMINISTRATOR),
    Place("Noodbericht", "/balie/noodbericht", role=Role.ADMINISTRATOR),
    Place("Logboek", "/balie/beheer/logboek", role=Role.ADMINISTRATOR),
)
_WORK = Place("Werklijst", "/balie", "g w")
_PLACES = (
    _WORK,
    Place("Zoeken", "/balie/zoeken", "g z"),
    Place("Nakijken", "/balie/nakijken", "g n"),
    Place("Inzicht", "/balie/inzicht", "g i", Role.COORDINATOR),
    Place("Teksten", "/balie/teksten", "g t", Role.COORDINATOR),
    Place("Beheer", "/balie/beheer/medewerkers", "g b", Role.ADMINISTRATOR, ("/balie/beheer", "/balie/noodbericht")),
)


@dataclass(frozen=True)
class Navigation:
    """What the page at `path` shows to this colleague: the main links, and those of the part it is in."""

    me: Colleague
    path: str

    def places(self) -> list[tuple[Place, str | None]]:
        """The main links, each with its `aria-current`."""
        return self._of(_PLACES)

    def subplaces(self) -> list[tuple[Place, str | None]]:
        """The links within administration, on its own pages."""
        here = any(self.path == place.address or place.current(self.path) for place in _ADMINISTRATION)
        return self._of(_ADMINISTRATION) if here else []

    def _of(self, places: tuple[Place, ...]) -> list[tuple[Place, str | None]]:
        return [(place, self._current(place)) for place in places if self.me.may(place.role)]

    def _current(self, place: Place) -> str | None:
        if place is _WORK:
            # Everything is below the work list's address; of those, only handovers belong to it.
            if self.path == place.address:
                return "page"
            return "true" if self.path.startswith(f"{place.address}/overdrachten/") else None
        if self.path in place.within:
            return "true"
        return place.current(self.path)
