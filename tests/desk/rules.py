"""Who gets what at every address of the desk: one line for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

FORM, REFUSED, NOT_THERE, OK = 303, 403, 404, 0
# What these get: signed out, a coordinator of another department, a colleague, a coordinator, an administrator.
EVERYBODY = (OK, OK, OK, OK, OK)
SIGNED_IN = (FORM, OK, OK, OK, OK)
DEPARTMENT = (FORM, NOT_THERE, OK, OK, OK)
ITS_COORDINATOR = (FORM, NOT_THERE, NOT_THERE, OK, OK)
COORDINATOR = (FORM, OK, NOT_THERE, OK, OK)
ADMINISTRATOR = (FORM, NOT_THERE, NOT_THERE, NOT_THERE, OK)


@dataclass(frozen=True)
class Rule:
    """Who may; what they get (`ok`, an HTTP status); what they send; whether the audit log must tell.

    `first`: acts on the handover that they do before; `instead`: what stands for a part of the address; `endless`: a
    stream.
    """

    who: tuple[int, ...]
    ok: int = 200
    form: Mapping[str, str] = field(default_factory=dict)
    audited: bool = True
    first: Sequence[str] = ()
    instead: Mapping[str, str] = field(default_factory=dict)
    endless: bool = False


# What is needed to do each act on a handover.
ACT_FORMS = {
    "antwoorden": {"text": "Kom maar langs.", "id": "a1"},
    "doorsturen": {"department": "kcc", "note": "Voor jullie"},
    "afspraak": {"kind": "call", "at": "2099-01-04T10:00"},
    "notitie": {"note": "Let op"},
    "sluiten": {"code": "answered"},
}
_HANDOVER = "/balie/overdrachten/{reference}"
_STAFF = "/balie/beheer/medewerkers"
_TEXT = {"department": "burgerzaken", "title": "Paspoort", "text": "Neem je oude paspoort mee."}
_NOTICE = {"text": "Het gemeentehuis is dicht.", "do": "put_up"}

RULES = {
    "GET /balie/inloggen": Rule(EVERYBODY, audited=False),
    "POST /balie/inloggen": Rule(EVERYBODY, 303, {"login": "beheerder", "password": "zee-en-duin"}),
    "GET /balie/inloggen/gemeente": Rule(EVERYBODY, 404, audited=False),
    "GET /balie/inloggen/gemeente/terug": Rule(EVERYBODY, 404, audited=False),
    "POST /balie/uitloggen": Rule(SIGNED_IN, 303),
    # Lists
    "GET /balie": Rule(SIGNED_IN, audited=False),
    "GET /balie/lijst/keuzes": Rule(SIGNED_IN, audited=False),
    "GET /balie/lijst/wachtenden": Rule(SIGNED_IN, audited=False),
    "GET /balie/lijst/regels": Rule(SIGNED_IN, audited=False),
    "GET /balie/lijst/binnen": Rule(SIGNED_IN, audited=False),
    "GET /balie/nieuws": Rule(SIGNED_IN, audited=False, endless=True),
    "GET /balie/zoeken": Rule(SIGNED_IN, audited=False),
    "GET /balie/filters": Rule(SIGNED_IN, audited=False),
    "POST /balie/filters": Rule(SIGNED_IN, 303, {"name": "Mijn filter", "filter": ""}),
    # Somebody else's filter is not there.
    "POST /balie/filters/{id}/verwijderen": Rule(SIGNED_IN, 404, audited=False, instead={"id": "filter"}),
    # One handover
    f"GET {_HANDOVER}": Rule(DEPARTMENT),
    f"GET {_HANDOVER}/foto/{{photo}}": Rule(DEPARTMENT, audited=False),
    f"GET {_HANDOVER}/nieuws": Rule(DEPARTMENT, audited=False, endless=True),
    f"POST {_HANDOVER}/typt": Rule(DEPARTMENT, 204, audited=False),
    f"POST {_HANDOVER}/oppakken": Rule(DEPARTMENT, 303),
    f"POST {_HANDOVER}/loslaten": Rule(DEPARTMENT, 303, first=["oppakken"]),
    f"POST {_HANDOVER}/antwoorden": Rule(DEPARTMENT, 303, ACT_FORMS["antwoorden"], first=["oppakken"]),
    f"POST {_HANDOVER}/overnemen": Rule(DEPARTMENT, 303, first=["oppakken"]),
    f"POST {_HANDOVER}/teruggeven": Rule(DEPARTMENT, 303, first=["oppakken", "overnemen"]),
    f"POST {_HANDOVER}/doorsturen": Rule(DEPARTMENT, 303, ACT_FORMS["doorsturen"]),
    f"POST {_HANDOVER}/afspraak": Rule(DEPARTMENT, 303, ACT_FORMS["afspraak"]),
    # There is no such appointment.
    f"POST {_HANDOVER}/afspraken": Rule(DEPARTMENT, 409, {"appointment": "999", "result": "done"}, audited=False),
    f"POST {_HANDOVER}/notitie": Rule(DEPARTMENT, 303, ACT_FORMS["notitie"]),
    f"POST {_HANDOVER}/sluiten": Rule(DEPARTMENT, 303, ACT_FORMS["sluiten"]),
    f"POST {_HANDOVER}/heropenen": Rule(DEPARTMENT, 303, first=["sluiten"]),
    f"POST {_HANDOVER}/oordeel": Rule(DEPARTMENT, 303, {"verdict": "right"}),
    f"GET {_HANDOVER}/uitvoer": Rule(ITS_COORDINATOR),
    f"POST {_HANDOVER}/uitvoer": Rule(ITS_COORDINATOR),
    f"GET {_HANDOVER}/verwijderen": Rule(ITS_COORDINATOR),
    f"POST {_HANDOVER}/verwijderen": Rule(ITS_COORDINATOR, 303, {"sure": "yes"}),
    # Conversations, reviews and figures
    "GET /balie/gesprekken/{conversation}": Rule(DEPARTMENT),
    "GET /balie/gesprekken/{conversation}/foto/{photo}": Rule(DEPARTMENT, audited=False),
    # One that led to no department.
    "POST /balie/gesprekken/{conversation}/oordeel": Rule(
        COORDINATOR, 303, {"verdict": "right", "bericht": "1", "doel": "waste"}, instead={"conversation": "answered"}
    ),
    "GET /balie/nakijken": Rule(SIGNED_IN, audited=False),
    "GET /balie/nakijken/volgende": Rule(SIGNED_IN, 303, audited=False),
    "GET /balie/inzicht": Rule(COORDINATOR),
    "GET /balie/inzicht.csv": Rule(COORDINATOR),
    "GET /balie/teksten": Rule(COORDINATOR, audited=False),
    "POST /balie/teksten": Rule((FORM, 409, NOT_THERE, OK, OK), 303, _TEXT),
    "POST /balie/teksten/weg": Rule(ITS_COORDINATOR, 303, {"number": "{text}"}),
    # Presence
    "GET /balie/aanwezig": Rule(SIGNED_IN, audited=False),
    "POST /balie/aanwezig": Rule(SIGNED_IN, 303, {"available": "yes"}),
    "POST /balie/aanwezig/hartslag": Rule(SIGNED_IN, audited=False),
    # One's own account
    "GET /balie/mijn": Rule(SIGNED_IN, audited=False),
    "POST /balie/mijn/wachtwoord": Rule(SIGNED_IN, 422),
    "POST /balie/mijn/sessies": Rule(SIGNED_IN, 303),
    # Administration
    f"GET {_STAFF}": Rule(ADMINISTRATOR, audited=False),
    f"GET {_STAFF}/nieuw": Rule(ADMINISTRATOR, audited=False),
    f"POST {_STAFF}/nieuw": Rule(ADMINISTRATOR, 200, {"name": "Eva", "login": "eva"}),
    f"GET {_STAFF}/{{id}}": Rule(ADMINISTRATOR, audited=False),
    f"POST {_STAFF}/{{id}}": Rule(ADMINISTRATOR, 303, {"name": "Eva", "role": "coordinator"}),
    f"POST {_STAFF}/{{id}}/sluiten": Rule(ADMINISTRATOR, 303),
    f"POST {_STAFF}/{{id}}/openen": Rule(ADMINISTRATOR, 303),
    f"POST {_STAFF}/{{id}}/wachtwoord": Rule(ADMINISTRATOR),
    "GET /balie/beheer/logboek": Rule(ADMINISTRATOR),
    "GET /balie/beheer/meldingen": Rule(ADMINISTRATOR, audited=False),
    "POST /balie/beheer/meldingen": Rule(ADMINISTRATOR, 303, {"address.kcc": "kcc@noordwijk.example"}),
    "POST /balie/beheer/meldingen/{department}/proef": Rule(ADMINISTRATOR, 303),
    "GET /balie/noodbericht": Rule(ADMINISTRATOR, audited=False),
    "POST /balie/noodbericht": Rule(ADMINISTRATOR, 303, _NOTICE),
    "POST /balie/noodbericht/{notice}/einde": Rule(ADMINISTRATOR, 303),
}
