"""More than one wish in a conversation: named together, taken up half way, answered in between, left and resumed."""

from dataclasses import replace

from bot.goals.answers import words_of
from bot.goals.listening import hear
from bot.goals.message import Message
from bot.goals.slots import from_slots, to_slots
from bot.goals.wishes import AWAY
from tests.goals.talking import CATALOGUE, TODAY, Talk

MOVING_AND_PARKING = "ik ga verhuizen en wil een parkeervergunning"


def both_named() -> Talk:
    talk = Talk()
    wishes = (("moving", "ik ga verhuizen"), ("parking", "wil een parkeervergunning"))
    talk.say_wishes(MOVING_AND_PARKING, "moving", wishes)
    return talk


def test_two_wishes_in_one_sentence_both_count() -> None:
    talk = both_named()
    assert talk.now.goal == "moving"
    assert [(wish.goal, wish.parked) for wish in talk.now.waiting] == [("parking", False)]


def test_the_second_is_offered_when_the_first_is_done() -> None:
    talk = both_named()
    talk.finish()
    assert talk.reply.text == "Je noemde ook 'Parkeren'. Zullen we dat nu doen?"
    talk.tap("resume", "yes")
    assert talk.now.goal == "parking"
    assert talk.now.wish == "wil een parkeervergunning"


def test_the_second_may_be_left() -> None:
    talk = both_named()
    talk.finish()
    assert talk.say("nee laat maar zitten", "deny") == "done"
    assert talk.now.waiting == ()


def test_a_wish_that_was_left_half_way_is_come_back_to_with_all_that_was_known() -> None:
    talk = Talk()
    talk.say("ik vlieg 4 december naar Turkije", "travel")
    known = talk.now.values
    talk.say("o ja en er is grofvuil dat weg moet", "waste")
    assert talk.now.goal == "waste"
    talk.finish()
    assert talk.reply.text == "We waren nog bezig met 'Ik ga op reis'. Zullen we dat nu doen?"
    assert talk.say("ja", "affirm") == "document"
    assert talk.now.values == known


def test_who_lets_the_first_be_goes_on_with_the_other_only() -> None:
    talk = Talk()
    talk.say("ik vlieg 4 december naar Turkije", "travel")
    talk.say("laat maar, ik wil een straatfeest houden", "event")
    assert talk.now.goal == "event"
    assert talk.now.waiting == ()


def test_a_question_in_between_is_answered_and_the_open_one_asked_again() -> None:
    talk = Talk()
    assert talk.say("ik wil op reis", "travel") == "document"
    assert talk.say("wat zijn de openingstijden?", "opening_hours") == "document"
    assert "noordwijk.nl" in talk.reply.text
    assert talk.reply.text.endswith("Wat voor paspoort of ID-kaart heb je nu?")
    assert talk.now.goal == "travel"


def test_after_a_long_silence_noor_says_where_they_were() -> None:
    talk = Talk()
    talk.say("ik wil op reis", "travel")
    before = replace(talk.now, at=1_000_000)
    answer = Message("m9", words_of("verlopen", TODAY), "inform", 0.9, {"inform": 0.9}, at=1_000_001 + AWAY)
    heard = hear(CATALOGUE, before, answer)
    assert heard is not None
    assert heard.notices[0] == "Fijn dat je terug bent. We hadden het over 'Ik ga op reis'."
    assert heard.values["document"] == "expired"
    soon = hear(CATALOGUE, before, replace(answer, at=1_000_060))
    assert soon is not None and soon.notices == ()


def test_what_waits_is_kept_between_messages() -> None:
    talk = Talk()
    talk.say("ik vlieg 4 december naar Turkije", "travel")
    talk.say("o ja en er is grofvuil dat weg moet", "waste")
    kept = from_slots(to_slots(talk.now), CATALOGUE)
    assert kept.waiting == talk.now.waiting
