"""Countries as people type them."""

import unicodedata

import pytest

from bot.datafile import DataError
from bot.goals.reading import countries, country_codes, country_name, find_countries


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Turkije", ["TR"]),
        ("ik ga naar turkije", ["TR"]),
        ("TURKIJE!", ["TR"]),
        ("turkye", ["TR"]),
        ("trukije", ["TR"]),
        ("turkeij", ["TR"]),
        ("turkijje", ["TR"]),
        ("Türkiye", ["TR"]),
        ("belgie", ["BE"]),
        ("België", ["BE"]),
        ("Curaçao", ["CW"]),
        ("curacao", ["CW"]),
        ("Indonesië, Bali", ["ID", "ID"]),
        ("eerst bali en dan australie", ["ID", "AU"]),
        ("Amerika", ["US"]),
        ("new york", ["US"]),
        ("de VS", ["US"]),
        ("naar de vs", ["US"]),
        ("vs", ["US"]),
        ("door gegeve", []),
        ("feyenoord vs ajax", []),
        ("Engeland", ["GB"]),
        ("engelnd", ["GB"]),
        ("Schotland", ["GB"]),
        ("Noord-Ierland", ["GB"]),
        ("noord ierland", ["GB"]),
        ("Ierland", ["IE"]),
        ("Zuid-Korea", ["KR"]),
        ("zuidkorea", ["KR"]),
        ("Noord-Korea", ["KP"]),
        ("tsjechie", ["CZ"]),
        ("Bosnië", ["BA"]),
        ("Bosnië en Herzegovina", ["BA"]),
        ("de Emiraten", ["AE"]),
        ("dubai", ["AE"]),
        ("Suriname", ["SR"]),
        ("paramaribo", ["SR"]),
        ("Aruba", ["AW"]),
        ("St. Maarten", ["SX"]),
        ("sint maarten", ["SX"]),
        ("Bahama\u2019s", ["BS"]),
        ("Canarische eilanden", ["ES"]),
        ("Gran Canaria", ["ES"]),
        ("gran  canaria", ["ES"]),
        ("tenerife", ["ES"]),
        ("mallorca of ibiza", ["ES", "ES"]),
        ("Kreta", ["GR"]),
        ("Marrakech", ["MA"]),
        ("Parijs", ["FR"]),
        ("Londen", ["GB"]),
        ("istanbul, antalya", ["TR", "TR"]),
        ("Papoea-Nieuw-Guinea", ["PG"]),
        ("Guinee", ["GN"]),
        ("Isle of Man", ["IM"]),
        ("China", ["CN"]),
        ("Hongkong", ["HK"]),
        ("Noorwegen en Oslo", ["NO", "NO"]),
        ("Nederland", ["NL"]),
        ("kosovo", ["XK"]),
        ("niger", ["NE"]),
        ("nigeria", ["NG"]),
        ("mali", ["ML"]),
        ("stuur maar een mail", []),
        ("oman", ["OM"]),
        ("mijn oma en opa", []),
        ("de hele reis is kort", []),
        ("die man daar", []),
        ("iemand uit de omgeving", []),
        ("peruaanse", []),
        ("de honden in de keuken", []),
        ("welke landen", []),
        ("ze zeiden dat ik Nederlands moest spreken", []),
        ("de prijs van een server", []),
        ("een deuk in mijn auto", []),
        ("we gaan zwemmen", []),
        ("uk", ["GB"]),
        ("mijn kleine uk is ziek", []),
        ("", []),
        # islands and cities that are much visited
        ("Palma de Mallorca", ["ES"]),
        ("fuerte ventura", ["ES"]),
        ("de Canarische", ["ES"]),
        ("torremolinos", ["ES"]),
        ("rodos", ["GR"]),
        ("Chersonissos", ["GR"]),
        ("Kaapverdië", ["CV"]),
        ("kaap verdie", ["CV"]),
        ("Albufeira", ["PT"]),
        ("naar Nice", ["FR"]),
        ("we gaan naar split", ["HR"]),
        ("zell am see", ["AT"]),
        ("het Zwarte Woud", ["DE"]),
        ("de dom. rep.", ["DO"]),
        ("hoerghada", ["EG"]),
        ("koh samui", ["TH"]),
        ("de States", ["US"]),
        # where families come from
        ("Wroclaw", ["PL"]),
        ("Polska", ["PL"]),
        ("Gaziantep", ["TR"]),
        ("Istanboel", ["TR"]),
        ("Oujda", ["MA"]),
        ("Nickerie", ["SR"]),
        ("Aleppo", ["SY"]),
        ("Asmara", ["ER"]),
        ("eritria", ["ER"]),
        ("Charkiv", ["UA"]),
        ("Ukraina", ["UA"]),
        # as they are typed
        ("Marroko", ["MA"]),
        ("Tailant", ["TH"]),
        ("Griekelant", ["GR"]),
        ("Duitslant", ["DE"]),
        ("oekraiene", ["UA"]),
        ("zwitserlnd", ["CH"]),
        # no countries
        ("Chinees restaurant", []),
        ("restaurant Istanbul", []),
        ("Turkijestraat", []),
        ("Turkije straat 5", []),
        ("Engelandlaan", []),
        ("Amerika in Drenthe", []),
        ("mijn dochter Sofia", []),
        ("nice dank je", []),
        ("sal ik bellen", []),
        ("mijn luik is kapot", []),
        ("chili con carne", []),
        ("goede service", []),
        ("een massaal feest met prijzen", []),
        ("de Franse les", []),
        ("mijn telefoon is een samsung", []),
    ],
)
def test_finds_countries(text: str, codes: list[str]) -> None:
    assert [found.value for found in find_countries(text)] == codes


def test_positions_are_those_of_the_written_text() -> None:
    text = unicodedata.normalize("NFD", "Curaçao  en  België")
    assert [text[found.start : found.end] for found in find_countries(text)] == text.split("  en  ")


def test_names_are_dutch() -> None:
    assert (country_name("TR"), country_name("HK"), country_name("CW")) == ("Turkije", "Hongkong", "Curaçao")
    with pytest.raises(KeyError):
        country_name("XX")


def test_each_country_is_found_by_its_own_name() -> None:
    assert len(country_codes()) > 240
    missed = [c for c in country_codes() if c not in [found.value for found in find_countries(country_name(c))]]
    assert missed == []


def test_a_wrong_code_in_the_data_is_told_with_its_line(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "countries.yml"
    path.write_text("names:\n  TR: [Turkye]\n  QQ: [Nergens]\nambiguous: []\nordinary_words: []\n")
    monkeypatch.setattr(countries, "_DATA", path)
    with pytest.raises(DataError, match=r"countries.yml:3: .*QQ is no country code"):
        countries._names.__wrapped__()
