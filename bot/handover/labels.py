"""How staff read what a handover holds."""

from collections.abc import Mapping

URGENCY_LABELS: Mapping[str, str] = {"acute": "Acuut", "high": "Hoog", "normal": "Gewoon", "low": "Laag"}
