"""What departments read in an e-mail: which question waits, and where to read it; never what a resident typed."""

from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from zoneinfo import ZoneInfo

from bot.handover.labels import URGENCY_LABELS
from bot.handover.record import Handover

_CLOSING = "Wat de inwoner schreef, staat alleen aan de balie. Dit bericht is van Noor, een computer."


def about_handover(handover: Handover, department: str, site: str, zone: ZoneInfo) -> EmailMessage:
    """A new handover; `site`: where the desk is, `department`: its name."""
    urgency = URGENCY_LABELS[handover.urgency]
    waits = "Een inwoner wacht nu in de chat op een collega." if handover.live_wanted else ""
    first = "Er wacht nu iemand" if handover.live_wanted else "Nieuwe vraag"
    return _message(
        f"{first}: {handover.goal_label} ({handover.reference}, spoed: {urgency.lower()})",
        [
            waits or f"Er is een nieuwe vraag voor {department}.",
            f"Waarover: {handover.goal_label}\nMeldnummer: {handover.reference}\nSpoed: {urgency}"
            + (f"\nReageer voor: {_time(handover.due_at, zone)}" if handover.due_at else ""),
            f"Lees en beantwoord de vraag aan de balie:\n{site}/balie/overdrachten/{handover.reference}",
        ],
    )


def about_overdue(overdue: Sequence[Handover], department: str, site: str, zone: ZoneInfo) -> EmailMessage:
    """What should have been answered already, the longest waiting first."""
    count, verb = ("1 vraag", "is") if len(overdue) == 1 else (f"{len(overdue)} vragen", "zijn")
    lines = [f"{one.reference}  {one.goal_label}, voor {_time(one.due_at, zone)}" for one in overdue]
    return _message(
        f"Te laat: {count} {verb} nog niet beantwoord",
        [f"Bij {department} {verb} te laat:", "\n".join(lines), f"Naar de balie:\n{site}/balie"],
    )


def trial(department: str, site: str) -> EmailMessage:
    """Shows that messages arrive."""
    text = f"Zo hoor je bij {department} voortaan van een nieuwe vraag."
    return _message("Proefbericht van Noor", [text, f"Naar de balie:\n{site}/balie"])


def _message(subject: str, parts: Sequence[str]) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = " ".join(subject.split())
    message.set_content("\n\n".join([*parts, _CLOSING]) + "\n")
    return message


def _time(moment: datetime | None, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).strftime("%d-%m-%Y %H:%M") if moment else "-"
