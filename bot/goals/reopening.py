"""What is said after the end of a wish: something to put right, another wish, or no more than a word."""

from dataclasses import replace
from datetime import date

from bot.goals.afterwards import taken_leave
from bot.goals.answers import volunteered
from bot.goals.conversation import Conversation
from bot.goals.finding import which_goal
from bot.goals.goal import Goal
from bot.goals.next_step import settled
from bot.goals.reading import is_dont_know
from bot.goals.steps import OWN_WORDS
from bot.goals.turn import SURE, Turn
from bot.goals.unclear import NOT_KEPT
from bot.goals.wishes import asked_in_passing, turn_to

FEW_WORDS = 5
NOTED = "Dat heb ik zo genoteerd."
THE_SAME = "Daarmee blijft mijn antwoord hetzelfde."
NOTHING_TO_BRING = "Ik weet niet of je iets mee moet nemen. Vraag het voordat je komt."
NEVER_MIND = "Geeft niet."


def after_the_end(turn: Turn) -> Conversation | None:
    """The conversation after a message that followed the end of a wish; None for an aside."""
    now, message = turn.now, turn.message
    tells = turn.goal is not None and bool(volunteered(turn.goal, turn.words, loosely=True))
    if not tells and (message.wants_nothing_more or message.only_agrees):
        return taken_leave(now)
    if not tells and is_dont_know(turn.words.text):
        return replace(now, detour=None, notices=(NEVER_MIND,))
    if not tells and message.is_a_yes:
        return replace(now, detour=OWN_WORDS, open=None, misses=0)
    if message.asks_what_to_bring and turn.goal is not None:
        return replace(now, detour=None, notices=(what_to_bring(turn.goal, now, turn.words.today),))
    if message.contact:
        return replace(now, notices=(NOT_KEPT,))
    if put_right := _put_right(turn):
        return put_right
    fresh = Conversation(contact=now.contact, day_part=now.day_part, rating=now.rating, misses=now.misses)
    if asked := asked_in_passing(turn.catalogue, turn.message):
        return turn_to(turn.catalogue, fresh, message, asked)
    if now.open == OWN_WORDS:
        fresh = replace(fresh, open=OWN_WORDS)
    anew = which_goal(replace(turn, now=fresh))
    return replace(now, detour=None, notices=(THE_SAME,)) if anew is not None and _is_the_same(turn, anew) else anew


def what_to_bring(goal: Goal, now: Conversation, today: date) -> str:
    """What to take along, as the outcome says."""
    outcome = settled(goal, now, today)
    rows = (*((outcome,) if outcome else ()), *goal.additions(now.values, today))
    bring = [thing for row in rows for thing in row.bring]
    return f"Neem mee: {'; '.join(bring)}." if bring else NOTHING_TO_BRING


def _put_right(turn: Turn) -> Conversation | None:
    """With a fact put right or added; who tells few words after the end tells them about what was just ended."""
    if turn.goal is None:
        return None
    now, sure = turn.now, max(turn.belief.values(), default=0.0) >= SURE
    said = volunteered(turn.goal, turn.words, loosely=True)
    changed = {n: v for n, v in said.items() if now.values.get(n) != v}
    in_few_words = bool(changed) and turn.message.length <= FEW_WORDS and not turn.message.wants
    outcome = settled(turn.goal, now, turn.words.today)
    if not said and _only_a_place_or_day(turn) and outcome is not None and not outcome.handed_over:
        return replace(now, detour=None, notices=(THE_SAME,))
    if sure and not turn.message.corrects and not in_few_words:
        return None
    if said and not changed:
        return replace(now, notices=(NOTED,))
    if not changed:
        return None
    reopened = replace(now, finished=False, confirmed=False, open=None).with_facts(turn.message.facts(changed))
    before, after = (settled(turn.goal, each, turn.words.today) for each in (now, reopened))
    same = after is not None and before == after and not after.handed_over and not now.person
    same = same and turn.goal.additions(now.values, turn.words.today) == turn.goal.additions(
        reopened.values, turn.words.today
    )
    return replace(reopened, finished=True, notices=(THE_SAME,)) if same else reopened


def _is_the_same(turn: Turn, anew: Conversation) -> bool:
    """Whether a short question after the end would get the very same answer, and nobody is to hear of it."""
    if turn.goal is None or anew.goal != turn.now.goal or turn.message.length > FEW_WORDS or turn.message.wants:
        return False
    before, after = (settled(turn.goal, each, turn.words.today) for each in (turn.now, anew))
    return before is not None and before == after and not before.handed_over


def _only_a_place_or_day(turn: Turn) -> bool:
    few = turn.message.length <= FEW_WORDS and not turn.message.asks and not turn.message.wants
    return few and bool(turn.words.found) and turn.message.choice is None
