"""What residents put right at the summary, in their own words."""

import pytest

from bot.goals.unclear import PASSED_ON
from tests.goals.talking import Talk, at_the_summary


def at_the_summary_of_an_appointment() -> Talk:
    talk = Talk()
    assert talk.say("mijn afspraak van morgen moet verzet worden", "appointment") == "subject"
    assert talk.say("morgen om 9 uur voor mijn paspoort") == "wish"
    assert talk.say("eind volgende week") == "confirm"
    return talk


def test_what_resembles_an_answer_in_own_words_puts_that_answer_right() -> None:
    talk = at_the_summary_of_an_appointment()
    assert talk.say_unsurely("nee sorry het is om tien uur, rijbewijs", driving_licence=0.9) == "confirm"
    assert talk.now.goal == "appointment"
    assert talk.now.values["subject"] == "om tien uur, rijbewijs (eerst: morgen om 9 uur voor mijn paspoort)"
    assert talk.now.values["wish"] == "eind volgende week"


def test_a_fuller_answer_takes_the_place_of_the_first() -> None:
    talk = Talk()
    assert talk.say("er ligt een boom over de weg bij de Duinweg", "public_space") == "confirm"
    assert talk.say("Duinweg bij het bos") == "confirm"
    assert talk.now.values["where"] == "Duinweg bij het bos"


def test_what_is_wished_at_the_summary_is_another_wish() -> None:
    talk = at_the_summary_of_an_appointment()
    talk.say_unsurely("nee, ik wil om tien uur mijn rijbewijs verlengen", driving_licence=0.9)
    assert talk.now.goal == "driving_licence"


def test_the_only_answer_in_own_words_is_what_is_different() -> None:
    talk = Talk()
    assert talk.say("mijn buurman bouwt een schutting", "extension") == "address"
    assert talk.say("Zeestraat 14") == "confirm"
    assert talk.say("nee", "deny") == "correct"
    assert talk.say("op 41") == "confirm"
    assert talk.now.values["address"] == "op 41 (eerst: Zeestraat 14)"


def test_a_remark_that_changes_nothing_is_passed_on() -> None:
    talk = at_the_summary()
    assert talk.say("de hond gaat trouwens ook mee") == "confirm"
    assert talk.reply.text.startswith(PASSED_ON)
    assert talk.now.remark == "de hond gaat trouwens ook mee"
    assert talk.say("ja", "affirm") == "contact"


def test_what_is_different_but_not_understood_is_passed_on() -> None:
    talk = at_the_summary()
    assert talk.tap("confirm", "no") == "correct"
    assert talk.say("we reizen met de nachttrein") == "confirm"
    assert talk.now.remark == "we reizen met de nachttrein"


@pytest.mark.parametrize("text", ["nee", "Nee hoor"])
def test_a_no_to_a_day_is_no_day(text: str) -> None:
    talk = Talk()
    assert talk.say("ik wil een terras bij mijn restaurant beginnen", "business") == "opening"
    assert talk.say(text, "deny") != "opening"
    assert talk.now.values["opening"] == "dont_know"


def test_nobody_hurt_is_no_animal_hurt() -> None:
    talk = Talk()
    talk.say("er ligt een boom over de weg bij de Duinweg", "public_space")
    before = talk.now.values
    talk.say("er is niemand gewond")
    assert talk.now.values == before


def test_thanks_are_no_yes() -> None:
    talk = Talk()
    talk.say("mijn vader is thuis in Noordwijk overleden", "death")
    before, asked = talk.now.values, talk.now.open
    assert talk.say("dank je wel", "thanks") in (asked, "aside")
    assert talk.now.values == before


def test_what_an_appointment_is_for_is_no_other_wish() -> None:
    talk = Talk()
    assert talk.say("ik wil mijn afspraak verzetten", "appointment") == "soon"
    assert talk.say("mijn rijbewijs", "driving_licence") == "soon"
    assert talk.now.values["subject"] == "mijn rijbewijs"


@pytest.mark.parametrize(("day", "soon"), [("dinsdag", True), ("woensdag", False), ("3 december", False)])
def test_a_day_says_whether_it_is_soon(day: str, soon: bool) -> None:
    talk = Talk()
    talk.say(f"kan ik mijn afspraak van {day} verzetten", "appointment")
    assert talk.now.values["soon"] is soon


def test_a_day_answers_whether_it_is_soon() -> None:
    talk = Talk()
    assert talk.say("ik wil mijn afspraak verzetten", "appointment") == "soon"
    assert talk.say("vrijdag") == "subject"
    assert talk.now.values["soon"] is False


def test_who_says_what_it_is_when_asked_where_puts_that_right() -> None:
    talk = Talk()
    assert talk.say("mijn buren maken elke nacht herrie", "public_space") == "where"
    talk.say("het is een café")
    assert talk.now.values["cause"] == "company"


def test_a_question_that_may_be_skipped_is_skipped_when_it_is_not_answered() -> None:
    talk = at_the_summary_of_holder()
    assert talk.say("blauw met een streepje") == "holder"
    assert talk.say("nee echt blauw met een streepje") == "confirm"
    assert not talk.now.person
    assert talk.now.remark == "nee echt blauw met een streepje"


def at_the_summary_of_holder() -> Talk:
    talk = Talk()
    assert talk.say("mijn paspoort is verlopen en ik ga 4 december naar Turkije", "travel") == "holder"
    return talk


@pytest.mark.parametrize(("text", "holder"), [("ben zelf 16", "teen"), ("71", "adult"), ("9", "child")])
def test_a_bare_age_says_for_whom(text: str, holder: str) -> None:
    talk = at_the_summary_of_holder()
    talk.say(text)
    assert talk.now.values["holder"] == holder


@pytest.mark.parametrize(
    ("text", "known"), [("ik ben 85", True), ("ik ben 85 en het is voor mijn kleindochter", False)]
)
def test_who_tells_their_own_age_is_not_asked_for_whom(text: str, known: bool) -> None:
    talk = Talk()
    talk.say(f"{text}, mijn paspoort is verlopen en de bank vraagt erom", "identification")
    assert ("holder" in talk.now.values) is known


def test_no_hurry_is_no_day() -> None:
    talk = Talk()
    assert talk.say("mijn ID is verlopen en de bank vraagt erom", "identification") == "needed_by"
    assert talk.say("er is geen haast bij") == "holder"


def test_a_yes_is_no_place_and_no_text() -> None:
    talk = Talk()
    assert talk.say("de schommel in de speeltuin is kapot", "public_space") == "danger"
    assert talk.say("nee") == "where"
    assert talk.say("klopt", "affirm") == "where"
    assert talk.say("Vinkeveld") == "confirm"


def test_a_street_is_no_kind_of_place() -> None:
    talk = Talk()
    assert talk.say("er is iets niet goed", "public_space") == "what"
    assert talk.say("Kerkstraat") == "what"
    assert talk.now.values == {"where": "Kerkstraat"}


def test_what_it_is_after_all_is_heard_when_something_else_was_meant_first() -> None:
    talk = Talk()
    assert talk.say("ik wil mijn rijbewijs ophalen", "driving_licence") == "question"
    talk.say("net geslaagd")
    assert talk.now.values["what"] == "first"


def test_a_day_at_the_summary_puts_right_whether_it_is_soon() -> None:
    talk = Talk()
    assert talk.say("ik ben net geslaagd en moet volgende week rijden voor mijn werk", "driving_licence") == "confirm"
    assert talk.say("nee wacht, pas over een maand", "correction") == "confirm"
    assert talk.now.values["hurry"] is False


def test_a_day_in_own_words_is_no_goodbye() -> None:
    talk = Talk()
    assert talk.say("mijn afspraak van morgen moet verzet worden", "appointment") == "subject"
    assert talk.say("om 9 uur voor mijn paspoort") == "wish"
    assert talk.say("eind volgende week, smiddags", "goodbye") == "confirm"
