"""What became of each wish is kept: how it ended, how sure Noor was, and how much she asked."""

from dataclasses import replace
from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.goal_form import ActionAskAnswer, ValidateGoalForm
from actions.hand_over import ActionHandOver
from bot.goals.conversation import Conversation
from bot.goals.slots import to_slots
from bot.handover.store import HandoverStore
from bot.handover.wishes import Ended, WishId
from tests.actions.conftest import MakeTracker, kept_wishes, slots_after
from tests.actions.test_hand_over import conversation, hand_over, urgent_trip


class Resident:
    """Somebody who talks with the actions as Rasa calls them."""

    def __init__(self, tracker: MakeTracker) -> None:
        self._tracker, self._slots, self._said = tracker, {}, 0

    async def say(self, text: str = "", intent: str = "inform", choice: str | None = None) -> None:
        self._said += 1
        message = {"text": text, "intent": intent, "choice": choice, "message_id": f"m{self._said}"}
        await self._do(ValidateGoalForm(), message)
        done = self._slots.pop("answer", None)
        await self._do(ActionHandOver() if done else ActionAskAnswer(), message)

    async def _do(self, action: Any, message: dict[str, Any]) -> None:
        events = await action.run(CollectingDispatcher(), self._tracker(self._slots, **message), {})
        self._slots |= slots_after(events)


async def test_a_wish_that_was_handed_over(store: HandoverStore, tracker: MakeTracker) -> None:
    sure = replace(urgent_trip(), sure=0.93, questions=2, corrected=True)
    await hand_over(tracker(to_slots(sure), message_id="m7", channel="whatsapp"))
    [wish] = await kept_wishes(store)
    assert wish.id == WishId("conversation-1", "m7", "travel")
    assert (wish.outcome, wish.ended, wish.department) == ("urgent_passport", Ended.HANDED_OVER, "burgerzaken")
    assert (wish.channel, wish.confidence, wish.questions, wish.corrected) == ("whatsapp", 0.93, 2, True)
    [handover] = await store.of("conversation-1")
    assert handover.confidence == 0.93


async def test_a_wish_that_noor_answered_has_no_department(store: HandoverStore, tracker: MakeTracker) -> None:
    await hand_over(tracker(to_slots(conversation("identification", None, state="valid"))))
    [wish] = await kept_wishes(store)
    assert (wish.outcome, wish.ended, wish.department) == ("nothing", Ended.ANSWERED, None)


@pytest.mark.parametrize("goal", ["person", "extension"])
async def test_a_wish_for_a_person(store: HandoverStore, tracker: MakeTracker, goal: str) -> None:
    wanted = replace(conversation(goal), person=goal != "person")
    await hand_over(tracker(to_slots(wanted)))
    [wish] = await kept_wishes(store)
    assert wish.ended is Ended.PERSON
    assert wish.department == ("kcc" if goal == "person" else "odwh")


async def test_a_wish_that_the_resident_let_be(store: HandoverStore, tracker: MakeTracker) -> None:
    stopped = replace(conversation("extension", what="dormer"), stopped=True, questions=1)
    await hand_over(tracker(to_slots(stopped)))
    [wish] = await kept_wishes(store)
    assert (wish.ended, wish.department, wish.questions) == (Ended.STOPPED, None, 1)


async def test_without_a_goal_there_is_no_wish(store: HandoverStore, tracker: MakeTracker) -> None:
    await hand_over(tracker(to_slots(Conversation(stopped=True))))
    await hand_over(tracker(to_slots(Conversation())))
    assert await kept_wishes(store) == []


async def test_the_same_message_twice_is_one_wish(store: HandoverStore, tracker: MakeTracker) -> None:
    for _ in range(2):
        await hand_over(tracker(to_slots(urgent_trip()), message_id="m7"))
    assert len(await kept_wishes(store)) == 1


async def test_a_whole_conversation(store: HandoverStore, tracker: MakeTracker) -> None:
    """Two questions were asked: what is wrong with the passport, and for whom it is. Contact is not one."""
    resident = Resident(tracker)
    await resident.say("Ik ga over 5 dagen naar Turkije", "travel")
    await resident.say("hij is verlopen")
    await resident.say("voor mezelf")
    await resident.say("ja", "affirm")
    await resident.say("[telefoonnummer]")
    [wish] = await kept_wishes(store)
    assert (wish.id.goal, wish.id.message_id, wish.ended) == ("travel", "m5", Ended.HANDED_OVER)
    assert (wish.confidence, wish.questions, wish.corrected) == (0.95, 2, False)


async def test_a_goal_that_was_tapped_has_no_confidence(store: HandoverStore, tracker: MakeTracker) -> None:
    resident = Resident(tracker)
    await resident.say("ik weet het niet", "out_of_scope")
    await resident.say(choice="goal=identification")
    await resident.say(choice="identification.state=valid")
    [wish] = await kept_wishes(store)
    assert (wish.id.goal, wish.confidence) == ("identification", None)
    assert wish.questions == 2  # What somebody wants, and the state of the document.


async def test_an_answer_in_between_is_a_wish_too(store: HandoverStore, tracker: MakeTracker) -> None:
    between = replace(conversation("travel", destination="TN"), between="opening_hours", open="departure")
    await ActionAskAnswer().run(CollectingDispatcher(), tracker(to_slots(between), "open?", "opening_hours"), {})
    [wish] = await kept_wishes(store)
    assert (wish.id.goal, wish.ended, wish.questions) == ("opening_hours", Ended.ANSWERED, 0)
