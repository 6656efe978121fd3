"""A front with a handover and colleagues who work on it."""

import re
from datetime import datetime, timezone

from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient

from bot.handover.record import Handover
from bot.web.keys import HANDOVERS

Session = dict[str, str]


async def do(front: TestClient, session: Session, handover: Handover, act: str, **fields: str) -> ClientResponse:
    """Send a form of the page, as a browser does."""
    headers = {**session, "Sec-Fetch-Site": "same-origin"}
    address = f"/balie/overdrachten/{handover.reference}/{act}"
    return await front.post(address, data=fields, headers=headers, allow_redirects=False)


async def page(front: TestClient, session: Session, handover: Handover, **query: str) -> str:
    """The page of the handover."""
    response = await front.get(f"/balie/overdrachten/{handover.reference}", headers=session, params=query)
    assert response.status == 200
    return await response.text()


async def now_of(front: TestClient, handover: Handover) -> Handover:
    """The handover as it is now."""
    found: Handover | None = await front.app[HANDOVERS].get(handover.reference)
    assert found is not None
    return found


def buttons(html: str) -> set[str]:
    """The addresses of the acts that the page offers."""
    return set(re.findall(r'data-act="([a-z]+)"', html))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=timezone.utc)
