"""How staff read what a handover holds."""

from collections.abc import Mapping

from bot.municipality import Urgency

URGENCY_LABELS: Mapping[Urgency, str] = {"acute": "Acuut", "high": "Hoog", "normal": "Gewoon", "low": "Laag"}
