"""The queue of wishes to review: the most instructive first, each with why."""

from dataclasses import dataclass

from aiohttp import web

from bot.desk.goals import goal_label
from bot.desk.reading import readable_by
from bot.desk.rendering import render
from bot.desk.views import Views
from bot.handover.instructive import Instructive, ToReview
from bot.handover.weighing import SURE
from bot.handover.wishes import Ended
from bot.web.keys import MUNICIPALITY, READER

_SHOWN = 25
#: From here on nobody counts how many wait.
_MOST = 1000
#: How far somebody may skip before beginning at the front again.
_REACH = 300


@dataclass(frozen=True)
class QueueLine:
    """A wish in the queue."""

    address: str
    goal_label: str
    reference: str | None
    at: str
    reasons: list[str]


async def queue(request: web.Request) -> web.Response:
    """The front of the queue."""
    waiting, readable = Instructive(request.config_dict[READER]), readable_by(request)
    views = Views(request.config_dict[MUNICIPALITY])
    lines = [
        QueueLine(address_of(one), goal_label(one.id.goal), one.reference, views.time(one.at), reasons(one))
        for one in await waiting.first(readable, _SHOWN)
    ]
    return render(
        request, "review_queue.html", {"lines": lines, "count": await waiting.count(readable, _MOST + 1), "most": _MOST}
    )


async def next_one(request: web.Request) -> web.Response:
    """On to the first, or to the one after the wish that `na` names; to the list when there are no more."""
    after = tuple(request.query.get("na", "").split(":"))
    waiting = await Instructive(request.config_dict[READER]).first(readable_by(request), _REACH if any(after) else 1)
    places = [i for i, one in enumerate(waiting) if (one.id.conversation_id, one.id.message_id, one.id.goal) == after]
    left = waiting[places[0] + 1 :] if places else waiting
    raise web.HTTPSeeOther(address_of(left[0]) if left else "/balie/nakijken")


def address_of(one: ToReview) -> str:
    """Where a wish is reviewed, on the way through the queue."""
    if one.reference:
        return f"/balie/overdrachten/{one.reference}?rij=1#oordeel"
    return f"/balie/gesprekken/{one.id.conversation_id}?bericht={one.id.message_id}&doel={one.id.goal}&rij=1#oordeel"


def reasons(one: ToReview) -> list[str]:
    """Why there is something to learn from a wish, in words."""
    if one.sampled:
        return ["Steekproef"]
    said = []
    if one.confidence is not None and one.confidence < SURE:
        said.append(f"Noor was niet zeker van het doel ({one.confidence:.0%})")
    if one.corrected:
        said.append("De inwoner verbeterde Noor")
    if one.rating in ("bad", "fair"):
        said.append("De inwoner vond het niet goed" if one.rating == "bad" else "De inwoner vond het maar matig")
    if one.ended is Ended.PERSON:
        said.append("Het ging naar een medewerker")
    if one.ended is Ended.STOPPED:
        said.append("De inwoner stopte")
    return said or ["Nog niet nagekeken"]


ROUTES = [web.get("/nakijken", queue), web.get("/nakijken/volgende", next_one)]
