"""Times as they are read at the desk."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.municipality import Municipality


def local_time(municipality: Municipality, moment: datetime) -> str:
    """Day and time where the municipality is: "26-11-2026 09:05"."""
    return moment.astimezone(ZoneInfo(municipality.working_time.timezone)).strftime("%d-%m-%Y %H:%M")
