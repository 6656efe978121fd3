"""Places: which village, and what is sent and kept of a place on the map."""

import pytest
from aiohttp.test_utils import TestClient

from bot.channels.places import describe, streets
from bot.goals.reading.places import find_places
from bot.web.keys import LOG
from tests.chat import Chat
from tests.fake_rasa import FakeRasa


@pytest.mark.parametrize(
    ("latitude", "longitude", "village"),
    [
        (52.2455, 4.4305, "Noordwijk aan Zee"),
        (52.2339, 4.4460, "Noordwijk Binnen"),
        (52.2625, 4.4950, "Noordwijkerhout"),
        (52.3000, 4.5390, "De Zilk"),
    ],
)
def test_the_village_is_told_in_words_that_noor_understands(latitude: float, longitude: float, village: str) -> None:
    [place] = find_places(describe(latitude, longitude))
    assert place.value == village


def test_elsewhere_is_told_as_elsewhere() -> None:
    assert describe(52.37, 4.90).startswith("Buiten de gemeente")
    assert find_places(describe(52.37, 4.90)) == []


def test_streets_are_in_order_and_each_once() -> None:
    assert list(streets()) == sorted(set(streets()))


async def test_a_place_reaches_noor_as_words_and_staff_as_a_place(front: TestClient, rasa: FakeRasa) -> None:
    chat = await Chat.begin(front)
    place = {"latitude": 52.2455012345, "longitude": 4.4305, "accuracy": 12.4}
    response = await chat.post(id="plek", place=place)
    assert response.status == 202
    [_, mine, _] = await chat.messages(3)
    assert mine["text"] == rasa.turns[0]["text"] == "Noordwijk aan Zee, mijn plek op de kaart"
    conversation = rasa.turns[0]["conversation"]
    kept = (await front.app[LOG].after(conversation, 0))[1].attachment
    assert kept == {"place": {"latitude": 52.2455, "longitude": 4.4305, "accuracy": 12}}


@pytest.mark.parametrize(
    "place",
    [
        {},
        {"latitude": 91, "longitude": 4, "accuracy": 1},
        {"latitude": 52, "longitude": 181, "accuracy": 1},
        {"latitude": 52, "longitude": 4, "accuracy": -1},
        {"latitude": "52", "longitude": 4, "accuracy": 1},
        {"latitude": True, "longitude": 4, "accuracy": 1},
        {"latitude": float("nan"), "longitude": 4, "accuracy": 1},
        {"latitude": 52, "longitude": 4, "accuracy": float("inf")},
        "hier",
        7,
    ],
)
async def test_what_is_no_place_is_refused(front: TestClient, place: object) -> None:
    chat = await Chat.begin(front)
    assert (await chat.post(id="plek", place=place)).status == 400


async def test_streets_can_be_asked_for(front: TestClient) -> None:
    response = await front.get("/api/chat/streets")
    assert "Voorstraat" in (await response.json())["streets"]
