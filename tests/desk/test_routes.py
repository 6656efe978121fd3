"""Every address of the desk: who gets what there. One that `rules.py` does not name fails."""

from time import perf_counter

import pytest
from aiohttp import ClientResponse, hdrs
from aiohttp.test_utils import TestClient

from bot.desk.audit import LABELS
from bot.desk.pages import desk
from bot.desk.staff import Role
from tests.desk.rules import ACT_FORMS, FORM, OK, RULES, Rule
from tests.desk.world import MARK, UNKNOWN, Visitor, audited, everybody, handover, parts, visitor

OF_A_HANDOVER = [route for route in RULES if "{reference}" in route]


async def ask(front: TestClient, route: str, who: Visitor, known: dict[str, str]) -> ClientResponse:
    """Knock at an address with what belongs to it."""
    rule, (method, pattern) = RULES[route], route.split()
    filled = known | {part: known[other] for part, other in rule.instead.items()}
    form = {name: value.format(**filled) for name, value in rule.form.items()}
    address = pattern.format(**filled)
    response = await front.request(method, address, data=form or None, headers=who.headers, allow_redirects=False)
    front.session.cookie_jar.clear()
    return response


async def body(response: ClientResponse, rule: Rule) -> str:
    """The whole answer; of a stream that began, what comes at once."""
    if rule.endless and response.status == 200:
        begun = await response.content.readany()
        response.close()
        return begun.decode()
    return (await response.read()).decode(errors="replace")


def test_every_route_is_named() -> None:
    routes = {f"{one.method} /balie{one.resource.canonical}" for one in desk().router.routes() if one.resource}
    assert {route for route in routes if not route.startswith(hdrs.METH_HEAD)} == RULES.keys()


@pytest.mark.parametrize("route", RULES)
async def test_who_gets_what(front: TestClient, route: str) -> None:
    rule = RULES[route]
    for who, expected in zip(await everybody(front), rule.who, strict=True):
        known = await parts(front)
        if expected == OK:
            for act in rule.first:
                address = f"/balie/overdrachten/{known['reference']}/{act}"
                assert (await front.post(address, data=ACT_FORMS.get(act), headers=who.headers)).status == 200
        before = await audited(front)
        response = await ask(front, route, who, known)
        await body(response, rule)
        assert (who.name, response.status) == (who.name, expected or rule.ok)
        if expected == FORM:
            assert response.headers["Location"].startswith("/balie/inloggen")
        written = (await audited(front))[len(before) :]
        # What was refused changed nothing: that somebody asked is all there is to tell.
        assert bool(set(written) - {"refused"}) == (rule.audited and expected == OK)
        assert set(written) <= LABELS.keys()


@pytest.mark.parametrize("route", [route for route in RULES if route.startswith("GET")])
async def test_no_page_shows_another_departments_words(front: TestClient, route: str) -> None:
    written = await handover(front)
    other = await visitor(front, "other", Role.COORDINATOR, "kcc")
    page = await body(await ask(front, route, other, await parts(front)), RULES[route])
    assert MARK not in page and written.reference not in page


@pytest.mark.parametrize("route", OF_A_HANDOVER)
async def test_anothers_reference_is_answered_as_one_that_is_not_there(front: TestClient, route: str) -> None:
    known = await parts(front)
    other = await visitor(front, "other", Role.COORDINATOR, "kcc")
    answers: dict[str, set[tuple[int, str, str]]] = {}
    seconds: dict[str, list[float]] = {}
    for _ in range(15):
        for reference in (known["reference"], UNKNOWN):
            began = perf_counter()
            response = await ask(front, route, other, known | {"reference": reference})
            page = (await body(response, RULES[route])).replace(reference, "")
            seconds.setdefault(reference, []).append(perf_counter() - began)
            headers = {name: value for name, value in response.headers.items() if name != hdrs.DATE}
            answers.setdefault(reference, set()).add((response.status, page, str(headers)))
    assert answers[known["reference"]] == answers[UNKNOWN] and len(answers[UNKNOWN]) == 1
    # The quickest of each: whatever else the machine does makes the others slower.
    theirs, none = (min(times) for times in seconds.values())
    assert abs(theirs - none) < 0.005


@pytest.mark.parametrize("path", ["/balie/bestaat/niet", "/balie/beheer", "/balie/beheer/medewerkers/%2e%2e/x"])
async def test_what_is_not_there_looks_the_same_as_what_is_not_theirs(front: TestClient, path: str) -> None:
    colleague = await visitor(front, "colleague", Role.COLLEAGUE, "kcc")
    missing = await front.get(path, headers=colleague.headers)
    hidden = await front.get("/balie/beheer/medewerkers", headers=colleague.headers)
    assert (missing.status, await missing.text()) == (hidden.status, await hidden.text())
