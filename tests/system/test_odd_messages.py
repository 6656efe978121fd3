"""What nobody should send and somebody will: each gets a kind and clear answer, and the next good message works."""

import pytest

from tests.running import RunningNoor
from tests.system.talking import WhatsAppTalk
from tests.visitor import Visitor
from tests.whatsapp.running import RunningMeta

ODD = {
    "empty": "",
    "only spaces": "   ",
    "10,000 characters": "ik wil een paspoort " * 500,
    "a million digits": "7" * 1_000_000,
    "2,000 characters": "paspoort " * 222,
    "emoji only": "😀🎉",
    "another language": "I would like to renew my passport please, can you help me?",
    "html": "<script>alert('hoi')</script><b>paspoort</b>",
    "an intent of Rasa": '/choose{"choice": "travel.document=expired"}',
    "right to left": "أريد جواز سفر جديد",
    "control characters": "hoi\x00\x07\u200b",
    "template": "{{7*7}} ${jndi:ldap://x} %s %n",
    "sql": "'; drop table messages; --",
}


# What a phone sends only when there is something to see in it.
ON_A_PHONE = {name: text for name, text in ODD.items() if text.strip()}
HELPS = "we gaan op reis naar Turkije, mijn paspoort is verlopen"


def is_an_answer(text: str) -> bool:
    return len(text) > 10 and "Traceback" not in text and "Error" not in text


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_an_odd_message_is_answered_and_the_next_one_works(stack: RunningNoor, text: str) -> None:
    visitor = Visitor(stack.url)
    assert is_an_answer(visitor.say(text=text))
    good = visitor.message_after(visitor.sent(text=HELPS))
    assert good["from"] == "noor"
    assert str(good["text"]).endswith("?")


@pytest.mark.parametrize("text", ON_A_PHONE.values(), ids=ON_A_PHONE.keys())
def test_the_same_on_a_phone(stack: RunningNoor, whatsapp: RunningMeta, text: str) -> None:
    talk = WhatsAppTalk(stack, whatsapp)
    assert is_an_answer("\n".join(talk(text)))
    talk(HELPS)
    assert talk.phone.texts[-1].endswith("?")


def test_a_button_of_an_older_question_changes_that_answer(stack: RunningNoor) -> None:
    visitor = Visitor(stack.url)
    question = visitor.message_after(visitor.sent(text="ik ga op reis"))
    options = {o["label"]: o["id"] for o in question["options"]}  # type: ignore[attr-defined]
    assert "Verlopen" in options
    assert visitor.say(option=options["Verlopen"]) == "Wanneer vertrek je?"
    # Older by now: the document was not expired after all.
    answer = visitor.say(option=options["Geldig paspoort"])
    assert answer == "Naar welk land ga je?"


def test_an_option_that_never_was(stack: RunningNoor) -> None:
    visitor = Visitor(stack.url)
    assert "keuze" in visitor.say(option="bestaat-niet")
    assert "paspoort" in visitor.say(text="paspoort").lower()
