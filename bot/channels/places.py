"""Places in the municipality: in which village somebody stands, and streets to suggest."""

import math
from functools import cache
from pathlib import Path

from pydantic import Field

from bot.datafile import DataModel, load_yaml_model

_DATA = Path(__file__).parents[2] / "data" / "streets.yml"
_KM_PER_DEGREE = 111.2


class Village(DataModel):
    """The middle of a village, and how far it reaches, in kilometres."""

    name: str
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)
    reaches: float = Field(gt=0)


class _StreetFile(DataModel):
    villages: tuple[Village, ...]
    streets: tuple[str, ...]


def streets() -> tuple[str, ...]:
    """The streets to suggest, in the order of the alphabet."""
    return tuple(sorted(_file().streets))


def describe(latitude: float, longitude: float) -> str:
    """A place on the map in words that Noor understands; the place itself goes to staff besides."""
    near = [(_distance(village, latitude, longitude) / village.reaches, village.name) for village in _file().villages]
    share, name = min(near)
    return f"{name}, mijn plek op de kaart" if share <= 1 else "Buiten de gemeente, mijn plek op de kaart"


def _distance(village: Village, latitude: float, longitude: float) -> float:
    """Kilometres, on a map that is flat: precise enough for a village."""
    north = (latitude - village.latitude) * _KM_PER_DEGREE
    east = (longitude - village.longitude) * _KM_PER_DEGREE * math.cos(math.radians(village.latitude))
    return math.hypot(north, east)


@cache
def _file() -> _StreetFile:
    return load_yaml_model(_DATA, _StreetFile)


def check() -> None:
    """Raises `bot.datafile.DataError` when the file is wrong, so that it shows at the start."""
    _file()
