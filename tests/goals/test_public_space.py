"""Something wrong or wished in the street: examples of what residents say and where it leads."""

from typing import Any

import pytest

from bot.goals.answers import volunteered, words_of
from tests.goals.talking import CATALOGUE, TODAY, Talk


def outcome(talk: Talk) -> str:
    assert talk.outcome is not None
    return talk.outcome.name


def test_a_broken_streetlight_told_in_one_sentence_takes_one_question() -> None:
    talk = Talk()
    assert talk.say("de lantaarnpaal voor Kerkstraat 12 is kapot", "public_space") == "danger"
    assert talk.say("nee") == "pole"
    assert talk.say("47") == "confirm"
    assert outcome(talk) == "streetlight"


def test_a_whole_dark_street_is_lianders_and_nobody_is_bothered() -> None:
    talk = Talk()
    assert talk.say("in de hele straat doen de lampen het niet", "public_space") == "done"
    assert talk.outcome and talk.outcome.department == "liander"


def test_danger_comes_before_everything_else() -> None:
    talk = Talk()
    assert talk.say("er ligt een boom over de weg", "public_space") == "where"
    assert talk.outcome and (talk.outcome.name, talk.outcome.urgency) == ("emergency", "acute")
    assert "Bel 112" in talk.reply.text and "071 366 00 00" in talk.reply.text


def test_danger_without_a_word_about_the_kind_of_thing_is_understood() -> None:
    talk = Talk()
    assert talk.say("een losse stroomdraad bij het kastje!!", "public_space") == "where"
    assert outcome(talk) == "emergency"


def test_who_smells_gas_is_told_the_number_for_gas_at_once() -> None:
    talk = Talk()
    assert talk.say("gaslucht bij het kastje!!", "public_space") == "where"
    assert outcome(talk) == "emergency"
    assert "0800 9009" in talk.reply.text


def test_who_may_fall_is_told_to_call_first() -> None:
    talk = Talk()
    assert talk.say("losse tegel", "public_space") == "danger"
    assert talk.say("mijn vrouw is erover gestruikeld") == "where"
    assert talk.reply.text.startswith("Omdat iemand zich kan bezeren")
    assert talk.outcome and talk.outcome.urgency == "high"


@pytest.mark.parametrize(("said", "urgency"), [("een gewonde meeuw", "high"), ("hond gevonden", "normal")])
def test_a_hurt_animal_cannot_wait_and_a_lost_one_can(said: str, urgency: str) -> None:
    talk = Talk()
    assert talk.say(said, "public_space") == "done"
    assert talk.outcome and talk.outcome.urgency == urgency


def test_without_a_word_what_it_is_ten_options_are_offered() -> None:
    talk = Talk()
    assert talk.say("ik wil iets doorgeven over de straat", "public_space") == "what"
    assert len(talk.labels) == 10
    assert talk.say("de stoep") == "danger"
    assert talk.say("valt wel mee") == "where"


@pytest.mark.parametrize(
    ("said", "answer", "name", "department"),
    [
        ("mijn wc loopt niet door, riool verstopt", None, "own_drain", None),
        ("rioolwater op straat", None, "sewer_backs_up", "beheer_openbare_ruimte"),
        ("de sloot stinkt en er liggen dode vissen", None, "open_water", "rijnland"),
        ("kapotte lamp in de brandgang", None, "landlord", "landlord"),
        ("kuil in de weg, de N206", None, "other_road", "road_authority"),
        ("herrie van het hotel", None, "company_nuisance", "milieutelefoon"),
        ("hangjongeren op het plein", "ja", "police", "police"),
        ("hangjongeren op het plein, elke avond", None, "nuisance", "vth"),
        ("ze dealen drugs in de steeg", None, "police", "police"),
        ("last van de buren, herrie", None, "neighbours", "kcc"),
        ("ratten", "in mijn tuin", "pests_at_home", None),
        ("ratten", "in het park", "pests", "beheer_openbare_ruimte"),
        ("een gewonde meeuw", None, "animal_help", "animal_ambulance"),
        ("mijn kat is weg, poes vermist", None, "lost_animal", "animal_ambulance"),
        ("losse tegel", "weet ik niet", "danger", "beheer_openbare_ruimte"),
        ("een dode meeuw op de stoep", None, "dead_animal", "beheer_openbare_ruimte"),
        ("koeien losgebroken", None, "loose_animal", "police"),
        ("hondenpoep op het gras", None, "dogs", "vth"),
        ("auto op de stoep", None, "in_the_way", "vth"),
        ("graffiti op het bankje", None, "furniture", "beheer_openbare_ruimte"),
        ("graag een drempel in onze straat", None, "wish", "beheer_openbare_ruimte"),
    ],
)
def test_who_helps(said: str, answer: str | None, name: str, department: str | None) -> None:
    talk = Talk()
    talk.say(said, "public_space")
    if answer:
        talk.say(answer)
    assert talk.outcome and (talk.outcome.name, talk.outcome.department) == (name, department)


SENTENCES: list[tuple[str, dict[str, Any]]] = [
    (
        "kapotte lantaarnpaal in de brandgang bij Kerkstraat 3, niet gevaarlijk",
        {"what": "lighting", "lamps": "one", "ground": "landlord", "where": "Kerkstraat 3", "danger": "none"},
    ),
    ("er is een kuil in het fietspad en mijn dochter is gevallen", {"what": "paving", "danger": "some"}),
    ("drie lantaarns doen het niet", {"what": "lighting", "lamps": "several"}),
    ("de lantaarnpaal staat scheef", {"what": "lighting", "lamps": "other"}),
    ("open put voor de school", {"what": "water", "emergency": True}),
    ("de kolk is verstopt", {"what": "water", "water_kind": "drain"}),
    ("de buren hebben het ook, het riool komt omhoog", {"what": "water", "water_kind": "backing_up"}),
    ("de boom staat in mijn tuin", {"what": "green", "ground": "private"}),
    ("een schommel met uitstekende schroeven", {"what": "playground", "danger": "some"}),
    ("het verkeersbord ligt plat", {"what": "traffic"}),
    ("op de N444 is het wegdek slecht", {"what": "paving", "ground": "road_authority"}),
    ("er wordt hier heel hard gereden", {"what": "vehicle", "traffic_kind": "driving"}),
    ("al weken een fietswrak voor de deur", {"what": "vehicle", "traffic_kind": "parked"}),
    ("rupsen in de eik bij de speelplaats", {"what": "animals", "animal": "insects", "vermin_where": "street"}),
    ("jongens met harde muziek, ze zijn er nu", {"what": "nuisance", "cause": "people", "now": True}),
    ("verwarde man slaapt in het portiek", {"worried": True, "ground": "landlord"}),
    ("meer licht op het pad", {"what": "lighting", "wish": True}),
]


@pytest.mark.parametrize(("text", "facts"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_a_sentence_settles_what_it_says(text: str, facts: dict[str, Any]) -> None:
    said = volunteered(CATALOGUE["public_space"], words_of(text, TODAY))
    assert {name: said.get(name) for name in facts} == facts
