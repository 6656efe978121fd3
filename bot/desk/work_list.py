"""The work list: the handovers of a colleague's departments, filtered by what the address says, and kept up to date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from aiohttp import web
from markupsafe import Markup

from bot.desk.access import HOME, colleague
from bot.desk.accounts import read_names
from bot.desk.choices import Choices, only_list
from bot.desk.rendering import render
from bot.desk.saved_filters import SavedFilters
from bot.desk.staff import Colleague
from bot.desk.views import HandoverView, Views
from bot.handover.filters import Filter
from bot.handover.record import Handover
from bot.handover.reference import normalise_reference
from bot.handover.work_list import PAGE, Group, WorkList, count
from bot.messages.rows import utc_now
from bot.web.keys import ENGINE, MUNICIPALITY, READER


class Row(NamedTuple):
    """A handover in a list. `who` has it; `found`: where what was searched for stands."""

    h: HandoverView
    who: str | None = None
    found: Sequence[Markup] = ()


@dataclass(frozen=True)
class Asked:
    """What somebody who asks for the list may see and has chosen."""

    request: web.Request

    @property
    def me(self) -> Colleague:
        return colleague(self.request)

    @property
    def choices(self) -> Choices:
        municipality = self.request.config_dict[MUNICIPALITY]
        return Choices.of(municipality, self.me.visible(municipality.departments.keys()))

    @property
    def chosen(self) -> Filter:
        return self.choices.read(self.request.query)

    @property
    def work(self) -> WorkList:
        departments = self.me.visible(self.request.config_dict[MUNICIPALITY].departments.keys())
        return WorkList(self.request.config_dict[READER], departments, self.me.id, utc_now())

    async def rows(
        self, handovers: Sequence[Handover], found: Mapping[str, Sequence[Markup]] | None = None
    ) -> list[Row]:
        """The handovers as the list shows them."""
        app, now = self.request.config_dict, utc_now()
        names = await read_names(app[READER], {one.claimed_by for one in handovers if one.claimed_by})
        views = Views(app[MUNICIPALITY])
        return [
            Row(views.line(one, now), names.get(one.claimed_by or ""), (found or {}).get(one.reference, ()))
            for one in handovers
        ]


async def work_list(request: web.Request) -> web.Response:
    """A page of the list; `na`: the handover after which it begins."""
    asked = Asked(request)
    choices, chosen = asked.choices, asked.chosen
    after = normalise_reference(request.query.get("na", ""))
    groups, page = await asked.work.groups(), await asked.work.page(chosen, after)
    query = choices.query(chosen)
    ended = page.handovers[-1].reference if page.more else None
    saved = [
        (one, choices.address(kept := choices.read(one.values)), count(groups, kept) if kept.is_open else None)
        for one in await SavedFilters(request.config_dict[ENGINE]).of(asked.me.id)
    ]
    context = {
        **_to_choose(asked, groups),
        "waiting": await asked.rows(await asked.work.waiting()),
        "rows": await asked.rows(page.handovers),
        "references": ",".join(one.reference for one in page.handovers),
        "next": f"{HOME}?{query}{'&' if query else ''}na={ended}" if ended else None,
        "first": choices.address(chosen) if after else None,
        "seen": page.seen,
        "saved": saved,
        "words": choices.words(chosen),
    }
    return render(request, "work_list.html", context)


async def choices_again(request: web.Request) -> web.Response:
    """The lists to go to and what can be chosen, as many as there are now."""
    asked = Asked(request)
    return render(request, "work_list_choices.html", _to_choose(asked, await asked.work.groups()))


async def waiting_again(request: web.Request) -> web.Response:
    """Who waits in the chat for a colleague now."""
    asked = Asked(request)
    return render(request, "work_list_waiting.html", {"waiting": await asked.rows(await asked.work.waiting())})


async def rows_again(request: web.Request) -> web.Response:
    """The rows that a page shows (`r`: their references), as they are now and where they were."""
    asked = Asked(request)
    references = [normalise_reference(one) for one in request.query.get("r", "").split(",")[:PAGE]]
    rows = {row.h.reference: row for row in await asked.rows(await asked.work.named([r for r in references if r]))}
    return render(request, "work_list_rows.html", {"rows": [rows.get(reference or "") for reference in references]})


async def arrived(request: web.Request) -> web.Response:
    """What came since a page was seen (`gezien`): shown when the colleague wants it, so that nothing jumps."""
    asked = Asked(request)
    seen = request.query.get("gezien", "")
    new = await asked.work.arrived(asked.chosen, int(seen)) if seen.isdecimal() and len(seen) < 10 else 0
    return render(request, "work_list_arrived.html", {"new": new, "address": asked.choices.address(asked.chosen)})


def _to_choose(asked: Asked, groups: Sequence[Group]) -> dict[str, object]:
    choices, chosen = asked.choices, asked.chosen
    return {
        "tabs": choices.tabs(chosen, groups),
        "fields": choices.fields(chosen, groups),
        "hidden": choices.hidden(chosen),
        "clear": choices.address(only_list(chosen)) if chosen != only_list(chosen) else None,
        "query": choices.query(chosen),
    }


ROUTES = [
    web.get("", work_list),
    web.get("/lijst/keuzes", choices_again),
    web.get("/lijst/wachtenden", waiting_again),
    web.get("/lijst/regels", rows_again),
    web.get("/lijst/binnen", arrived),
]
