"""The audit log, for administrators: who read or changed what, and when."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.desk.access import audit, require
from bot.desk.audit import LABELS, Wanted
from bot.desk.forms import plain_text
from bot.desk.rendering import render
from bot.desk.staff import Role
from bot.desk.times import local_time
from bot.messages.rows import utc_now
from bot.web.keys import MUNICIPALITY

_A_PAGE = 100
_LONGEST = 100
_NUMBER = re.compile(r"[0-9]{1,9}")


async def audit_page(request: web.Request) -> web.Response:
    """The newest lines that fit the filter; older ones with `voor`, the number of the last line seen."""
    me = require(request, Role.ADMINISTRATOR)
    municipality, log = request.config_dict[MUNICIPALITY], audit(request)
    asked = {name: plain_text(request.query.get(name, ""), _LONGEST) for name in ("wie", "wat", "dag", "voor")}
    day = _day(asked["dag"])
    zone = ZoneInfo(municipality.working_time.timezone)
    begins = datetime.combine(day, time(), zone) if day else None
    ends = datetime.combine(day + timedelta(days=1), time(), zone) if day else None
    before = int(asked["voor"]) if _NUMBER.fullmatch(asked["voor"]) else None
    lines = await log.read(Wanted(asked["wie"], asked["wat"], begins, ends, before), _A_PAGE + 1)
    await log.write(me, "log read", None, utc_now())
    context = {
        "lines": [
            {
                "at": local_time(municipality, line.at),
                "who": line.who,
                "what": LABELS.get(line.what, line.what),
                "subject": line.subject or "",
                "detail": line.detail or "",
            }
            for line in lines[:_A_PAGE]
        ],
        "asked": asked,
        "wrong_day": bool(asked["dag"]) and day is None,
        "older": lines[_A_PAGE - 1].id if len(lines) > _A_PAGE else None,
    }
    return render(request, "audit.html", context)


def _day(text: str) -> date | None:
    """The day in the filter, as browsers send it or as people type it."""
    for pattern in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            found = datetime.strptime(text, pattern).date()
        except ValueError:
            continue
        # A year before or after which a time zone cannot be reckoned.
        return found if 2000 <= found.year < 2100 else None
    return None


ROUTES = [web.get("/beheer/logboek", audit_page)]
