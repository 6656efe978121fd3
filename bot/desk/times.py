"""Moments as staff type and read them, in the municipality's own time."""

from datetime import datetime, timezone
from zoneinfo import ZoneInfo

from bot.municipality import Municipality


class Clock:
    """Turns moments (aware UTC) into text and back."""

    def __init__(self, zone: str) -> None:
        self._zone = ZoneInfo(zone)

    def read(self, typed: str) -> datetime | None:
        """What a field for date and time holds; None for an empty one. Raises `ValueError` for anything else."""
        if not typed.strip():
            return None
        given = datetime.fromisoformat(typed.strip())
        local = given if given.tzinfo else given.replace(tzinfo=self._zone)
        return local.astimezone(timezone.utc)

    def text(self, moment: datetime | None) -> str:
        """ "23-11-2026 13:00"; empty for none."""
        return moment.astimezone(self._zone).strftime("%d-%m-%Y %H:%M") if moment else ""


def local_time(municipality: Municipality, moment: datetime) -> str:
    """Day and time where the municipality is: "26-11-2026 09:05"."""
    return Clock(municipality.working_time.timezone).text(moment)
