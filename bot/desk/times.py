"""Moments as staff type and read them, in the municipality's own time."""

from datetime import datetime, timezone
from zoneinfo import ZoneInfo

from bot.municipality import Municipality

# What anybody at the desk can mean. A year 1 or 9999 is a slip of a finger, and near the ends of time itself.
YEARS = range(2000, 2100)


def local_moment(typed: str, zone: ZoneInfo) -> datetime:
    """A date and time as a browser sends it, in local time, as aware UTC. Raises `ValueError` for what is none."""
    local = datetime.fromisoformat(typed)
    if local.tzinfo or local.year not in YEARS:
        raise ValueError(typed)
    return local.replace(tzinfo=zone).astimezone(timezone.utc)


class Clock:
    """Turns moments (aware UTC) into text and back."""

    def __init__(self, zone: str) -> None:
        self._zone = ZoneInfo(zone)

    def read(self, typed: str) -> datetime | None:
        """What a field for date and time holds; None for an empty one. Raises `ValueError` for anything else."""
        return local_moment(typed.strip(), self._zone) if typed.strip() else None

    def text(self, moment: datetime | None) -> str:
        """ "23-11-2026 13:00"; empty for none."""
        return moment.astimezone(self._zone).strftime("%d-%m-%Y %H:%M") if moment else ""


def local_time(municipality: Municipality, moment: datetime) -> str:
    """Day and time where the municipality is: "26-11-2026 09:05"."""
    return Clock(municipality.working_time.timezone).text(moment)
