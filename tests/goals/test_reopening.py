"""What is said after the end of a wish."""

import pytest

from bot.goals.reopening import THE_SAME
from tests.goals.talking import Talk, at_the_end


def at_the_end_of_parking() -> Talk:
    talk = Talk()
    assert talk.say("kan ik een parkeervergunning krijgen", "parking") == "done"
    return talk


def test_few_words_after_the_end_put_it_right() -> None:
    talk = at_the_end_of_parking()
    assert talk.say("voor mijn mantelzorger", "care_income") == "done"
    assert talk.now.goal == "parking"
    assert talk.now.values["topic"] == "visitor"


def test_what_does_not_change_the_answer_is_not_answered_anew() -> None:
    talk = Talk()
    assert talk.say("de groene bak is niet geleegd", "waste") == "done"
    assert talk.say("Zeestraat 14") == "done"
    assert talk.now.notices == (THE_SAME,) or talk.now.notices == ()
    assert talk.now.finished


@pytest.mark.parametrize("text", ["goed", "oke prima", "nee dank je", "bedankt"])
def test_all_well_is_leave(text: str) -> None:
    assert at_the_end().say(text) == "rating"


def test_yes_there_is_something_else() -> None:
    talk = at_the_end()
    assert talk.say("ja", "affirm") == "own_words"
    assert talk.say("nee toch niet", "deny") == "rating"


def test_what_was_ended_is_still_known_after_a_yes() -> None:
    talk = at_the_end_of_parking()
    assert talk.say("ja", "affirm") == "own_words"
    assert talk.say("voor bezoek", "inform") == "done"
    assert talk.now.values["topic"] == "visitor"


def test_not_knowing_after_the_end_starts_nothing() -> None:
    talk = at_the_end()
    assert talk.say("weet ik niet", "dont_know") == "done"
    assert talk.now.goal == "travel"


def test_what_to_bring_is_told_again() -> None:
    talk = at_the_end()
    assert talk.say("wat moet ik meenemen?", "help") == "done"
    assert talk.now.goal == "travel"
    assert talk.now.notices == ("Neem mee: je oude paspoort en ID-kaart; een pasfoto.",)


def test_a_street_after_the_end_is_no_work_in_that_street() -> None:
    talk = Talk()
    assert talk.say("we verhuizen op 1 januari naar Noordwijk", "moving") == "done"
    assert talk.say("in de Kerkstraat", "street_works") == "done"
    assert talk.now.goal == "moving"


@pytest.mark.parametrize("text", ["weet ik niet", "klopt", "prima zo", "nee"])
def test_who_does_not_say_how_it_was_is_not_asked_again(text: str) -> None:
    talk = at_the_end()
    assert talk.say("nee") == "rating"
    assert talk.say(text) in ("done", "rating_words")
    assert talk.now.rating is not None


def test_the_same_question_about_something_like_it_is_not_answered_at_length() -> None:
    talk = Talk()
    assert talk.say("hoe kom ik van mijn oude bankstel af, kan dat bij het grofvuil", "waste") == "done"
    assert talk.say("en een koelkast?", "waste") == "done"
    assert talk.now.notices == (THE_SAME,)
