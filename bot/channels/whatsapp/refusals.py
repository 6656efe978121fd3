"""What it means when Meta does not take a message: by its code, in one line for the operator and one word for us."""

from typing import Literal

# too_fast: the number; too_often: this person; window: only a template may go; access: the settings are not right;
# later: Meta's own trouble; never: this message will not be taken.
Meaning = Literal["too_fast", "too_often", "window", "access", "later", "never"]

_CODES: dict[int, Meaning] = {
    4: "too_fast",
    80007: "too_fast",
    130429: "too_fast",
    131048: "too_fast",
    131056: "too_often",
    131047: "window",
    0: "access",
    3: "access",
    10: "access",
    33: "access",
    190: "access",
    131005: "access",
    131042: "access",
    131031: "access",
    368: "access",
    133010: "access",
    1: "later",
    2: "later",
    131000: "later",
    131016: "later",
    131057: "later",
    133004: "later",
    133005: "later",
    133016: "later",
    135000: "later",
}
_PERMISSIONS = range(200, 300)
# The template is not right, or Meta has paused it: never the fault of the message that it is for.
_TEMPLATES = range(132000, 133000)
# Below code 100: the number is not there, or not for this token.
NO_OBJECT = 33
_IN_WORDS = {
    1: "something went wrong at Meta",
    2: "Meta is out of order for a moment",
    4: "more calls than the app may make",
    190: "the access token is not valid (any more): make a new one and set NOOR_WHATSAPP_ACCESS_TOKEN",
    10: "the access token may not send messages: give its system user the right whatsapp_business_messaging",
    NO_OBJECT: "this access token does not know the number: check NOOR_WHATSAPP_NUMBER_ID",
    100: "Meta does not accept what was asked",
    368: "Meta has blocked the account for a while",
    80007: "more calls than the account may make",
    130429: "more messages a second than the number may send",
    131000: "something went wrong at Meta",
    131005: "the access token may not do this",
    131026: "the message cannot be delivered to this person",
    131031: "Meta has locked the account",
    131042: "the account's payment is not in order at Meta",
    131047: "more than 24 hours after this person's last message",
    131056: "too many messages to one person",
    132000: "the template wants other words than it is given: use one without variables",
    132001: "there is no such template in this language: check NOOR_WHATSAPP_TEMPLATE and its language",
    132015: "Meta has paused the template for a while",
    132016: "Meta has stopped the template: make another and set NOOR_WHATSAPP_TEMPLATE",
    133010: "the number is not registered for the Cloud API",
}


def meaning(code: int | None, status: int = 400, subcode: int | None = None) -> Meaning:
    """What to do about a refusal with this code and subcode of Meta's, or only a status of HTTP."""
    if code is not None and code in _CODES:
        return _CODES[code]
    if code is not None and (code in _PERMISSIONS or code in _TEMPLATES):
        return "access"
    if (code, subcode) == (100, NO_OBJECT):
        return "access"
    if status == 429:
        return "too_fast"
    if status in (401, 403):
        return "access"
    return "later" if status >= 500 else "never"


def in_words(code: int | None, subcode: int | None = None) -> str:
    """What an operator reads; never Meta's own text, which may name a person."""
    if subcode == NO_OBJECT:
        code = NO_OBJECT
    return _IN_WORDS.get(code if code is not None else -1, "see Meta's list of error codes")
