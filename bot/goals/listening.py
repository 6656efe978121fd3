"""What a message changes in a conversation."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.goals.account import with_correction
from bot.goals.afterwards import heard_afterwards, taken_leave
from bot.goals.answers import option_meant, read_answer, volunteered
from bot.goals.arranging import ARRANGEMENTS, DAY_PARTS, NO_MATTER, contact
from bot.goals.catalogue import Catalogue
from bot.goals.conditions import DONT_KNOW
from bot.goals.conversation import (
    CALLED,
    CONFIRM,
    CONTACT,
    CORRECT,
    DAY_PART,
    ELSE,
    GOAL,
    MAX_MISSES,
    NO_CONTACT,
    OWN_WORDS,
    PERSON,
    RATING,
    RATING_WORDS,
    RESUME,
    VISIT,
    VISIT_DAYS,
    Conversation,
)
from bot.goals.live import heard_while_called
from bot.goals.message import ASIDE_WORDS, NEVER_A_PLACE, NEVER_TEXT, Message
from bot.goals.model import Question
from bot.goals.phrases import denied, longest
from bot.goals.reading import read_yes_no
from bot.goals.wishes import LIKELY, evident_goal, resumed, turn_to, welcomed_back, with_other_wishes

#: From this probability on, an intent or goal is gone by; measured on sentences that were kept apart.
SURE = 0.5
SURE_ENOUGH_TO_SWITCH = 0.75
SHORT = 6
OTHER = "other"
ANYTHING_ELSE = "Iets anders"
MISUNDERSTOOD = "Sorry, dan heb ik je verkeerd begrepen."
MOST_CANDIDATES = 3
SKIP = "Sla deze vraag over"
NOT_KEPT = "Je nummer of adres heb ik nog niet bewaard. Als het nodig is, vraag ik erom."
NO_BSN = "Je burgerservicenummer heb ik niet nodig. Ik heb het niet bewaard."


def hear(catalogue: Catalogue, conversation: Conversation, message: Message) -> Conversation | None:
    """The conversation after the message, or None when the message is an aside that answers nothing."""
    heard = _Listener(catalogue, replace(conversation, notices=(), between=None), message).hear()
    if heard is not None:
        heard = welcomed_back(catalogue, conversation, message, with_other_wishes(catalogue, heard, message))
        heard = with_correction(conversation, message, heard)
    if message.holds_bsn and (heard is not None or conversation.open is not None):
        heard = heard or conversation
        return replace(heard, notices=(NO_BSN, *heard.notices))
    return heard


class _Listener:
    def __init__(self, catalogue: Catalogue, conversation: Conversation, message: Message) -> None:
        self._catalogue = catalogue
        self._now = conversation
        self._message = message
        self._words = message.words
        self._goal = catalogue[conversation.goal] if conversation.goal else None

    def hear(self) -> Conversation | None:
        if self._now.live == CALLED:
            return heard_while_called(self._now, self._message)
        if self._message.choice is not None:
            return self._chosen(*self._message.choice)
        if self._now.finished:
            return heard_afterwards(self._now, self._message) or self._after_the_end()
        if (step := self._now.open) is None:
            return self._which_goal()
        if self._message.stops and not self._answers_the_open_question():
            return self._stopped()
        if step in (CONTACT, VISIT, CONFIRM) and (corrected := self._corrected()):
            return corrected
        if step == CONTACT and (reached := contact(self._now, self._message)):
            return reached
        if self._names_person():
            return self._to_person()
        if other := self._in_between() or self._other_than_understood():
            return other
        listen: Mapping[str, Callable[[], Conversation | None]] = {
            GOAL: self._which_goal,
            OWN_WORDS: self._which_goal,
            CORRECT: self._correction,
            RESUME: self._resume,
        }
        arrange = ARRANGEMENTS.get(step)
        answered = arrange(self._now, self._message) if arrange else listen.get(step, self._fact)()
        return answered or self._person_meant() or self._switched() or self._not_understood()

    # -- the goal ---------------------------------------------------------------------------------------------------

    def _which_goal(self) -> Conversation | None:
        if self._message.is_aside and self._now.open is not None:
            return None
        offered = [(name, self._catalogue[name].label) for name in self._now.candidates]
        picked = option_meant([*offered, (OTHER, ANYTHING_ELSE)], self._words.text) if offered else None
        if picked:
            return self._chosen_goal(picked)
        said = (*self._now.said, self._words.text)[-5:]
        chances = self._catalogue.belief(self._message.ranking)
        best, chance = next(iter(chances.items()), ("", 0.0))
        others = [other for name, other in chances.items() if name != best]
        sure = chance >= SURE and chance - max(others, default=0.0) >= 0.15
        named = [name for name, _ in self._message.wishes if self._catalogue[name].data.offered]
        if len(named) > 1:
            best, sure = named[0], True
        goal = best if sure else evident_goal(self._catalogue, self._now.candidates, self._message)
        if goal:
            return turn_to(self._catalogue, self._now, self._message, goal)
        likely = [name for name, other in chances.items() if other >= LIKELY and self._catalogue[name].data.offered]
        candidates = tuple(likely[:MOST_CANDIDATES])
        product = self._message.likeliest
        offer = replace(self._now, detour=None, said=said, candidates=candidates, product=product)
        if self._now.open is not None and candidates in ((), self._now.candidates):
            return self._not_understood(offer)
        return offer

    def _switched(self) -> Conversation | None:
        belief = self._catalogue.belief(self._message.ranking)
        best, chance = next(iter(belief.items()), ("", 0.0))
        if chance < SURE_ENOUGH_TO_SWITCH or best == self._now.goal or not self._catalogue[best].data.offered:
            return None
        turned = turn_to(self._catalogue, self._now, self._message, best)
        said = f"Goed, eerst '{self._catalogue[best].label}'."
        if self._goal is not None and self._goal.data.offered:
            turned = turned.after_this(self._now.as_wish())
            said += f" Daarna gaan we verder met '{self._goal.label}'."
        return replace(turned, notices=(said, *turned.notices))

    def _in_between(self) -> Conversation | None:
        """A question that is answered at once, after which the open one is asked again."""
        best, chance = next(iter(self._catalogue.belief(self._message.ranking).items()), ("", 0.0))
        if chance < SURE or self._now.goal is None or not self._catalogue[best].answered_at_once:
            return None
        answers = self._reads_as_an_answer() and not self._message.asks
        return None if answers else replace(self._now, between=best)

    def _other_than_understood(self) -> Conversation | None:
        """Who says that it is about something else is taken at their word."""
        if self._goal is None or not self._message.refuses:
            return None
        belief = self._catalogue.belief(self._message.ranking)
        sure = [name for name, chance in belief.items() if chance >= SURE_ENOUGH_TO_SWITCH]
        meant = [name for name in (*sure, *(name for name, _ in self._message.wishes)) if name != self._now.goal]
        if meant and self._catalogue[meant[0]].data.offered and self._now.goal not in sure:
            return turn_to(self._catalogue, self._now, self._message, meant[0])
        if not self._message.was_misunderstood:
            return None
        candidates = [name for name in belief if name != self._now.goal and self._catalogue[name].data.offered]
        begun_anew = Conversation(
            said=(*self._now.said, self._words.text),
            candidates=tuple(candidates[:MOST_CANDIDATES]),
            contact=self._now.contact,
            rating=self._now.rating,
            waiting=self._now.waiting,
            notices=(MISUNDERSTOOD,),
            misses=self._now.misses + 1,
        )
        return begun_anew if begun_anew.misses < MAX_MISSES else None

    def _stopped(self) -> Conversation:
        """Let be; but who lets this be for something else goes on with that."""
        if self._now.open == RESUME:
            return resumed(self._catalogue, self._now, self._message, wanted=False)
        if switched := self._switched():
            return replace(switched, waiting=self._now.waiting, notices=("Goed, dat laten we zitten.",))
        return replace(self._now, stopped=True)

    # -- answers ----------------------------------------------------------------------------------------------------

    def _fact(self) -> Conversation | None:
        assert self._goal is not None and self._now.open is not None
        name = self._now.open
        question = self._goal.questions[name]
        if self._message.is_aside and self._message.intent in self._never_an_answer_to(question):
            return None
        facts = self._volunteered()
        known = volunteered(self._goal, self._words)
        value = self._answer(name, question, corrects_another=bool(facts.keys() - {name}) and self._message.corrects)
        if value is not None:
            facts[name] = value
        if not facts:
            return replace(self._now, notices=("Dat wist ik al, dank je.",)) if known else None
        now = self._now.with_facts(self._message.facts(facts))
        return now if value is not None else replace(now, notices=("Dank je, dat neem ik mee.",))

    def _never_an_answer_to(self, question: Question) -> frozenset[str]:
        """What a colleague is asked may well be something that Noor does not handle, or be said in anger."""
        if question.type == "place":
            return frozenset() if any(found.kind == "place" for found in self._words.found) else NEVER_A_PLACE
        short = self._message.length <= ASIDE_WORDS or self._message.asks
        return NEVER_TEXT if question.type == "text" and short else frozenset()

    def _answer(self, name: str, question: Question, corrects_another: bool) -> Any:
        if corrects_another and question.type == "yes_no":
            return None  # "Nee, ik bedoel ..." is not a no to the question that happened to be open.
        if self._in_dossier(name):
            declined = question.type in ("text", "place") and read_yes_no(self._words.text) is False
            if declined or self._message.skips:
                return DONT_KNOW
        return read_answer(question, self._words)

    def _answers_the_open_question(self) -> bool:
        """Whether it is one of the options that were offered: to stop may be what somebody wants to arrange."""
        question = self._goal.questions.get(self._now.open or "") if self._goal else None
        return question is not None and question.type == "choice" and self._reads_as_an_answer()

    def _reads_as_an_answer(self) -> bool:
        question = self._goal.questions.get(self._now.open or "") if self._goal else None
        return question is not None and read_answer(question, self._words) is not None

    def _volunteered(self) -> dict[str, Any]:
        assert self._goal is not None
        loosely = self._message.corrects or self._now.open in (CONFIRM, CORRECT)
        anew = loosely or self._now.open in (CONTACT, VISIT)
        said = volunteered(self._goal, self._words, loosely)
        return {n: v for n, v in said.items() if anew or n not in self._now.facts}

    def _corrected(self) -> Conversation | None:
        """What was known is said otherwise, whatever was asked; the summary follows anew."""
        said = self._volunteered() if self._goal else {}
        changed = any(self._now.values.get(name) != value for name, value in said.items())
        return self._now.with_facts(self._message.facts(said)) if changed else None

    def _correction(self) -> Conversation | None:
        assert self._goal is not None
        said = self._volunteered()
        if said:
            return self._now.with_facts(self._message.facts(said))
        labels = [(name, self._goal.questions[name].label) for name in self._now.facts]
        name = option_meant(labels, self._words.text)
        return self._now.without_fact(name) if name else None

    def _resume(self) -> Conversation | None:
        answer = read_yes_no(self._words.text)
        return None if answer is None else resumed(self._catalogue, self._now, self._message, answer)

    # -- options ----------------------------------------------------------------------------------------------------

    def _chosen(self, step: str, value: str) -> Conversation:
        """An option that was tapped, of the open question or of an older one."""
        if step == GOAL:
            return self._chosen_goal(value)
        if step in (ELSE, RATING, RATING_WORDS):
            return heard_afterwards(self._now, self._message) or self._now
        if step == RESUME and self._now.open == RESUME:
            return resumed(self._catalogue, self._now, self._message, value == "yes")
        if self._goal is None or self._now.finished:
            return replace(self._now, notices=("Die vraag is al klaar.",))
        simple: dict[tuple[str, str], dict[str, Any]] = {
            (CONFIRM, "yes"): {"confirmed": True},
            (CONFIRM, "no"): {"detour": CORRECT},
            (CONTACT, NO_CONTACT): {"contact": NO_CONTACT},
            (VISIT, "yes"): {"visit": True},
            (VISIT, "no"): {"visit": False},
            (VISIT_DAYS, NO_CONTACT): {"visit_days": NO_MATTER},
            **{(DAY_PART, label): {"day_part": label} for label in DAY_PARTS},
        }
        if (step, value) in simple and step == self._now.open:
            return replace(self._now, misses=0, **simple[step, value])
        if step == CORRECT and value in self._now.facts:
            return self._now.without_fact(value)
        goal, _, name = step.partition(".")
        if goal == self._goal.name and name in self._goal.questions:
            question = self._goal.questions[name]
            known: Any = {"yes": True, "no": False}.get(value, value) if question.type == "yes_no" else value
            return self._now.with_facts(self._message.facts({name: known}))
        return replace(self._now, notices=("Die vraag hebben we al gehad.",))

    def _chosen_goal(self, value: str) -> Conversation:
        if value == PERSON and self._goal is not None and not self._now.finished:
            return self._to_person()
        if value == OTHER:
            return replace(self._now, detour=OWN_WORDS, open=None, misses=0)
        if value == self._now.goal and not self._now.finished:
            return replace(self._now, notices=("Daar zijn we al mee bezig.",))
        return turn_to(self._catalogue, self._now, self._message, value) if value in self._catalogue else self._now

    # -- when it is something else ----------------------------------------------------------------------------------

    def _after_the_end(self) -> Conversation | None:
        if self._message.wants_nothing_more and not (self._goal and volunteered(self._goal, self._words, loosely=True)):
            return taken_leave(self._now)
        if self._message.contact:
            return replace(self._now, notices=(NOT_KEPT,))
        sure = max(self._catalogue.belief(self._message.ranking).values(), default=0.0) >= SURE
        if self._goal is not None and (not sure or self._message.corrects):
            said = volunteered(self._goal, self._words, loosely=True)
            changed = {n: v for n, v in said.items() if self._now.values.get(n) != v}
            if said and not changed:
                return replace(self._now, notices=("Dat heb ik zo genoteerd.",))
            if changed:
                reopened = replace(self._now, finished=False, confirmed=False, open=None)
                return reopened.with_facts(self._message.facts(changed))
        self._now = Conversation(contact=self._now.contact, day_part=self._now.day_part, rating=self._now.rating)
        self._goal = None
        return self._which_goal()

    def _names_person(self) -> bool:
        """Whether a short message asks for a person in so many words; such a wish goes before any answer."""
        short = self._message.length <= SHORT
        return short and not self._now.person and bool(longest(self._catalogue[PERSON].data.words, self._words.plain))

    def _person_meant(self) -> Conversation | None:
        refused = denied(self._catalogue[PERSON].data.words, self._words.plain)
        meant = self._message.ranking.get("human", 0.0) >= SURE and not refused and not self._now.person
        return self._to_person() if meant else None

    def _to_person(self) -> Conversation:
        if self._goal is None:
            return self._now.about(PERSON)
        return replace(self._now, person=True, detour=None, misses=0)

    def _not_understood(self, offer: Conversation | None = None) -> Conversation | None:
        """One more try, with the goals of `offer` where it has any; after that, a person."""
        if self._message.is_aside:
            return None
        if self._now.open in (CONTACT, VISIT) and self._now.misses:
            settled: dict[str, Any] = {"contact": NO_CONTACT} if self._now.open == CONTACT else {"visit": False}
            return replace(self._now, misses=0, **settled)
        if self._message.contact:
            return replace(self._now, notices=(NOT_KEPT,))
        misses = self._now.misses + 1
        if misses >= MAX_MISSES:
            sorry = "Ik begrijp het niet goed genoeg. Een collega helpt je verder."
            return replace(self._to_person(), notices=(sorry,))
        if offer is not None and not offer.candidates:
            offer = replace(offer, detour=OWN_WORDS)
        return replace(offer or self._now, misses=misses)

    def _in_dossier(self, name: str) -> bool:
        assert self._goal is not None
        return any(item.fact == name for item in self._goal.data.dossier)
