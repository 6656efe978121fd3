"""Every address of the desk: who gets what there. One that is not named here fails."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter

import pytest
from aiohttp import hdrs
from aiohttp.test_utils import TestClient

from bot.desk.audit import LABELS
from bot.desk.pages import desk
from bot.desk.staff import Role
from tests.desk.world import MARK, UNKNOWN, audited, everybody, handover, parts, visitor

FORM, NOT_THERE, OK = 303, 404, 0
STREAM = "GET /balie/nieuws"
# What these get: signed out, a coordinator of another department, a colleague, a coordinator, an administrator.
EVERYBODY = (OK, OK, OK, OK, OK)
SIGNED_IN = (FORM, OK, OK, OK, OK)
DEPARTMENT = (FORM, NOT_THERE, OK, OK, OK)
ITS_COORDINATOR = (FORM, NOT_THERE, NOT_THERE, OK, OK)
COORDINATOR = (FORM, OK, NOT_THERE, OK, OK)
ADMINISTRATOR = (FORM, NOT_THERE, NOT_THERE, NOT_THERE, OK)


@dataclass(frozen=True)
class Rule:
    """Who may, what they get (`ok`, an HTTP status), what they send, and whether the audit log must tell."""

    who: tuple[int, ...]
    ok: int = 200
    form: Mapping[str, str] = field(default_factory=dict)
    audited: bool = True


RULES = {
    "GET /balie/inloggen": Rule(EVERYBODY, audited=False),
    "POST /balie/inloggen": Rule(EVERYBODY, 303, {"login": "beheerder", "password": "zee-en-duin"}),
    "GET /balie/inloggen/gemeente": Rule(EVERYBODY, 404, audited=False),
    "GET /balie/inloggen/gemeente/terug": Rule(EVERYBODY, 404, audited=False),
    "POST /balie/uitloggen": Rule(SIGNED_IN, 303),
    "GET /balie": Rule(SIGNED_IN, audited=False),
    "GET /balie/lijst/keuzes": Rule(SIGNED_IN, audited=False),
    "GET /balie/lijst/regels": Rule(SIGNED_IN, audited=False),
    "GET /balie/lijst/binnen": Rule(SIGNED_IN, audited=False),
    "GET /balie/zoeken": Rule(SIGNED_IN, audited=False),
    "GET /balie/filters": Rule(SIGNED_IN, audited=False),
    "POST /balie/filters": Rule(SIGNED_IN, 303, {"name": "Eerst dit", "filter": "spoed=acuut"}),
    # Each has their own; whose it is, test_saved_filters.py asks.
    "POST /balie/filters/{id}/verwijderen": Rule(SIGNED_IN, 404, audited=False),
    # What it tells to whom, test_news.py asks.
    STREAM: Rule(SIGNED_IN, audited=False),
    "GET /balie/overdrachten/{reference}": Rule(DEPARTMENT),
    "GET /balie/overdrachten/{reference}/foto/{photo}": Rule(DEPARTMENT, audited=False),
    "GET /balie/mijn": Rule(SIGNED_IN, audited=False),
    "POST /balie/mijn/wachtwoord": Rule(SIGNED_IN, 422),
    "POST /balie/mijn/sessies": Rule(SIGNED_IN, 303),
    "GET /balie/beheer/medewerkers": Rule(ADMINISTRATOR, audited=False),
    "GET /balie/beheer/medewerkers/nieuw": Rule(ADMINISTRATOR, audited=False),
    "POST /balie/beheer/medewerkers/nieuw": Rule(ADMINISTRATOR, 200, {"name": "Eva", "login": "eva"}),
    "GET /balie/beheer/medewerkers/{id}": Rule(ADMINISTRATOR, audited=False),
    "POST /balie/beheer/medewerkers/{id}": Rule(ADMINISTRATOR, 303, {"name": "Eva", "role": "coordinator"}),
    "POST /balie/beheer/medewerkers/{id}/sluiten": Rule(ADMINISTRATOR, 303),
    "POST /balie/beheer/medewerkers/{id}/openen": Rule(ADMINISTRATOR, 303),
    "POST /balie/beheer/medewerkers/{id}/wachtwoord": Rule(ADMINISTRATOR),
    "GET /balie/beheer/logboek": Rule(ADMINISTRATOR),
    "GET /balie/overdrachten/{reference}/nieuws": Rule(DEPARTMENT, audited=False),
    "POST /balie/overdrachten/{reference}/typt": Rule(DEPARTMENT, 204, audited=False),
    "POST /balie/overdrachten/{reference}/oppakken": Rule(DEPARTMENT, 303),
    "POST /balie/overdrachten/{reference}/loslaten": Rule(DEPARTMENT, 409, audited=False),
    "POST /balie/overdrachten/{reference}/antwoorden": Rule(DEPARTMENT, 303, {"text": "Dag", "id": "1"}),
    "POST /balie/overdrachten/{reference}/overnemen": Rule(DEPARTMENT, 303),
    "POST /balie/overdrachten/{reference}/teruggeven": Rule(DEPARTMENT, 409, audited=False),
    "POST /balie/overdrachten/{reference}/doorsturen": Rule(DEPARTMENT, 303, {"department": "kcc", "note": "Hier."}),
    "POST /balie/overdrachten/{reference}/afspraak": Rule(DEPARTMENT, 303, {"kind": "call", "at": "2099-01-05T10:00"}),
    "POST /balie/overdrachten/{reference}/afspraken": Rule(DEPARTMENT, 409, audited=False),
    "POST /balie/overdrachten/{reference}/notitie": Rule(DEPARTMENT, 303, {"note": "Belde terug."}),
    "POST /balie/overdrachten/{reference}/sluiten": Rule(DEPARTMENT, 303, {"code": "answered"}),
    "POST /balie/overdrachten/{reference}/heropenen": Rule(DEPARTMENT, 409, audited=False),
    "GET /balie/teksten": Rule(COORDINATOR, audited=False),
    "POST /balie/teksten": Rule(COORDINATOR, 409, audited=False),
    "POST /balie/teksten/weg": Rule((FORM, *[NOT_THERE] * 4), audited=False),
}
OF_A_HANDOVER = [route for route in RULES if "{reference}" in route]
REFUSED = {FORM, NOT_THERE}


def test_every_route_is_named() -> None:
    app = desk()
    routes = {f"{route.method} /balie{route.resource.canonical}" for route in app.router.routes() if route.resource}
    assert {route for route in routes if not route.startswith(hdrs.METH_HEAD)} == RULES.keys()


@pytest.mark.parametrize("route", RULES)
async def test_who_gets_what(front: TestClient, route: str) -> None:
    rule, (method, pattern) = RULES[route], route.split()
    for who, expected in zip(await everybody(front), rule.who, strict=True):
        address, before = pattern.format(**await parts(front)), await audited(front)
        response = await front.request(
            method, address, data=rule.form or None, headers=who.headers, allow_redirects=False
        )
        front.session.cookie_jar.clear()
        assert (who.name, response.status) == (who.name, expected or rule.ok)
        if expected == FORM:
            assert response.headers["Location"].startswith("/balie/inloggen")
        written = (await audited(front))[len(before) :]
        # What was refused changed nothing, so nothing is told of it.
        assert bool(written) == (rule.audited and expected not in REFUSED)
        assert set(written) <= LABELS.keys()


@pytest.mark.parametrize("route", [route for route in RULES if route.startswith("GET") and route != STREAM])
async def test_no_page_shows_another_departments_words(front: TestClient, route: str) -> None:
    written = await handover(front)
    other = await visitor(front, "other", Role.COORDINATOR, "kcc")
    address = route.split()[1].format(**await parts(front))
    page = await (await front.get(address, headers=other.headers)).text()
    assert MARK not in page and written.reference not in page


@pytest.mark.parametrize("route", OF_A_HANDOVER)
async def test_anothers_reference_is_answered_as_one_that_is_not_there(front: TestClient, route: str) -> None:
    rule, (method, pattern) = RULES[route], route.split()
    known = await parts(front)
    other = await visitor(front, "other", Role.COORDINATOR, "kcc")
    answers, seconds = {}, {}
    for _ in range(15):
        for reference in (known["reference"], UNKNOWN):
            began = perf_counter()
            response = await front.request(
                method,
                pattern.format(**known | {"reference": reference}),
                data=rule.form or None,
                headers=other.headers,
            )
            body = (await response.text()).replace(reference, "")
            seconds.setdefault(reference, []).append(perf_counter() - began)
            headers = {name: value for name, value in response.headers.items() if name != hdrs.DATE}
            answers.setdefault(reference, set()).add((response.status, body, str(headers)))
    assert answers[known["reference"]] == answers[UNKNOWN] and len(answers[UNKNOWN]) == 1
    theirs, none = (median(times) for times in seconds.values())
    assert abs(theirs - none) < 0.005 + 0.25 * none


@pytest.mark.parametrize("path", ["/balie/bestaat/niet", "/balie/beheer", "/balie/beheer/medewerkers/%2e%2e/x"])
async def test_what_is_not_there_looks_the_same_as_what_is_not_theirs(front: TestClient, path: str) -> None:
    colleague = await visitor(front, "colleague", Role.COLLEAGUE, "kcc")
    missing = await front.get(path, headers=colleague.headers)
    hidden = await front.get("/balie/beheer/medewerkers", headers=colleague.headers)
    assert (missing.status, await missing.text()) == (hidden.status, await hidden.text())
