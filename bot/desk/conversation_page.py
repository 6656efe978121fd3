"""One conversation on one page, also when it led to no handover."""

from dataclasses import dataclass

from aiohttp import web

from bot.desk.access import audit, colleague
from bot.desk.goals import goal_label
from bot.desk.reading import conversation_in, readable_by, wish_in
from bot.desk.rendering import render
from bot.desk.review import form_for
from bot.desk.transcript import read_transcript
from bot.desk.views import CHANNEL_LABELS, Views
from bot.handover.record import Handover
from bot.handover.wishes import Ended, Wish, WishStore
from bot.messages.rows import utc_now
from bot.web.keys import ENGINE, HANDOVERS, LOG, MUNICIPALITY, PHOTOS

ENDED_LABELS = {
    Ended.ANSWERED: "Noor gaf antwoord",
    Ended.HANDED_OVER: "Doorgegeven aan een afdeling",
    Ended.PERSON: "Doorgegeven aan een medewerker",
    Ended.STOPPED: "De inwoner stopte",
}


@dataclass(frozen=True)
class WishView:
    """A wish of the conversation. address: where it can be judged, if that is theirs to do; facts: label and value."""

    goal_label: str
    ended_label: str
    confidence: str | None
    questions: int | None
    address: str | None
    facts: list[tuple[str, str]]
    chosen: bool


async def conversation(request: web.Request) -> web.Response:
    """The transcript, what became of its wishes, and the form to judge one of them."""
    readable = readable_by(request)
    conversation_id = await conversation_in(request, readable)
    address = f"/balie/gesprekken/{conversation_id}"
    config = request.config_dict
    wishes = await WishStore(config[ENGINE], config[MUNICIPALITY]).of(conversation_id)
    theirs = [one for one in wishes if one.department is None and readable.without_department]
    chosen = await wish_in(request, readable, request.query) if "doel" in request.query else None
    if chosen is None and theirs:
        chosen = theirs[0].id
    handovers = {
        (one.message_id, one.goal): one
        for one in await config[HANDOVERS].of(conversation_id)
        if colleague(request).sees(one.department)
    }
    lines = await read_transcript(config[LOG], conversation_id)
    await audit(request).write(colleague(request), "read", conversation_id, utc_now())
    shown = {
        "address": address,
        "channel_label": CHANNEL_LABELS.get(lines[0].channel, lines[0].channel) if lines else "",
        "began": Views(config[MUNICIPALITY]).time(lines[0].created_at) if lines else "",
        "wishes": [_view(one, handovers.get((one.id.message_id, one.id.goal)), address, chosen) for one in wishes],
        "transcript": Views(config[MUNICIPALITY]).transcript(lines),
        "review": await form_for(request, chosen, f"{address}/oordeel") if chosen else None,
    }
    return render(request, "conversation.html", {"c": shown})


async def photo(request: web.Request) -> web.FileResponse:
    """A photo of the conversation."""
    conversation_id = await conversation_in(request, readable_by(request))
    file = request.config_dict[PHOTOS].find(conversation_id, request.match_info["photo"])
    if file is None:
        raise web.HTTPNotFound
    return web.FileResponse(file, headers={"Content-Type": "image/jpeg"})


def _view(wish: Wish, handover: Handover | None, address: str, chosen: object) -> WishView:
    own = f"{address}?bericht={wish.id.message_id}&doel={wish.id.goal}#oordeel" if wish.department is None else None
    return WishView(
        goal_label=goal_label(wish.id.goal),
        ended_label=ENDED_LABELS[wish.ended],
        confidence=None if wish.confidence is None else f"{wish.confidence:.0%}",
        questions=wish.questions,
        address=f"/balie/overdrachten/{handover.reference}" if handover else own,
        facts=[(fact.label, fact.value) for fact in handover.facts] if handover else [],
        chosen=wish.id == chosen,
    )


ROUTES = [
    web.get("/gesprekken/{conversation}", conversation),
    web.get("/gesprekken/{conversation}/foto/{photo}", photo),
]
