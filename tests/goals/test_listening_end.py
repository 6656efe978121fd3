"""The end of a wish: the summary, how to be reached, a person, two misses, and what comes after."""

from collections.abc import Callable

import pytest

from tests.goals.talking import TRIP, Talk, at_contact, at_contact_on_a_phone, at_the_end, at_the_summary

# -- the summary -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["nee, Tunesië", "het is Tunesië", "ja, maar naar Tunesië", "Tunesië, niet Turkije"])
def test_a_correction_in_one_sentence_at_the_summary(text: str) -> None:
    talk = at_the_summary()
    assert talk.say(text, "correction") == "confirm"
    assert "Je gaat naar Tunesië" in talk.reply.text


def test_a_correction_in_two_steps() -> None:
    talk = at_the_summary()
    assert talk.say("nee", "deny") == "correct"
    assert talk.say("ik ga 5 december") == "confirm"
    assert "zaterdag 5 december" in talk.reply.text


@pytest.mark.parametrize("tapped", [True, False], ids=["tapped", "typed"])
def test_a_correction_by_choosing_what_is_wrong(tapped: bool) -> None:
    talk = at_the_summary()
    talk.tap("confirm", "no")
    asked = talk.tap("correct", "destination") if tapped else talk.say("Bestemming")
    assert asked == "destination"
    assert talk.say("Tunesië") == "confirm"


@pytest.mark.parametrize("text", ["ja", "klopt helemaal", "Ja, klopt", "👍", "1"])
def test_the_summary_is_right(text: str) -> None:
    assert at_the_summary().say(text) == "contact"


@pytest.mark.parametrize("text", ["nee", "dat klopt niet", "Nee, aanpassen", "2"])
def test_the_summary_is_wrong(text: str) -> None:
    assert at_the_summary().say(text) == "correct"


@pytest.mark.parametrize("text", ["nee wacht, het is Tunesië", "Tunesië, niet Turkije"])
def test_a_correction_after_the_summary(text: str) -> None:
    talk = at_contact()
    assert talk.say(text, "correction") == "confirm"
    assert talk.now.values["destination"] == "TN"
    assert talk.now.contact is None


# -- how to be reached -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("[telefoonnummer]", "phone"),
        ("bel me maar op [telefoonnummer] na vijven", "phone"),
        ("mail naar [e-mailadres]", "email"),
        ("ik blijf liever anoniem", "none"),
        ("ik bel zelf wel", "none"),
        ("nee", "none"),
        ("geen idee", "none"),
        ("Ik bel zelf", "none"),
    ],
)
def test_how_to_be_reached(text: str, contact: str) -> None:
    talk = at_contact()
    assert talk.say(text) == "done"
    assert talk.now.contact == contact


def test_who_gives_no_number_twice_is_not_asked_again() -> None:
    talk = at_contact()
    assert talk.say("0612") == "contact"
    assert talk.say("0612") == "done"
    assert talk.now.contact == "none"


# -- not understood ----------------------------------------------------------------------------------------


def test_two_misses_lead_to_a_person() -> None:
    talk = Talk()
    assert talk.say("ik wil op reis", "travel") == "document"
    assert talk.say("blub") == "document"
    assert talk.say("bla bla") == "contact"
    assert talk.now.person
    assert "Een collega helpt je verder." in talk.reply.text
    assert talk.say("[telefoonnummer]") == "day_part"
    assert talk.say("maakt niet uit") == "done"


def test_two_misses_before_the_goal_is_known_lead_to_a_person() -> None:
    talk = Talk()
    assert talk.say("blub", "out_of_scope") == "own_words"
    assert talk.say("blub") == "own_words"
    assert talk.say("blub") == "about"
    assert talk.now.goal == "person"


def test_an_answer_in_between_counts_the_misses_anew() -> None:
    talk = Talk()
    talk.say("ik wil op reis", "travel")
    talk.say("blub")
    assert talk.say("geldige id-kaart") == "destination"
    assert talk.say("blub") == "destination"
    assert talk.now.misses == 1
    assert not talk.now.person


@pytest.mark.parametrize(
    ("wish", "intent"), [("ik wil op reis", "travel"), (TRIP, "travel"), ("een uitbouw", "extension")]
)
def test_a_person_at_any_time(wish: str, intent: str) -> None:
    talk = Talk()
    talk.say(wish, intent)
    assert talk.say("ik wil een mens spreken", "human") == "contact"
    assert talk.now.person


def test_a_person_before_the_goal_is_known() -> None:
    talk = Talk()
    assert talk.say("ik heb een paspoort nodig", "passport") == "goal"
    assert talk.say("ik wil een mens spreken", "human") == "about"


@pytest.mark.parametrize("at", [at_the_summary, at_contact], ids=["summary", "contact"])
def test_a_person_at_the_end_of_the_questions(at: Callable[[], Talk]) -> None:
    talk = at()
    assert talk.say("geef me maar een medewerker", "human") == "contact"
    assert talk.now.person
    assert talk.say("[e-mailadres]") == "done"


# -- after the end -----------------------------------------------------------------------------------------


def test_a_new_wish_after_the_end() -> None:
    talk = at_the_end()
    assert talk.say("we willen ook een straatfeest", "event") == "date"
    assert set(talk.now.values) == {"kind"}
    assert talk.now.contact == "phone", "how to be reached is not asked twice"


def test_a_product_word_after_the_end() -> None:
    talk = at_the_end()
    assert talk.say("ik heb ook een vergunning nodig", "permit") == "goal"
    assert talk.now.goal is None


@pytest.mark.parametrize(("text", "intent"), [("nee het is Tunesië", "correction"), ("nee, Tunesië", "deny")])
def test_a_correction_after_the_end_reopens(text: str, intent: str) -> None:
    talk = at_the_end()
    assert talk.say(text, intent) == "confirm"
    assert "Je gaat naar Tunesië" in talk.reply.text
    assert talk.say("ja", "affirm") == "done"
    assert talk.outcome and talk.outcome.name == "urgent_passport"


def test_the_same_again_after_the_end_reopens_nothing() -> None:
    talk = at_the_end()
    assert talk.say("ja, Turkije", "correction") == "done"
    assert talk.now.finished


def test_who_is_on_whatsapp_may_be_answered_there() -> None:
    assert at_contact().labels == ["Ik bel zelf"]
    talk = at_contact_on_a_phone()
    assert talk.labels == ["Antwoord hier", "Ik bel zelf"]
    assert talk.tap("contact", "chat") == "done"
    assert talk.now.contact == "chat"


@pytest.mark.parametrize("words", ["gewoon hier", "app maar", "via whatsapp graag", "antwoord hier"])
def test_the_same_in_own_words(words: str) -> None:
    talk = at_contact_on_a_phone()
    assert talk.say(words) == "done"
    assert talk.now.contact == "chat"


def test_on_a_website_here_is_no_answer() -> None:
    talk = at_contact()
    talk.say("gewoon hier")
    assert talk.now.contact is None


def test_a_number_counts_before_the_conversation_itself() -> None:
    talk = at_contact_on_a_phone()
    talk.say("niet hier maar op [telefoonnummer]")
    assert talk.now.contact == "phone"
