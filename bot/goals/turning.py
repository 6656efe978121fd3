"""When a message is about something else than the open question: another wish, a question in between, or stopping."""

from dataclasses import replace

from bot.goals.conversation import Conversation
from bot.goals.finding import MOST_CANDIDATES
from bot.goals.phrases import longest
from bot.goals.reading import read_yes_no
from bot.goals.steps import CONFIRM, CONTACT, CORRECT, MAX_MISSES, NO_CONTACT, RESUME
from bot.goals.turn import SURE, SURE_ENOUGH_TO_SWITCH, Turn
from bot.goals.unclear import with_remark
from bot.goals.wishes import asked_in_passing, resumed, turn_to

MISUNDERSTOOD = "Sorry, dan heb ik je verkeerd begrepen."
SOON_TOLD = "Wat je meeneemt, vertel ik je zo."
ASKED_TOO = "Dat weet een collega beter. Ik geef je vraag erbij door."
LET_BE = "Goed, dat laten we zitten."


def switched(turn: Turn) -> Conversation | None:
    """The conversation about another goal that is surely meant; the one that was talked about waits, unless it was
    wrong."""
    best, chance = turn.likeliest
    if chance < SURE_ENOUGH_TO_SWITCH or best == turn.now.goal or not turn.is_offered(best):
        return None
    if turn.message.says_what_about:
        return None
    turned = turn_to(turn.catalogue, turn.now, turn.message, best)
    if turn.now.open == CORRECT:
        return replace(turned, notices=(f"Goed, dan gaat het over '{turn.catalogue[best].label}'.", *turned.notices))
    said = f"Goed, eerst '{turn.catalogue[best].label}'."
    if turn.goal is not None and turn.goal.data.offered:
        turned = turned.after_this(turn.now.as_wish())
        said += f" Daarna gaan we verder met '{turn.goal.label}'."
    return replace(turned, notices=(said, *turned.notices))


def in_between(turn: Turn) -> Conversation | None:
    """A question that is answered at once, after which the open one is asked again."""
    best, chance = turn.likeliest
    if chance < SURE or not turn.catalogue[best].answered_at_once:
        best = asked_in_passing(turn.catalogue, turn.message) or ""
    elif not turn.message.asks and not longest(turn.catalogue[best].data.words, turn.words.plain):
        best = ""
    if turn.now.goal is None:
        return None
    if turn.message.asks_what_to_bring:
        return replace(turn.now, notices=(SOON_TOLD,))
    if not best:
        return _for_a_colleague(turn)
    answers = turn.answers_the_open_question and not turn.message.asks
    return None if answers else replace(turn.now, between=best)


def _for_a_colleague(turn: Turn) -> Conversation | None:
    """A question that Noor cannot answer goes along to the colleague, when there will be one."""
    if turn.goal is None or not (turn.message.is_aside and turn.message.intent == "help" and turn.message.asks):
        return None
    left = turn.goal.reachable(turn.now.values, turn.words.today)
    return with_remark(turn, ASKED_TOO) if all(outcome.handed_over for outcome in left) else None


def other_than_understood(turn: Turn) -> Conversation | None:
    """Who says that it is about something else is taken at their word; who says the same again about the summary, is
    asked what is different."""
    if turn.goal is None or not turn.message.refuses:
        return None
    sure = [name for name, chance in turn.belief.items() if chance >= SURE_ENOUGH_TO_SWITCH]
    meant = [name for name in (*sure, *(name for name, _ in turn.message.wishes)) if name != turn.now.goal]
    if meant and turn.is_offered(meant[0]) and turn.now.goal not in sure:
        return turn_to(turn.catalogue, turn.now, turn.message, meant[0])
    if not turn.message.was_misunderstood:
        return None
    if turn.now.open == CONFIRM and turn.now.goal in sure and turn.now.facts:
        return replace(turn.now, detour=CORRECT, misses=0, notices=(MISUNDERSTOOD,))
    return _begun_anew(turn)


def stopped(turn: Turn) -> Conversation | None:
    """Let be; but who lets this be for something else goes on with that, and who is only asked how to be reached may
    let that be."""
    choice = turn.question is not None and turn.question.type == "choice"
    if not turn.message.stops or (choice and turn.answers_the_open_question):
        return None  # To stop may be what somebody wants to arrange.
    if turn.now.open == RESUME:
        return resumed(turn.catalogue, turn.now, turn.message, wanted=False)
    if turn.now.open == CONTACT and turn.message.lets_only_this_be:
        return replace(turn.now, contact=NO_CONTACT, misses=0)
    if on := switched(turn):
        return replace(on, waiting=turn.now.waiting, notices=(LET_BE,))
    return replace(turn.now, stopped=True)


def resumed_or_not(turn: Turn) -> Conversation | None:
    """The answer to whether to go on with a wish that waits."""
    wanted = read_yes_no(turn.words.text)
    return None if wanted is None else resumed(turn.catalogue, turn.now, turn.message, wanted)


def _begun_anew(turn: Turn) -> Conversation | None:
    now = turn.now
    candidates = [name for name in turn.belief if name != now.goal and turn.is_offered(name)]
    anew = Conversation(
        said=(*now.said, turn.words.text),
        candidates=tuple(candidates[:MOST_CANDIDATES]),
        contact=now.contact,
        rating=now.rating,
        waiting=now.waiting,
        notices=(MISUNDERSTOOD,),
        misses=now.misses + 1,
    )
    return anew if anew.misses < MAX_MISSES else None
