"""How sure Noor was, what she asked for a wish, and whether she was put right."""

from bot.goals.conversation import Conversation, Fact, Wish
from tests.goals.talking import TRIP, Talk, at_contact, at_the_summary


def test_how_sure_she_was_when_the_wish_was_taken_up() -> None:
    talk = Talk()
    talk.say(TRIP, "travel", confidence=0.83)
    talk.say("voor mezelf", "inform", confidence=0.2)
    assert talk.now.sure == 0.83


def test_what_was_tapped_was_not_guessed() -> None:
    talk = Talk(Conversation(candidates=("travel", "event"), open="goal"))
    talk.tap("goal", "event")
    assert talk.now.goal == "event" and talk.now.sure is None


def test_what_waited_and_was_wanted_was_not_guessed_either() -> None:
    talk = Talk(Conversation(waiting=(Wish("event", "een feest"),), open="resume", detour="resume"))
    talk.say("ja", "affirm")
    assert talk.now.goal == "event" and talk.now.sure is None


def test_each_question_about_the_goal_and_its_facts_counts_once() -> None:
    talk = Talk()
    talk.say_unsurely("hallo ik heb een vraag", travel=0.2, event=0.2)  # 1: which goal?
    talk.tap("goal", "travel")  # 2: the first fact
    asked = talk.now.questions
    talk.say("blauw")  # not understood: the same question again
    assert asked == 2 and talk.now.questions == 2


def test_the_summary_and_how_to_be_reached_are_no_clarifying_questions() -> None:
    assert at_the_summary().now.questions == at_contact().now.questions == 1


def test_the_next_wish_counts_anew() -> None:
    talk = at_contact()
    assert talk.now.questions == 1
    talk.say("ik wil een feest geven in de straat", "event", confidence=0.9)
    assert (talk.now.goal, talk.now.questions, talk.now.sure) == ("event", 1, 0.9)


def test_a_no_to_the_summary_puts_right() -> None:
    talk = at_the_summary()
    assert not talk.now.corrected
    talk.tap("confirm", "no")
    assert talk.now.corrected


def test_a_fact_said_otherwise_puts_right() -> None:
    talk = at_the_summary()
    talk.say("nee, naar Spanje", "correction")
    assert talk.now.corrected and talk.now.goal == "travel"


def test_another_goal_than_was_understood_puts_right() -> None:
    talk = Talk(Conversation("travel", {"destination": Fact("ES", "Spanje", "m0")}, open="document"))
    talk.say("nee dat bedoel ik niet, ik wil een feest geven", "event", confidence=0.9)
    assert talk.now.goal == "event" and talk.now.corrected


def test_going_on_to_something_else_does_not() -> None:
    talk = Talk(Conversation("travel", {"destination": Fact("ES", "Spanje", "m0")}, open="document"))
    talk.say("ik wil ook een feest geven", "event", confidence=0.9)
    assert talk.now.goal == "event" and not talk.now.corrected


def test_an_answer_is_no_correction() -> None:
    talk = Talk()
    talk.say(TRIP, "travel")
    talk.say("voor mezelf")
    assert not talk.now.corrected
