"""The verdict on how Noor did with a wish: the form, on whatever page shows it, and what it sends."""

from dataclasses import dataclass
from typing import ClassVar

from aiohttp import web

from bot.desk.access import audit, colleague, handover_of
from bot.desk.goals import goal_label, goal_labels, own_departments
from bot.desk.reading import readable_by, wish_in
from bot.desk.views import Views
from bot.handover.record import Handover
from bot.handover.reviews import MAX_COMMENT, Review, ReviewStore, Verdict
from bot.handover.wishes import Wish, WishId, WishStore
from bot.messages.rows import utc_now
from bot.web.keys import ENGINE, HANDOVERS, MUNICIPALITY

NEXT = "/balie/nakijken/volgende"
#: The verdicts with their labels and the key that chooses each.
VERDICTS = {
    Verdict.RIGHT: ("Klopt", "k"),
    Verdict.WRONG_GOAL: ("Verkeerd doel", "d"),
    Verdict.WRONG_DEPARTMENT: ("Verkeerde afdeling", "a"),
    Verdict.WRONG_ADVICE: ("Fout advies", "f"),
}
RATING_LABELS = {"good": "Goed", "fair": "Gaat wel", "bad": "Niet goed"}
_KEYS = 9


@dataclass(frozen=True)
class ReviewForm:
    """What the template shows. goals, departments: those that can be chosen by a key; other_goals: the rest."""

    address: str
    wish: WishId
    goal_label: str
    confidence: str | None
    rating: str | None
    rating_words: str | None
    given: Review | None
    given_at: str | None
    goals: list[tuple[str, str]]
    other_goals: list[tuple[str, str]]
    departments: list[tuple[str, str]]
    in_queue: bool
    missing: bool
    verdicts: ClassVar = [(verdict.value, label, key) for verdict, (label, key) in VERDICTS.items()]
    max_comment: ClassVar = MAX_COMMENT

    @property
    def given_label(self) -> str:
        """The verdict that was given, with what was right."""
        if self.given is None:
            return ""
        right = [goal_label(self.given.right_goal)] if self.given.right_goal else []
        right += [name for key, name in self.departments if key == self.given.right_department]
        return ": het was ".join([VERDICTS[self.given.verdict][0], *right])

    @property
    def skip(self) -> str:
        """The next one in the queue without a verdict on this one."""
        return f"{NEXT}?na={self.wish.conversation_id}:{self.wish.message_id}:{self.wish.goal}"


async def form_for(request: web.Request, wish: WishId, address: str) -> ReviewForm:
    """The form for a wish; `address`: where it is sent."""
    engine, municipality = request.config_dict[ENGINE], request.config_dict[MUNICIPALITY]
    kept: Wish | None = await WishStore(engine, municipality).get(wish)
    given = await ReviewStore(engine).get(wish)
    goals = [(name, goal_label(name)) for name in await ReviewStore(engine).likely_goals(wish.goal, goal_labels())]
    rating, words = await request.config_dict[HANDOVERS].rating(wish.conversation_id) or (None, None)
    sure = kept.confidence if kept else None
    return ReviewForm(
        address=address,
        wish=wish,
        goal_label=goal_label(wish.goal),
        confidence=None if sure is None else f"{sure:.0%}",
        rating=RATING_LABELS.get(rating or ""),
        rating_words=words if words != "none" else None,
        given=given,
        given_at=Views(municipality).time(given.at) if given else None,
        goals=goals[:_KEYS],
        other_goals=sorted(goals[_KEYS:], key=lambda goal: goal[1]),
        departments=list(own_departments(municipality).items()),
        in_queue="rij" in request.query,
        missing="fout" in request.query,
    )


async def form_for_handover(request: web.Request, handover: Handover) -> ReviewForm:
    """The form on the page of a handover."""
    wish = WishId(handover.conversation_id, handover.message_id, handover.goal)
    return await form_for(request, wish, f"/balie/overdrachten/{handover.reference}/oordeel")


async def judge_handover(request: web.Request) -> web.Response:
    """A verdict on the wish that led to a handover."""
    found = await handover_of(request)
    wish = WishId(found.conversation_id, found.message_id, found.goal)
    return await _judge(request, wish, found.reference, f"/balie/overdrachten/{found.reference}")


async def judge_wish(request: web.Request) -> web.Response:
    """A verdict on a wish that nobody had to act on."""
    wish = await wish_in(request, readable_by(request), await request.post())
    page = f"/balie/gesprekken/{wish.conversation_id}?bericht={wish.message_id}&doel={wish.goal}"
    return await _judge(request, wish, wish.conversation_id, page)


async def _judge(request: web.Request, wish: WishId, subject: str, page: str) -> web.Response:
    sent, who, now = await request.post(), colleague(request), utc_now()
    in_queue = "rij" in sent
    if not sent.get("verdict"):
        mark = "&" if "?" in page else "?"
        raise web.HTTPSeeOther(f"{page}{mark}fout=oordeel{'&rij=1' if in_queue else ''}#oordeel")
    try:
        verdict = Verdict(str(sent["verdict"]))
    except ValueError:
        raise web.HTTPBadRequest from None
    goal = str(sent.get("other_goal") or sent.get("right_goal") or "") if verdict is Verdict.WRONG_GOAL else ""
    department = str(sent.get("right_department") or "") if verdict is Verdict.WRONG_DEPARTMENT else ""
    wrong = (goal and goal not in goal_labels()) or goal == wish.goal
    if wrong or (department and department not in own_departments(request.config_dict[MUNICIPALITY])):
        raise web.HTTPBadRequest
    review = Review(
        verdict=verdict,
        right_goal=goal or None,
        right_department=department or None,
        comment=str(sent.get("comment") or ""),
        who=who.name,
        at=now,
    )
    await ReviewStore(request.config_dict[ENGINE]).write(wish, review)
    await audit(request).write(who, "reviewed", subject, now, verdict.value)
    raise web.HTTPSeeOther(NEXT if in_queue else f"{page}#oordeel")


ROUTES = [
    web.post("/overdrachten/{reference}/oordeel", judge_handover),
    web.post("/gesprekken/{conversation}/oordeel", judge_wish),
]
