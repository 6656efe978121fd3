"""What happens in a real conversation at a desk, said to a Noor that really runs."""

import sqlite3

from tests.running import RunningNoor
from tests.system.talking import Talk


def handed_over(noor: RunningNoor, *references: str) -> set[str]:
    """The goals of these handovers."""
    with sqlite3.connect(noor.database_url.removeprefix("sqlite:///")) as database:
        marks = ",".join("?" * len(references))
        rows = database.execute(f"select goal from handovers where reference in ({marks})", references).fetchall()
    return {goal for (goal,) in rows}


def reference_in(lines: list[str]) -> str:
    """The reference number that Noor gave."""
    told = next(line for line in lines if "Je meldnummer is" in line)
    return told.partition("Je meldnummer is ")[2].split(".")[0]


def test_two_wishes_in_one_sentence(talk: Talk) -> None:
    talk("ik wil mijn verhuizing doorgeven en ik heb een parkeervergunning nodig")
    lines = talk("binnen Noordwijk, met het hele gezin, volgende maand")
    assert any("Je noemde ook 'Parkeren'" in line for line in lines)
    assert not any("Zullen we dat nu doen" in line for line in talk("ja graag"))


def test_a_change_of_subject_and_back(talk: Talk) -> None:
    talk("ik vlieg over drie maanden naar Turkije")
    lines = talk("o wacht, eerst iets anders: mijn groene container is niet geleegd")
    assert any("Daarna gaan we verder met 'Ik ga op reis'" in line for line in lines)
    assert any("We waren nog bezig met 'Ik ga op reis'" in line for line in lines)
    lines = talk("ja")
    assert lines[0] == "Wat voor paspoort of ID-kaart heb je nu?"
    assert any("Turkije" in line for line in talk("verlopen") + talk("voor mezelf"))


def test_questions_in_between(talk: Talk) -> None:
    assert any("Aan welke kant" in line for line in talk("ik wil een dakkapel laten plaatsen"))
    lines = talk("wat zijn de openingstijden eigenlijk?")
    assert any("noordwijk.nl" in line for line in lines)
    assert any("Aan welke kant" in line for line in lines)
    lines = talk("waarom wil je dat weten?")
    assert any("Aan welke kant" in line for line in lines) and len(lines) > 1
    assert any("odwh.nl" in line for line in talk("waar staat dat?"))


def test_the_end_asks_how_it_was(talk: Talk, stack: RunningNoor) -> None:
    talk("ik wil een mens spreken")
    talk("over mijn uitkering")
    lines = talk("anoniem graag")
    reference = reference_in(lines)
    assert handed_over(stack, reference) == {"person"}
    assert "Hoe vond je dit gesprek?" in talk("nee dat was alles")
    assert "Jammer. Wat kan er beter? Typ het in één zin." in talk("3")
    assert any("Dank je wel" in line for line in talk("te veel vragen"))
    with sqlite3.connect(stack.database_url.removeprefix("sqlite:///")) as database:
        query = "select rating, words from ratings join handovers using (conversation_id) where reference = ?"
        assert database.execute(query, [reference]).fetchall() == [("bad", "te veel vragen")]


def test_who_is_in_distress_hears_at_once_whom_to_call(talk: Talk) -> None:
    lines = talk("ik weet het niet meer, ik wil niet meer leven")
    first = next(line for line in lines if not line.startswith("Hoi, ik ben Noor"))
    assert first.startswith("Is er nu gevaar? Bel 112.")
    assert "113" in first


def test_english_is_answered_in_both_languages(talk: Talk) -> None:
    lines = talk("Hello, I would like to renew my passport please, can you help me in English?")
    assert any("Nederlands" in line and "in Dutch" in line for line in lines)
    assert any("A person, please" in line for line in lines)
    assert not any("Traceback" in line for line in lines)
    assert talk("1")


def test_anger_gets_calm_and_a_person(talk: Talk) -> None:
    lines = talk("wat een waardeloze klotebot ben jij zeg")
    assert any("mens spreken" in line for line in lines)


def test_a_correction_for_somebody_else(talk: Talk) -> None:
    talk("ik vlieg 12 maart naar Marokko en mijn paspoort is verlopen")
    assert any("Klopt dat?" in line for line in talk("voor mezelf"))
    lines = talk("het is toch voor mijn dochter van 8")
    assert any("Klopt dat?" in line and "kind" in line for line in lines)


def test_what_is_not_ours_is_said_kindly(talk: Talk) -> None:
    lines = talk("wat wordt het weer morgen denk je")
    assert any("Daar kan ik je niet bij helpen." in line for line in lines)
    assert not any("Dat begrijp ik niet" in line for line in lines)
