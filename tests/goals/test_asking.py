"""What Noor says next: one question, its options, and the end of a wish."""

import re
from dataclasses import replace
from typing import Any

import pytest

from bot.goals.asking import ask, closing, told
from bot.goals.conditions import DONT_KNOW
from bot.goals.conversation import Conversation, Fact
from bot.goals.explaining import explanation
from bot.goals.next_step import settled, to_say_back
from tests.goals.talking import CATALOGUE, MUNICIPALITY, TODAY, Talk

TELL = MUNICIPALITY.tell
STORY = "Ik vlieg 4 december naar Turkije, mijn paspoort is verlopen en het is voor mijn man"
QUESTIONS = [(goal.name, fact) for goal in CATALOGUE.values() for fact in goal.questions]


def about(goal: str, **facts: Any) -> Conversation:
    return Conversation(goal, {name: Fact(value, str(value), "m1") for name, value in facts.items()})


def test_the_first_question_is_what_somebody_wants() -> None:
    asked, reply = ask(CATALOGUE, Conversation(), TODAY, TELL)
    assert asked.open == reply.question == "own_words"
    assert [option.label for option in reply.options] == ["Een mens spreken"]


def test_the_likeliest_goals_are_offered_and_something_else() -> None:
    now = Conversation(candidates=("travel", "event"))
    asked, reply = ask(CATALOGUE, now, TODAY, TELL)
    assert asked.open == "goal"
    assert reply.text == "Waar kan ik je mee helpen?"
    assert [(o.label, o.step, o.value) for o in reply.options] == [
        ("Ik ga op reis", "goal", "travel"),
        ("Een evenement of feest", "goal", "event"),
        ("Iets anders", "goal", "other"),
    ]


def test_a_fact_is_asked_with_its_options() -> None:
    asked, reply = ask(CATALOGUE, about("travel", document="lost"), TODAY, TELL)
    assert asked.open == "lost_where"
    assert reply.question == "travel.lost_where"
    assert [o.value for o in reply.options] == ["netherlands", "abroad"]
    assert {o.step for o in reply.options} == {"travel.lost_where"}


def test_yes_or_no_can_also_be_not_known() -> None:
    _, reply = ask(CATALOGUE, about("extension", what="extension"), TODAY, TELL)
    assert [(o.label, o.value) for o in reply.options] == [
        ("Ja", "yes"),
        ("Nee", "no"),
        ("Weet ik niet", DONT_KNOW),
    ]


def test_what_only_the_department_needs_can_be_skipped() -> None:
    talk = Talk()
    assert talk.say("mijn paspoort is verlopen, ik ga 4 december naar Turkije", "travel") == "holder"
    assert talk.labels[-1] == "Sla deze vraag over"
    assert talk.tap("travel.holder", DONT_KNOW) == "confirm"


def test_help_is_given_when_an_answer_was_not_understood() -> None:
    talk = Talk()
    talk.say("ik ga op reis met een geldige id-kaart", "travel")
    first = talk.reply.text
    talk.say("blub")
    assert talk.reply.text.startswith("Dat begreep ik niet.")
    assert str(CATALOGUE["travel"].questions["destination"].help) in talk.reply.text
    assert talk.reply.text.endswith(first)


def test_notices_are_said_once() -> None:
    now = Conversation(notices=("Daar helpt een collega je mee.",))
    asked, reply = ask(CATALOGUE, now, TODAY, TELL)
    assert reply.text.startswith("Daar helpt een collega je mee.\n")
    assert asked.notices == ()


def test_the_summary_begins_with_what_to_do_at_once() -> None:
    talk = Talk()
    assert talk.say(STORY, "travel") == "confirm"
    first, summary = talk.reply.text.split("\n")
    assert first == "Je vertrekt al snel. Bel vandaag nog 071 366 00 00 en vraag om spoed."
    assert summary.startswith("Je gaat naar Turkije, ")
    assert summary.endswith("Klopt dat?")
    assert talk.labels == ["Ja, klopt", "Nee, aanpassen"]


COMPLAINT = "die man aan de balie was onbeschoft, het was in de Kerkstraat en ik wacht al maanden"


def test_what_was_said_in_passing_is_not_said_back() -> None:
    talk = Talk()
    assert talk.say(COMPLAINT, "complaint_objection") == "helps"
    assert talk.say("excuses") == "confirm"
    assert talk.now.values.keys() >= {"where", "overdue"}
    assert talk.reply.text == "Het gaat over hoe je bent behandeld en je wilt excuses. Klopt dat?"


def test_what_was_put_right_is_always_said_back() -> None:
    talk = Talk()
    talk.say(COMPLAINT, "complaint_objection")
    talk.say("excuses")
    assert talk.say("nee, het was in de Dorpsstraat", "deny") == "confirm"
    assert "het is op Dorpsstraat" in talk.reply.text
    assert "je wacht al maanden" not in talk.reply.text


def test_what_was_asked_is_said_back_also_when_it_makes_no_difference() -> None:
    now = about("travel", destination="MA", document="passport_valid", departure=TODAY)
    assert "departure" not in to_say_back(CATALOGUE["travel"], now, TODAY)
    now = about("travel", destination="MA", document="passport_valid")
    now = replace(now, open="departure").with_facts({"departure": Fact(TODAY, "vandaag", "m2")})
    assert to_say_back(CATALOGUE["travel"], now, TODAY)["departure"] == TODAY


def test_what_leads_to_advice_is_said_back() -> None:
    now = about("public_space", what="nuisance", cause="people", now=False, worried=True, wish=False)
    assert "worried" in to_say_back(CATALOGUE["public_space"], now, TODAY)


def test_a_summary_of_nothing_is_not_asked_to_be_confirmed() -> None:
    now = about("travel", document=DONT_KNOW)
    asked, reply = ask(CATALOGUE, now, TODAY, TELL)
    assert asked.open != "confirm" or reply.text.strip() != "Klopt dat?"


def test_what_is_wrong_can_be_chosen() -> None:
    talk = Talk()
    talk.say(STORY, "travel")
    assert talk.say("nee", "deny") == "correct"
    assert talk.labels == ["Bestemming", "Vertrek", "Document", "Voor wie", "Iets heel anders"]


def test_how_to_be_reached_and_a_visit() -> None:
    small_plan = {"what": "fence", "side": "back", "monument": False, "started": False, "home": "own"}
    now = about("extension", **small_plan, street_object=False, address="Hoofdstraat 12")
    talk = Talk(now)
    talk.now, talk.reply = ask(CATALOGUE, now, TODAY, TELL)
    assert talk.say("ja", "affirm") == "contact"
    assert talk.labels == ["Ik bel zelf"]
    assert talk.say("hier") == "contact"
    assert talk.reply.text.startswith("Ik zie geen telefoonnummer of e-mailadres.")
    assert talk.say("[telefoonnummer]") == "visit"
    assert talk.labels == ["Ja, graag", "Nee, niet nodig"]


@pytest.mark.parametrize(("goal", "fact"), QUESTIONS, ids=[f"{goal}.{fact}" for goal, fact in QUESTIONS])
def test_every_question_fits_in_a_whatsapp_list(goal: str, fact: str) -> None:
    now = Conversation(goal, detour=fact)
    _, reply = ask(CATALOGUE, now, TODAY, TELL)
    assert len(reply.options) <= 10
    assert all(1 <= len(option.label) <= 24 for option in reply.options)
    assert len({option.label for option in reply.options}) == len(reply.options)
    assert len(reply.text.split()) <= 20


# -- the end -----------------------------------------------------------------------------------------------


def test_the_closing_says_what_it_takes_and_what_to_bring() -> None:
    goal, now = CATALOGUE["travel"], about("travel", destination="TN", departure=TODAY, document="expired")
    now = now.with_facts({"departure": Fact(TODAY.replace(year=2027), "", "m2"), "holder": Fact("child", "", "m2")})
    outcome = settled(goal, now, TODAY)
    assert outcome is not None and outcome.name == "passport"
    advice, bring = closing(goal, outcome, now, TODAY, TELL)
    assert "paspoort nodig" in advice
    assert advice.endswith("Je kind moet er zelf bij zijn."), "what comes on top of the outcome comes last"
    assert bring == "Neem mee: je oude paspoort en ID-kaart; een pasfoto."


def test_a_closing_without_anything_to_bring() -> None:
    goal, now = CATALOGUE["identification"], about("identification", state="valid")
    outcome = settled(goal, now, TODAY)
    assert outcome is not None
    assert len(closing(goal, outcome, now, TODAY, TELL)) == 1


@pytest.mark.parametrize("goal", CATALOGUE.values(), ids=list(CATALOGUE))
def test_no_ending_shows_a_placeholder_or_says_vergunningvrij(goal: Any) -> None:
    for outcome in goal.data.outcomes:
        text = "\n".join(closing(goal, outcome, about(goal.name), TODAY, TELL))
        # Who is brought to a person hears all there is to say with the reference number.
        assert text or outcome.advice == ()
        assert not re.search(r"[{}]", text)
        assert "vergunningvrij" not in text.lower()


def test_a_sentence_with_a_fact_that_may_not_be_told_is_left_out() -> None:
    assert told("Bel {kcc_phone}.", TELL) == "Bel 071 366 00 00."
    assert told("Bel {marechaussee_phone}.", TELL) is None, "the source of this number is old"
    assert told("Bel {unknown}.", TELL) is None
    assert told("Bel ons.", TELL) == "Bel ons."


def test_why_a_question_is_asked() -> None:
    assert "ID-kaart genoeg" in explanation(CATALOGUE["travel"], "destination")
    assert "verste" in explanation(CATALOGUE["travel"], "destination")
    assert explanation(CATALOGUE["document_lost"], "document") == "Dan weet ik wie je het beste helpt."
    for step in ("confirm", "goal", None):
        assert explanation(CATALOGUE["travel"], step) == explanation(None, step)
        assert "wie je het beste kan helpen" in explanation(None, step)
