"""What may become a link: our own facts, and only those that residents may read."""

import pytest

from bot.channels.links import known_links, phone_link
from bot.municipality import Municipality


def test_verified_facts_become_links(municipality: Municipality) -> None:
    links = {link["text"]: link["href"] for link in known_links(municipality)}
    assert links["071 366 00 00"] == "tel:+31713660000"
    assert links["fixi.nl"] == "https://fixi.nl"
    assert links["infobouwen@odwh.nl"] == "mailto:infobouwen@odwh.nl"
    assert links["liander.nl/storingen/openbare-verlichting"].startswith("https://liander.nl/")
    assert "odwh.nl" not in links
    assert "0800 1814" not in links and "belastingenbollenstreek.nl" not in links


def test_longer_addresses_come_before_those_they_begin_with(municipality: Municipality) -> None:
    lengths = [len(link["text"]) for link in known_links(municipality)]
    assert lengths == sorted(lengths, reverse=True)


@pytest.mark.parametrize("value", ["op werkdagen van 9.00 tot 14.00 uur", "fixi.nl", "12", ""])
def test_what_is_no_number_calls_nobody(value: str) -> None:
    assert phone_link(value) is None
