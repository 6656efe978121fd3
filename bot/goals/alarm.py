"""Danger to life that a message names, whatever it is about and whether or not it was understood."""

from dataclasses import replace

from bot.goals.catalogue import Catalogue
from bot.goals.conversation import Conversation
from bot.goals.message import Message
from bot.goals.next_step import settled
from bot.goals.phrases import longest

EMERGENCY_NUMBER = "112"
ALARM = f"Is er nu iemand in gevaar? Bel {EMERGENCY_NUMBER}."

_DANGER = (
    "staat in brand", "staan in brand", "staat in de fik", "brand uitgebroken", "brand in huis", "brand bij de buren",
    "met een mes", "met een wapen", "met een pistool", "neergestoken", "steekpartij", "schietpartij", "slaat mij",
    "slaat me", "slaat mn", "slaat mijn", "slaat haar", "wordt geslagen", "worden geslagen", "bewusteloos",
    "ademt niet", "ademt .. niet", "niet meer ademt", "reanimeren", "reanimatie", "hartaanval", "verdrinkt",
    "aan het verdrinken", "verdacht pakket*", "verdachte koffer", "verdachte tas", "koffer .. verdacht",
    "ruik gas", "ruik .. gas", "ruikt naar gas", "gaslucht", "gaslek", "vergiftigd",
)  # fmt: skip


def with_alarm(catalogue: Catalogue, message: Message, heard: Conversation) -> Conversation:
    """The conversation with the emergency number, unless what to do at once says it already."""
    if not longest(_DANGER, message.words.plain):
        return heard
    outcome = settled(catalogue[heard.goal], heard, message.words.today) if heard.goal else None
    if outcome is not None and EMERGENCY_NUMBER in (outcome.first or ""):
        return heard
    return replace(heard, notices=(ALARM, *heard.notices))
