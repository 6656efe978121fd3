"""Which goal somebody has, and turning a conversation to it."""

from collections.abc import Collection
from dataclasses import replace

from bot.goals.answers import volunteered, words_of
from bot.goals.catalogue import Catalogue
from bot.goals.conversation import Conversation, Wish
from bot.goals.message import Message
from bot.goals.phrases import longest, plain
from bot.goals.steps import PERSON, RESUME

#: A goal is offered as an option from this belief on.
LIKELY = 0.08
#: A conversation that was silent for this many seconds is taken up with a word about where it was.
AWAY = 4 * 3600
#: Messages this short hold too little for the model to be relied on.
FEW_WORDS = 3


def evident_goal(catalogue: Catalogue, offered: Collection[str], message: Message) -> str | None:
    """The goal that the words themselves name, or whose facts they tell, and no other's; None when there is none.

    Looked for among the goals that were offered; without those, among the likely ones when a product was named, when
    little was said or when no intent says which goal it is.
    """
    belief = catalogue.belief(message.ranking)
    product = message.intent_is(catalogue.products)
    among = set(offered)
    if not among and (product or message.likeliest not in catalogue.intents or message.length <= FEW_WORDS):
        among = {name for name, chance in belief.items() if chance >= LIKELY}
    evident = {name for name in among if longest(catalogue[name].data.words, message.words.plain)}
    if not evident and not product:
        evident = {name for name in among if volunteered(catalogue[name], message.words)}
    return evident.pop() if len(evident) == 1 else None


def asked_in_passing(catalogue: Catalogue, message: Message) -> str | None:
    """The goal that the message asks about besides whatever else it says, and that is answered at once."""
    asks = (name for name, goal in catalogue.items() if longest(goal.data.in_passing, message.words.plain))
    return next(asks, None)


def turn_to(catalogue: Catalogue, conversation: Conversation, message: Message, name: str) -> Conversation:
    """The conversation turned to a goal, with the facts that this message and those before it told of it."""
    goal = catalogue[name]
    opening = (goal.data.opening,) if goal.data.opening else ()
    wish = next(iter(conversation.said), message.words.text)
    sure = None if message.choice is not None else catalogue.belief(message.ranking).get(name)
    turned = replace(conversation.about(name), said=(), notices=opening, wish=wish, sure=sure)
    for text in conversation.said:
        told = volunteered(goal, words_of(text, message.words.today))
        turned = turned.with_facts(message.facts(told, text))
    if message.choice is None and message.words.plain != plain(goal.label):  # The words of a button are ours.
        turned = turned.with_facts(message.facts(volunteered(goal, message.words)))
    for fact, question in goal.questions.items():
        if message.intent_is(question.from_intents):
            turned = turned.with_facts(message.facts({fact: message.words.text}))
    return turned


def with_other_wishes(catalogue: Catalogue, heard: Conversation, message: Message) -> Conversation:
    """The conversation with the wishes that the message named besides the one it is about."""
    if heard.finished or heard.stopped:
        return heard
    if heard.between is None and (asked := asked_in_passing(catalogue, message)) and asked != heard.goal:
        heard = replace(heard, between=asked)
    if heard.goal is None or len(message.wishes) < 2:
        return heard
    others = [(name, text) for name, text in message.wishes if name != heard.goal and name != PERSON]
    at_once = next((name for name, _ in others if catalogue[name].answered_at_once), heard.between)
    later = [Wish(name, text) for name, text in others if not catalogue[name].answered_at_once]
    return replace(heard.after_this(*later), between=at_once)


def welcomed_back(catalogue: Catalogue, before: Conversation, message: Message, heard: Conversation) -> Conversation:
    """After a long silence in the middle of something, with a word about what that was."""
    in_the_middle = before.goal is not None and before.goal == heard.goal and not before.finished
    if not (before.at and message.at - before.at > AWAY and in_the_middle):
        return heard
    back = f"Fijn dat je terug bent. We hadden het over '{catalogue[str(before.goal)].label}'."
    return replace(heard, notices=(back, *heard.notices))


def resumed(catalogue: Catalogue, now: Conversation, message: Message, wanted: bool) -> Conversation:
    """On with the wish that waited longest, or without it."""
    wish, *rest = now.waiting
    left = replace(now, waiting=tuple(rest), detour=RESUME if rest else None, open=None, misses=0)
    if not wanted:
        return left if rest else replace(left, detour=None, finished=True, notices=("Goed, dat laten we zitten.",))
    told = replace(message, words=words_of(wish.words, message.words.today), ranking={}, wishes=())
    return turn_to(catalogue, left, told, wish.goal).with_facts(wish.facts)
