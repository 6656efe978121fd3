"""What a message changes: options, corrections, asides, other wishes, and what is not understood."""

import pytest

from bot.goals.conversation import Conversation, Fact
from bot.goals.listening import NO_BSN
from tests.goals.talking import ASIDE, TRIP, Talk, at_the_end, at_the_summary

ASIDES = ["greeting", "thanks", "goodbye", "identity", "help", "explain", "insult", "other"]


# -- which goal --------------------------------------------------------------------------------------------


def test_a_sure_wish_is_taken_up_at_once() -> None:
    talk = Talk()
    assert talk.say_unsurely("ik ga op reis", travel=0.7, event=0.2) == "document"


def test_an_unsure_wish_is_asked_about() -> None:
    talk = Talk()
    assert talk.say_unsurely("iets met een feest op reis", travel=0.45, event=0.4, extension=0.05) == "goal"
    assert talk.labels == ["Ik ga op reis", "Een evenement of feest", "Iets anders"]


def test_nothing_likely_is_asked_in_own_words() -> None:
    talk = Talk()
    assert talk.say("hm", "out_of_scope") == "own_words"
    assert talk.labels == ["Een mens spreken"]


@pytest.mark.parametrize("text", ["Om me te legitimeren", "om me te legitimeren.", "om mij te legitimeren", "2"])
def test_a_goal_may_be_typed_instead_of_tapped(text: str) -> None:
    talk = Talk()
    talk.say("ik heb een paspoort nodig", "passport")
    talk.say(text)
    assert talk.now.goal == "identification"


def test_facts_point_to_the_goal_among_those_offered() -> None:
    talk = Talk()
    assert talk.say("ik heb een vergunning nodig", "permit") == "goal"
    talk.say_unsurely("een springkussen op het plein voor 80 man", inform=0.6, event=0.2, extension=0.1)
    assert talk.now.goal == "event"


def test_a_destination_points_to_a_trip() -> None:
    talk = Talk()
    assert talk.say("ik heb een paspoort nodig", "passport") == "goal"
    talk.say("naar Spanje")
    assert talk.now.goal == "travel"


def test_something_else_is_asked_in_own_words() -> None:
    talk = Talk()
    talk.say("ik wil een vergunning", "permit")
    assert talk.tap("goal", "other") == "own_words"
    assert talk.now.misses == 0
    assert talk.say("een straatfeest", "event") == "date"


@pytest.mark.parametrize("text", ["Iets anders", "iets anders.", "4"])
def test_something_else_may_be_typed(text: str) -> None:
    talk = Talk()
    talk.say("ik wil een vergunning", "permit")
    assert talk.say(text) == "own_words"
    assert talk.now.misses == 0


def test_another_wish_half_way_is_taken_up() -> None:
    talk = Talk()
    talk.say("ik wil op reis", "travel")
    assert talk.say("we willen een straatfeest", "event") == "date"
    assert talk.reply.text.startswith(
        "Goed, eerst 'Een evenement of feest'. Daarna gaan we verder met 'Ik ga op reis'."
    )


def test_a_hint_of_another_wish_is_not_enough_to_switch() -> None:
    talk = Talk()
    talk.say("ik wil op reis", "travel")
    talk.say_unsurely("tja, zoiets", event=0.7, inform=0.3)
    assert talk.now.goal == "travel"


def test_another_goal_may_be_tapped_later() -> None:
    talk = Talk()
    talk.say("ik wil een vergunning", "permit")
    assert talk.tap("goal", "event") == "kind"
    assert talk.tap("goal", "event") == "kind"
    assert "Daar zijn we al mee bezig." in talk.reply.text
    assert talk.tap("goal", "extension") == "what"


# -- answers -----------------------------------------------------------------------------------------------


def test_an_answer_to_another_question_is_kept() -> None:
    talk = Talk()
    assert talk.say("ik wil op reis", "travel") == "document"
    assert talk.say("we gaan naar Turkije") == "document"
    assert talk.reply.text.startswith("Dank je, dat neem ik mee.")
    assert talk.now.values == {"destination": "TR"}
    assert talk.now.misses == 0


def test_what_is_known_is_not_changed_in_passing() -> None:
    talk = Talk()
    talk.say("ik wil naar Turkije", "travel")
    talk.say("verlopen, ik was vorig jaar in Spanje")
    assert talk.now.values == {"destination": "TR", "document": "expired"}


@pytest.mark.parametrize("text", ["sorry, ik bedoel Tunesië", "oeps, Tunesië", "nee, toch Tunesië", "wacht, Tunesië"])
def test_a_correction_half_way(text: str) -> None:
    talk = Talk()
    talk.say("ik wil naar Turkije", "travel")
    talk.say(text)
    assert talk.now.values["destination"] == "TN"


def test_a_correction_of_another_fact_is_no_answer_to_the_open_question() -> None:
    known = {"what": "dormer", "side": "back", "monument": False, "started": False, "home": "own"}
    facts = {name: Fact(value, "", "m0") for name, value in known.items()}
    talk = Talk(Conversation("extension", facts, "street_object"))
    assert talk.say("klopt niet, ik ben al begonnen", "correction") == "street_object"
    assert talk.now.values == {**known, "started": True}


def test_words_and_message_are_kept_with_a_fact() -> None:
    talk = Talk()
    talk.say("ik wil naar Turkije", "travel")
    fact = talk.now.facts["destination"]
    assert (fact.value, fact.words, fact.message) == ("TR", "ik wil naar Turkije", "m1")


def test_dont_know_is_an_answer() -> None:
    talk = Talk()
    talk.say("een uitbouw", "extension")
    assert talk.say("geen idee", "dont_know") != "monument"
    assert talk.now.values["monument"] == "dont_know"


@pytest.mark.parametrize("text", ["overslaan", "sla over", "Sla deze vraag over"])
def test_skipping_may_be_typed(text: str) -> None:
    talk = Talk()
    assert talk.say(TRIP, "travel") == "holder"
    assert talk.say(text) == "confirm"
    assert talk.now.values["holder"] == "dont_know"


@pytest.mark.parametrize("text", ["overslaan", "Sla deze vraag over", "nee"])
def test_skipping_a_place_is_no_place(text: str) -> None:
    known = {"what": "felling", "started": False, "home": "own"}
    talk = Talk(Conversation("extension", {name: Fact(value, "", "m0") for name, value in known.items()}, "address"))
    assert talk.say(text) == "confirm"
    assert text not in talk.reply.text


# -- options -----------------------------------------------------------------------------------------------


def test_an_option_of_the_open_question() -> None:
    talk = Talk()
    talk.say("ik wil op reis", "travel")
    assert talk.tap("travel.document", "lost") == "lost_where"


def test_an_option_of_an_older_question_corrects_it() -> None:
    talk = at_the_summary()
    assert talk.tap("travel.document", "lost") == "lost_where"
    assert not talk.now.confirmed


def test_yes_and_no_as_options() -> None:
    talk = Talk()
    assert talk.say("een uitbouw", "extension") == "monument"
    talk.tap("extension.monument", "no")
    assert talk.now.values["monument"] is False
    talk.tap("extension.monument", "yes")
    assert talk.now.values["monument"] is True


def test_an_option_of_another_goal_changes_nothing() -> None:
    talk = at_the_summary()
    before = talk.now.facts
    assert talk.tap("event.kind", "market") == "confirm"
    assert "Die vraag hebben we al gehad." in talk.reply.text
    assert talk.now.facts == before


def test_an_old_yes_does_not_confirm_what_was_corrected_since() -> None:
    talk = at_the_summary()
    assert talk.tap("confirm", "no") == "correct"
    assert talk.tap("confirm", "yes") == "correct"
    assert not talk.now.confirmed


def test_an_option_after_the_end_changes_nothing() -> None:
    talk = at_the_end()
    before = talk.now.values
    talk.tap("travel.document", "lost")
    assert talk.now.values == before


# -- asides ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("intent", ASIDES)
def test_an_aside_answers_nothing(intent: str) -> None:
    talk = Talk()
    talk.say("ik wil op reis", "travel")
    before = talk.now
    assert talk.say("o ja", intent) == ASIDE
    assert talk.now == before


@pytest.mark.parametrize("intent", ["greeting", "thanks", "explain"])
def test_an_aside_is_no_free_text(intent: str) -> None:
    talk = Talk()
    assert talk.say("een medewerker", "human") == "about"
    assert talk.say("dank je wel", intent) == ASIDE


def test_an_aside_with_an_answer_in_it_is_an_answer() -> None:
    talk = Talk()
    talk.say("ik wil op reis", "travel")
    assert talk.say("hoi, hij is verlopen", "greeting") != ASIDE
    assert talk.now.values == {"document": "expired"}


def test_what_is_hardly_an_aside_is_a_miss() -> None:
    talk = Talk()
    talk.say("ik wil op reis", "travel")
    assert talk.say("blub", "greeting", confidence=0.39) == "document"
    assert talk.now.misses == 1


# -- a BSN -------------------------------------------------------------------------------------------------


def test_who_types_a_bsn_is_told_that_it_is_not_needed() -> None:
    talk = Talk()
    talk.say("ik wil op reis", "travel")
    talk.say("[bsn], en mijn paspoort is verlopen")
    assert talk.reply.text.startswith(NO_BSN)
    assert talk.now.values == {"document": "expired"}
    talk.say("12 december, naar Turkije")
    assert NO_BSN not in talk.reply.text


def test_a_bsn_with_the_first_wish() -> None:
    talk = Talk()
    assert talk.say("ik wil op reis, bsn [bsn]", "travel") == "document"
    assert talk.reply.text.startswith(NO_BSN)


def test_a_bsn_in_an_aside() -> None:
    talk = Talk()
    talk.say("ik wil op reis", "travel")
    talk.say("hallo, mijn bsn is [bsn]", "greeting")
    assert talk.reply.text.startswith(NO_BSN)


# -- found in conversations with residents -----------------------------------------------------------------


def test_broken_asbestos_is_danger_at_once() -> None:
    talk = Talk()
    talk.say("er zit asbest op mijn schuur en het is gebroken", "extension")
    assert talk.outcome and talk.outcome.name == "broken_asbestos"
    assert "Stop met het werk" in talk.reply.text


@pytest.mark.parametrize("intent", ["other", "other_language", "insult"])
def test_a_colleague_may_be_asked_anything(intent: str) -> None:
    talk = Talk()
    assert talk.say("geef me een mens", "human") == "about"
    assert talk.say("mijn uitkering is niet betaald", intent) == "contact"
    assert talk.now.values == {"about": "mijn uitkering is niet betaald"}


@pytest.mark.parametrize("text", ["monument is het niet", "nee, monument is het niet", "geen monument"])
def test_no_monument_in_whatever_order(text: str) -> None:
    talk = Talk()
    assert talk.say("een dakkapel aan de voorkant", "extension") == "monument"
    talk.say(text)
    assert talk.now.values["monument"] is False


def test_letting_it_be_sends_nothing() -> None:
    talk = at_the_summary()
    talk.say("ja", "affirm")
    assert talk.say("nee laat maar ik zoek het zelf op", "deny") == "done"
    assert talk.now.stopped


def test_a_telephone_number_that_was_not_asked_for_starts_nothing() -> None:
    talk = at_the_end()
    talk.say("[telefoonnummer]", "tax")
    assert talk.now.goal == "travel"
    assert talk.now.finished
