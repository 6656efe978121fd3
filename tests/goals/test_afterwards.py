"""Once a wish is finished: how it was, in one tap or in words, and never twice."""

import pytest

from bot.goals.afterwards import NO_RATING, NO_WORDS
from tests.goals.talking import Talk, at_the_end


def asked_how_it_was() -> Talk:
    talk = at_the_end()
    assert talk.tap("else", "no") == "rating"
    assert talk.labels == ["Goed", "Gaat wel", "Niet goed", "Sla over"]
    return talk


def test_one_tap_is_enough() -> None:
    talk = asked_how_it_was()
    assert talk.tap("rating", "good") == "done"
    assert (talk.now.rating, talk.now.rating_words) == ("good", None)


def test_who_is_not_content_may_say_why() -> None:
    talk = asked_how_it_was()
    assert talk.tap("rating", "bad") == "rating_words"
    assert talk.say("ik moest te lang typen") == "done"
    assert (talk.now.rating, talk.now.rating_words) == ("bad", "ik moest te lang typen")


@pytest.mark.parametrize("words", ["sla over", "nee"])
def test_the_words_may_be_left_out(words: str) -> None:
    talk = asked_how_it_was()
    talk.tap("rating", "fair")
    assert talk.say(words) == "done"
    assert talk.now.rating_words == NO_WORDS


@pytest.mark.parametrize(
    ("words", "rating"),
    [("prima hoor", "good"), ("mwah", "fair"), ("waardeloos", "bad"), ("niet goed", "bad"), ("nee", NO_RATING)],
)
def test_it_may_be_said_in_words(words: str, rating: str) -> None:
    talk = asked_how_it_was()
    talk.say(words)
    assert talk.now.rating == rating


def test_it_is_asked_once() -> None:
    talk = asked_how_it_was()
    talk.tap("rating", "good")
    assert talk.tap("else", "no") == "done"


def test_another_wish_instead_of_an_answer_is_taken_up() -> None:
    talk = asked_how_it_was()
    talk.say("ik wil een dakkapel", "extension")
    assert talk.now.goal == "extension"
