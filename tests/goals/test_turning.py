"""When it is about something else, or about the same in other words."""

import pytest

from bot.goals.turning import MISUNDERSTOOD
from tests.goals.talking import Talk, at_contact, at_the_end, at_the_summary


def test_who_was_misunderstood_and_says_the_same_is_asked_what_is_different() -> None:
    talk = at_the_summary()
    known = talk.now.values
    assert talk.say("nee, dat bedoel ik niet. ik ga op reis", "travel") == "correct"
    assert talk.reply.text.startswith(MISUNDERSTOOD)
    assert talk.now.values == known
    assert talk.labels[-1] == "Iets heel anders"


def test_who_names_another_goal_as_what_is_different_does_not_come_back_to_the_first() -> None:
    talk = at_the_summary()
    talk.tap("confirm", "no")
    talk.say("we gaan verhuizen", "moving")
    assert talk.now.goal == "moving"
    assert talk.now.waiting == ()


def test_something_else_altogether_is_asked_in_own_words() -> None:
    talk = at_the_summary()
    talk.tap("confirm", "no")
    assert talk.tap("goal", "other") == "own_words"
    talk.say("we gaan verhuizen", "moving")
    assert talk.now.goal == "moving"
    assert talk.now.waiting == ()


def test_letting_the_contact_be_does_not_let_the_wish_be() -> None:
    talk = at_contact()
    assert talk.say("nee laat maar", "deny") == "done"
    assert not talk.now.stopped
    assert talk.now.contact == "none"


def test_what_it_costs_is_answered_in_passing() -> None:
    talk = Talk()
    assert talk.say("ik ga naar Turkije, wat kost een paspoort", "travel") == "document"
    assert "Wat iets kost, weet ik niet zeker genoeg." in talk.reply.text
    assert talk.say("wat kost dat?", "other") == "document"
    assert "noordwijk.nl" in talk.reply.text
    assert talk.now.misses == 0


def test_what_it_costs_may_be_all_that_is_asked_after_the_end() -> None:
    talk = at_the_end()
    assert talk.say("en wat kost dat") == "done"
    assert talk.now.goal == "costs"


def test_not_understood_is_said_once() -> None:
    talk = Talk()
    talk.say("ik wil op reis", "travel")
    talk.say("bla die bla")
    assert talk.reply.text.startswith("Dat begreep ik niet.")
    assert talk.say("wat zijn de openingstijden?", "opening_hours") == "document"
    assert "Dat begreep ik niet." not in talk.reply.text


@pytest.mark.parametrize("text", ["Iets voor mijn bedrijf", "iets voor mijn bedrijf."])
def test_a_goal_that_was_not_offered_may_be_typed_as_it_is_called(text: str) -> None:
    talk = Talk()
    assert talk.say("de kroeg gaat dicht", "other") == "own_words"
    talk.say(text, "other")
    assert talk.now.goal == "business"


def test_who_does_not_know_is_helped_on() -> None:
    talk = Talk()
    assert talk.say("hm", "out_of_scope") == "own_words"
    assert talk.say("ik weet het niet meer", "dont_know") == "own_words"
    assert talk.reply.text.startswith("Geeft niet.")
    assert talk.labels == ["Een mens spreken"]
    assert talk.tap("goal", "person") == "about"


def test_only_what_it_costs_is_a_question_of_its_own() -> None:
    talk = Talk()
    assert talk.say("wat kost een paspoort", "passport") == "goal"
    assert talk.say("nee ik wil gewoon weten wat het kost", "passport") == "done"
    assert talk.now.goal == "costs"


def test_a_question_that_cannot_be_answered_goes_along() -> None:
    talk = Talk()
    assert talk.say("ik wil bezwaar maken tegen een besluit van vorige week", "complaint_objection") == "confirm"
    assert talk.say("hoe lang duurt dat meestal?", "help") == "confirm"
    assert talk.now.remark == "hoe lang duurt dat meestal?"


def test_a_bare_number_is_never_small_talk() -> None:
    talk = Talk()
    talk.say("we geven een straatfeest op zaterdag", "event")
    assert talk.now.open == "visitors"
    talk.say("12", "small_talk")
    assert talk.now.values["visitors"] == 12


def test_what_is_no_question_is_not_answered_in_between() -> None:
    talk = Talk()
    assert talk.say("mijn paspoort is verlopen en we gaan naar Suriname", "travel") == "departure"
    talk.say("in de kerstvakantie", "opening_hours")
    assert "noordwijk.nl" not in talk.reply.text


def test_what_a_complaint_is_about_is_no_other_wish() -> None:
    talk = Talk()
    assert talk.say("klacht", "complaint_objection") == "about"
    assert talk.say("over de vuilnisman", "waste") == "about"
    assert talk.now.goal == "complaint_objection"
