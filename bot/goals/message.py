"""A message as Rasa understood it, and what it says about the conversation itself."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.goals.answers import Words
from bot.goals.conversation import Fact
from bot.goals.reading import is_dont_know, read_yes_no
from bot.goals.steps import NO_CONTACT

#: What is no municipality's business, or nobody's.
OUTSIDE = frozenset({"other_government", "small_talk", "insult", "gibberish", "other_language", "other"})
#: Intents that are about the conversation itself; Rasa's rules answer them and the open question is asked again.
ASIDES = OUTSIDE | {"greeting", "thanks", "goodbye", "identity", "help", "explain"}
ASIDE_FROM = 0.4
#: The asides that are no answer even to a question that may be answered in any words, or by any place.
NEVER_TEXT = frozenset({"greeting", "thanks", "goodbye", "identity", "explain"})
#: A longer message that seems to be one of those is an answer that resembles it.
ASIDE_WORDS = 5
NEVER_A_PLACE = NEVER_TEXT | {"help", "insult", "small_talk", "other_language"}

_CORRECTS = re.compile(
    r"^(?:o |oh |nee[, ]*)?(?:sorry|oeps|wacht|foutje|toch|ik bedoel\w*|bedoel\w*|pardon|correctie|klopt niet)\b"
)
_REFUSES = re.compile(
    r"^(?:nee\b|neen\b|nope\b|fout\b|verkeerd\b)|"
    r"\b(?:dat|dit|zo) (?:bedoel(?:de)? ik|is het|was het|klopt) (?:helemaal |echt |gewoon )?niet\b|"
    r"\bik bedoel(?:de)?\b|"
    r"\b(?:daar|het) gaat (?:het )?(?:mij |me )?(?:helemaal )?niet (?:om|over)\b"
)
_MISUNDERSTOOD = re.compile(
    r"\b(?:dat|dit|zo) (?:bedoel(?:de)? ik|bedoelen we) (?:helemaal |echt |gewoon )?niet\b|"
    r"\bniet wat ik (?:bedoel\w*|vr(?:aag|oeg)\w*|zei)\b|\bverkeerd begrepen\b|\bbegrijp\w* me (?:verkeerd|niet)\b|"
    r"\b(?:daar|het) gaat (?:het )?(?:mij |me )?(?:helemaal )?niet (?:om|over)\b"
)
_NOTHING_MORE = re.compile(
    r"^(?:nee|neen|nope)(?: hoor)?,? (?:dank|bedankt|dat)|\bdat (?:was|is) (?:het|alles)\b|"
    r"\b(?:verder|nu) (?:niks|niets)\b|\b(?:niks|niets) meer\b"
)
_ASKS = re.compile(
    r"(?:en )?(?:wat|hoe|wanneer|waar|welke|wie|tot hoe|vanaf|op welke|zijn jullie|bent u|hebben jullie)\b"
)
_NO_HURRY = re.compile(r"\b(?:geen haast|geen spoed|niet dringend|maakt (?:me |mij |ons )?niet uit|geen voorkeur)\b")
_WHAT_TO_BRING = re.compile(r"\bwat (?:moet|moeten|kan) (?:ik|we|wij|je) (?:dan |allemaal |er )*mee(?:nemen|brengen)\b")
_SKIPS = re.compile(r"(?:sla (?:deze vraag |dit |maar )?over|(?:vraag )?overslaan|skip|volgende vraag|volgende)[.! ]*$")
_STOPS = re.compile(
    r"\b(?:laat maar|vergeet het|hoeft niet meer|niet meer nodig|stop maar|stoppen|annuleer\w*"
    r"|zoek het zelf|doe maar niet)\b"
)
_LETS_ONLY_THIS_BE = re.compile(r"(?:nee+|neen)?,? ?(?:hoor )?laat maar(?: zitten)?[.! ]*$")
_WANTS = re.compile(
    r"\b(?:wil|wilde|willen|wou|zou graag|zouden graag|moet|moeten|nodig|graag een|gaat om|gaat over)\b"
)
_AGREES = re.compile(r"(?:(?:is )?goed|ok(?:e|ee|ay)?|prima|top|mooi|fijn|super|helder|duidelijk|dank\w*|bedankt)\b")
_CONTACTS = {"[telefoonnummer]": "phone", "[e-mailadres]": "email"}
_ANONYMOUS = re.compile(r"\b(?:anoniem|liever niet|zelf contact|bel zelf|zelf bellen|niet nodig|hoeft niet)\b")
_BSN = "[bsn]"


@dataclass(frozen=True)
class Message:
    """A message as Rasa understood it.

    intent: what the dialogue takes it for; ranking: how likely each intent is, by its full name
    (`out_of_scope/insult`); choice: the step and value of a tapped option; wishes: the goals that parts of it name,
    with the words of that part; at: when it came, in seconds since 1970.
    """

    id: str
    words: Words
    intent: str
    confidence: float
    ranking: Mapping[str, float]
    choice: tuple[str, str] | None = None
    wishes: tuple[tuple[str, str], ...] = ()
    at: int = 0

    def facts(self, values: Mapping[str, Any], words: str | None = None) -> dict[str, Fact]:
        """Values as facts that this message told, in its words or, of a message before it, in those."""
        said = self.words.text if words is None else words
        return {name: Fact(value, said, self.id) for name, value in values.items()}

    def intent_is(self, names: Iterable[str]) -> bool:
        """Whether the likeliest intent is one of these."""
        return self.likeliest in names

    @property
    def likeliest(self) -> str:
        """The likeliest intent; empty when there is none."""
        return max(self.ranking, key=lambda name: self.ranking[name], default="")

    @property
    def length(self) -> int:
        """How many words it has."""
        return len(self.words.plain.split())

    @property
    def is_aside(self) -> bool:
        """Whether it is about the conversation itself."""
        only_a_number = self.words.text.strip().isdecimal()
        return self.intent in ASIDES and self.confidence >= ASIDE_FROM and not only_a_number

    @property
    def corrects(self) -> bool:
        """Whether it takes something back."""
        return self.intent == "correction" or bool(_CORRECTS.match(self.words.plain))

    @property
    def refuses(self) -> bool:
        """Whether it says that something was understood wrongly, or no."""
        return bool(_REFUSES.search(self.words.plain))

    @property
    def wants_nothing_more(self) -> bool:
        """Whether it says no to whether there is anything else."""
        return self.is_a_no or bool(_NOTHING_MORE.search(self.words.plain))

    @property
    def was_misunderstood(self) -> bool:
        """Whether it says so in as many words."""
        return bool(_MISUNDERSTOOD.search(self.words.plain))

    @property
    def asks(self) -> bool:
        """Whether it is a question."""
        return "?" in self.words.text or bool(_ASKS.match(self.words.plain))

    @property
    def asks_what_to_bring(self) -> bool:
        """Whether it asks what to take along."""
        return bool(_WHAT_TO_BRING.search(self.words.plain))

    @property
    def says_what_about(self) -> bool:
        """Whether it only says what something is about ("over de vuilnisman"), which is no other wish."""
        return self.words.plain.startswith("over ") and self.length <= 4

    @property
    def is_in_no_hurry(self) -> bool:
        """Whether it says that it does not matter when."""
        return bool(_NO_HURRY.search(self.words.plain))

    @property
    def is_a_no(self) -> bool:
        """Whether it is a short no."""
        return read_yes_no(self.words.text) is False and self.length <= 3

    @property
    def is_a_yes(self) -> bool:
        """Whether it is a short yes."""
        return read_yes_no(self.words.text) is True and self.length <= 3

    @property
    def only_agrees(self) -> bool:
        """Whether it says no more than that all is well."""
        return bool(_AGREES.match(self.words.plain)) and self.length <= 4 and not self.asks

    @property
    def wants(self) -> bool:
        """Whether it says in as many words what somebody wants, or what it is about."""
        return bool(_WANTS.search(self.words.plain))

    @property
    def skips(self) -> bool:
        """Whether it asks to leave out a question."""
        return bool(_SKIPS.match(self.words.plain))

    @property
    def stops(self) -> bool:
        """Whether the resident lets it be."""
        return bool(_STOPS.search(self.words.plain))

    @property
    def lets_only_this_be(self) -> bool:
        """Whether it declines what was asked, and no more than that."""
        return bool(_LETS_ONLY_THIS_BE.match(self.words.plain))

    @property
    def holds_bsn(self) -> bool:
        """Whether a BSN was masked in it."""
        return _BSN in self.words.text

    @property
    def contact(self) -> str | None:
        """The kind of contact detail that was masked in it."""
        return next((kind for placeholder, kind in _CONTACTS.items() if placeholder in self.words.text), None)

    @property
    def how_to_be_reached(self) -> str | None:
        """The answer to how somebody can be reached: a kind of contact, or not at all; None when it is no answer."""
        if self.contact:
            return self.contact
        if self.is_a_no or _ANONYMOUS.search(self.words.plain) or is_dont_know(self.words.text):
            return NO_CONTACT
        return None
