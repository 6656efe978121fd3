"""The end of a wish: what stands in the database, and what the resident is told."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.context import municipality, today
from actions.goal_form import ValidateGoalForm
from actions.hand_over import ActionHandOver
from bot.goals.conversation import Conversation, Fact
from bot.goals.listening import NO_BSN
from bot.goals.slots import to_slots
from bot.handover.record import MAX_QUESTION, MAX_SUMMARY
from bot.handover.store import HandoverStore
from tests.actions.conftest import MakeTracker, slots_after


def conversation(goal: str, contact: str | None = "phone", **facts: Any) -> Conversation:
    kept = {name: Fact(value, f"woorden: {value}", "m0") for name, value in facts.items()}
    return Conversation(goal, kept, confirmed=True, contact=contact)


def urgent_trip(contact: str = "phone") -> Conversation:
    departure = today() + timedelta(5)
    facts = {"destination": "TN", "departure": departure, "document": "expired", "holder": "adult"}
    return conversation("travel", contact, **facts)


async def hand_over(tracker: Any) -> tuple[str, dict[str, Any]]:
    """What is said, and the slots after it."""
    dispatcher = CollectingDispatcher()
    events = await ActionHandOver().run(dispatcher, tracker, {})
    return "\n".join(message["text"] for message in dispatcher.messages), slots_after(events)


async def test_an_urgent_trip_stands_in_the_database(store: HandoverStore, tracker: MakeTracker) -> None:
    said, after = await hand_over(tracker(to_slots(urgent_trip()), message_id="m7", channel="whatsapp"))
    [written] = await store.of("conversation-1")
    assert (written.department, written.urgency) == ("burgerzaken", "high")
    assert written.outcome == "urgent_passport"
    assert (written.conversation_id, written.message_id) == ("conversation-1", "m7")
    assert written.channel == "whatsapp"
    assert (written.goal, written.goal_label) == ("travel", "Ik ga op reis")
    assert written.contact == "phone"
    assert written.products == ("paspoort",)
    assert set(written.decided_by) == {"destination", "departure", "document"}
    assert (written.facts[0].label, written.facts[0].words) == ("Bestemming", "woorden: TN")
    assert "Bestemming: Tunesië" in written.summary
    assert written.due_at is not None and written.due_at > written.created_at
    assert written.reference in said
    assert after["progress"]["finished"] is True
    assert after["progress"]["open"] is None


async def test_what_the_resident_takes_home(store: HandoverStore, tracker: MakeTracker) -> None:
    said, _ = await hand_over(tracker(to_slots(urgent_trip())))
    lines = said.split("\n")
    assert lines[0].startswith("Ik heb je vraag doorgegeven aan Burgerzaken. Ze bellen je. Je meldnummer is ")
    assert lines[1] == "Je vertrekt al snel. Bel vandaag nog 071 366 00 00 en vraag om spoed."
    assert "Neem mee: je oude paspoort en ID-kaart; een pasfoto." in lines
    assert lines[-1] == "Kan ik nog iets voor je doen?"
    assert all(lines)


@pytest.mark.parametrize(
    ("contact", "promise"),
    [
        ("phone", "Ze bellen je."),
        ("email", "Ze sturen je een e-mail."),
        ("none", "Je kunt zelf bellen naar 071 366 00 00."),
    ],
)
async def test_how_to_be_reached_is_kept(
    store: HandoverStore, tracker: MakeTracker, contact: str, promise: str
) -> None:
    said, _ = await hand_over(tracker(to_slots(urgent_trip(contact))))
    [written] = await store.of("conversation-1")
    assert written.contact == contact
    assert promise in said


async def test_the_same_message_twice_is_one_handover(store: HandoverStore, tracker: MakeTracker) -> None:
    once = await hand_over(tracker(to_slots(urgent_trip()), message_id="m7"))
    again = await hand_over(tracker(to_slots(urgent_trip()), message_id="m7"))
    assert once == again
    assert len(await store.of("conversation-1")) == 1


async def test_a_later_message_is_another_handover(store: HandoverStore, tracker: MakeTracker) -> None:
    for message in ("m7", "m9"):
        await hand_over(tracker(to_slots(urgent_trip()), message_id=message))
    assert len(await store.of("conversation-1")) == 2


async def test_a_finished_wish_is_not_handed_over_again(store: HandoverStore, tracker: MakeTracker) -> None:
    _, after = await hand_over(tracker(to_slots(urgent_trip())))
    said, _ = await hand_over(tracker(after, message_id="m9"))
    assert said == "Kan ik nog iets voor je doen?"
    assert len(await store.of("conversation-1")) == 1


async def test_an_old_option_after_the_end_is_answered(store: HandoverStore, tracker: MakeTracker) -> None:
    _, after = await hand_over(tracker(to_slots(urgent_trip())))
    tapped = tracker(after, choice="travel.document=lost", message_id="m9")
    dispatcher = CollectingDispatcher()
    after |= slots_after(await ValidateGoalForm().run(dispatcher, tapped, {}))
    said, _ = await hand_over(tracker(after, choice="travel.document=lost", message_id="m9"))
    assert said or dispatcher.messages
    assert len(await store.of("conversation-1")) == 1


async def test_when_noor_suffices_nobody_is_bothered(store: HandoverStore, tracker: MakeTracker) -> None:
    said, after = await hand_over(tracker(to_slots(conversation("identification", None, state="valid"))))
    assert await store.of("conversation-1") == []
    assert said.startswith("Je hebt een geldig document.")
    assert "Je hoeft niets te regelen." in said
    assert after["progress"]["finished"] is True


async def test_outside_the_house_nothing_is_handed_over(store: HandoverStore, tracker: MakeTracker) -> None:
    lost = conversation("travel", None, destination="ES", document="lost", lost_where="abroad")
    said, _ = await hand_over(tracker(to_slots(lost)))
    assert await store.of("conversation-1") == []
    assert "bel de Nederlandse ambassade" in said


async def test_a_notice_is_said_with_the_last_words(store: HandoverStore, tracker: MakeTracker) -> None:
    text = "mijn paspoort is gestolen in Spanje, mijn bsn is [bsn]"
    heard = slots_after(await ValidateGoalForm().run(CollectingDispatcher(), tracker(text=text, intent="travel"), {}))
    said, after = await hand_over(tracker(heard))
    assert said.startswith(NO_BSN)
    assert after["progress"]["notices"] == []


async def test_a_person_gets_what_is_known_so_far(store: HandoverStore, tracker: MakeTracker) -> None:
    notices = ("Een collega helpt je verder.",)
    wanted = replace(conversation("extension", what="dormer"), person=True, notices=notices)
    said, _ = await hand_over(tracker(to_slots(wanted)))
    [written] = await store.of("conversation-1")
    assert (written.department, written.outcome, written.urgency) == ("odwh", "person_wanted", "normal")
    assert "Wat je bouwt: Dakkapel" in written.summary
    assert said.startswith("Een collega helpt je verder.\n")


async def test_a_person_instead_of_noors_own_answer(store: HandoverStore, tracker: MakeTracker) -> None:
    wanted = replace(conversation("identification", state="valid"), person=True)
    await hand_over(tracker(to_slots(wanted)))
    [written] = await store.of("conversation-1")
    assert (written.department, written.outcome) == ("kcc", "nothing")


async def test_a_visit_is_kept(store: HandoverStore, tracker: MakeTracker) -> None:
    plan = conversation("extension", what="fence", side="back", monument=False, address="Hoofdstraat 12")
    await hand_over(tracker(to_slots(replace(plan, visit=True))))
    [written] = await store.of("conversation-1")
    assert written.visit_wanted is True
    assert written.outcome == "small_plan"


async def test_additions_bring_their_products(store: HandoverStore, tracker: MakeTracker) -> None:
    party = conversation(
        "event", kind="neighbourhood", place="street_closed", visitors=80, date=today() + timedelta(200),
        alcohol="sold", music="amplified",
    )  # fmt: skip
    await hand_over(tracker(to_slots(party)))
    [written] = await store.of("conversation-1")
    assert written.products == ("evenementenvergunning", "tapontheffing", "geluidsontheffing")


async def test_the_longest_story_fits(store: HandoverStore, tracker: MakeTracker) -> None:
    await hand_over(tracker(to_slots(conversation("person", about="heel lang verhaal " * 200))))
    [written] = await store.of("conversation-1")
    assert len(written.summary) == MAX_SUMMARY == 1000
    assert 0 < len(written.question) <= MAX_QUESTION == 200


async def test_the_department_reads_what_was_said_in_passing(store: HandoverStore, tracker: MakeTracker) -> None:
    now = conversation("complaint_objection", about="treatment", helps="apology", where="Kerkstraat 3")
    await hand_over(tracker(to_slots(now)))
    [written] = await store.of("conversation-1")
    assert "Plek: Kerkstraat 3" in written.summary
    assert "where" in {fact.name for fact in written.facts}


async def test_who_helps_is_named(store: HandoverStore, tracker: MakeTracker) -> None:
    said, _ = await hand_over(tracker(to_slots(conversation("extension", "none", neighbour=True))))
    assert municipality().departments["odwh"].name in said
    assert "071 408 32 00" in said


async def test_without_a_goal_nothing_is_handed_over(store: HandoverStore, tracker: MakeTracker) -> None:
    said, _ = await hand_over(tracker())
    assert said == "Kan ik nog iets voor je doen?"
    assert await store.of("conversation-1") == []
