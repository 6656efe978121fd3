"""Which goal somebody has, and turning a conversation to it."""

from collections.abc import Collection
from dataclasses import replace

from bot.goals.answers import volunteered, words_of
from bot.goals.catalogue import Catalogue
from bot.goals.conversation import Conversation
from bot.goals.message import Message
from bot.goals.phrases import longest

#: A goal is offered as an option from this belief on.
LIKELY = 0.08
#: Messages this short hold too little for the model to be relied on.
FEW_WORDS = 3


def evident_goal(catalogue: Catalogue, offered: Collection[str], message: Message) -> str | None:
    """The goal that the words themselves name, or whose facts they tell, and no other's; None when there is none.

    Looked for among the goals that were offered; without those, among the ones that a product may be for, and among all
    when no intent says which goal it is.
    """
    belief = catalogue.belief(message.ranking)
    product = message.intent_is(catalogue.products)
    among = set(offered)
    if not among and product:
        among = {name for name, chance in belief.items() if chance >= LIKELY}
    elif not among and (message.likeliest not in catalogue.intents or message.length <= FEW_WORDS):
        among = set(catalogue)
    evident = {name for name in among if longest(catalogue[name].data.words, message.words.plain)}
    if not evident and not product:
        evident = {name for name in among if volunteered(catalogue[name], message.words)}
    return evident.pop() if len(evident) == 1 else None


def turn_to(catalogue: Catalogue, conversation: Conversation, message: Message, name: str) -> Conversation:
    """The conversation turned to a goal, with the facts that this message and those before it told of it."""
    goal = catalogue[name]
    opening = (goal.data.opening,) if goal.data.opening else ()
    wish = next(iter(conversation.said), message.words.text)
    turned = replace(conversation.about(name), said=(), notices=opening, wish=wish)
    for text in conversation.said:
        told = volunteered(goal, words_of(text, message.words.today))
        turned = turned.with_facts(message.facts(told, text))
    turned = turned.with_facts(message.facts(volunteered(goal, message.words)))
    for fact, question in goal.questions.items():
        if message.intent_is(question.from_intents):
            turned = turned.with_facts(message.facts({fact: message.words.text}))
    return turned
