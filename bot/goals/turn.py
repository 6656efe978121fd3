"""A message in the conversation that it came in: what all that listens looks at."""

from dataclasses import dataclass
from functools import cached_property

from bot.goals.answers import Words, read_answer
from bot.goals.catalogue import Catalogue
from bot.goals.conversation import Conversation
from bot.goals.goal import Goal
from bot.goals.message import Message
from bot.goals.model import Question

#: From this probability on, an intent or goal is gone by; measured on sentences that were kept apart.
SURE = 0.5
SURE_ENOUGH_TO_SWITCH = 0.75


@dataclass(frozen=True)
class Turn:
    """now: the conversation before the message."""

    catalogue: Catalogue
    now: Conversation
    message: Message

    @property
    def words(self) -> Words:
        """The message as it is read."""
        return self.message.words

    @property
    def goal(self) -> Goal | None:
        """The goal that is talked about."""
        return self.catalogue[self.now.goal] if self.now.goal else None

    @property
    def question(self) -> Question | None:
        """The question about a fact that is open."""
        return self.goal.questions.get(self.now.open or "") if self.goal else None

    @cached_property
    def belief(self) -> dict[str, float]:
        """How likely each goal is meant, best first."""
        return self.catalogue.belief(self.message.ranking)

    @property
    def likeliest(self) -> tuple[str, float]:
        """The goal that is meant most likely, and how likely."""
        return next(iter(self.belief.items()), ("", 0.0))

    @property
    def answers_the_open_question(self) -> bool:
        """Whether it can be read as an answer to the question that is open."""
        return self.question is not None and read_answer(self.question, self.words) is not None

    def is_offered(self, name: str) -> bool:
        """Whether a goal may be an option."""
        return self.catalogue[name].data.offered

    def in_dossier(self, fact: str) -> bool:
        """Whether a fact is only for the department, so that its question may be skipped."""
        return self.goal is not None and any(item.fact == fact for item in self.goal.data.dossier)
