"""Each figure, on numbers that are worked out by hand."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from bot.desk.insight.insight import InsightReader, KeptInsight
from bot.desk.insight.selection import NONE
from bot.handover.reviews import Verdict
from bot.handover.wishes import Ended
from bot.privacy.retention import Retention
from bot.storage.photos import PhotoStore
from tests.desk.insight.conftest import MONDAY, NOW, WEEK, ZONE, Town, at, drawn

HOUR = 3600


async def test_conversations(town: Town) -> None:
    """Monday 2 on the website, Tuesday 1 on WhatsApp: 3. Not counted: one in which nobody said anything, one of
    Sunday 23:59 before, and one of Monday 0:00 after."""
    await town.conversation(at(0, 0))
    await town.conversation(at(0, 23.99))
    await town.conversation(at(1), channel="whatsapp")
    await town.conversation(at(1), said=False)
    await town.conversation(at(0, -0.01))
    await town.conversation(at(7, 0))
    found = await town.insight()
    assert found.total.conversations == 3
    assert [day.conversations for day in found.by_day.values()] == [2, 1, 0, 0, 0, 0, 0]
    assert {name: one.conversations for name, one in found.by_channel.items()} == {"website": 2, "whatsapp": 1}


async def test_conversations_that_were_deleted_still_count(town: Town, tmp_path) -> None:
    """Two of Monday, of which one at 0:30; both are deleted, as none is younger than a day."""
    for hour in (0.5, 15):
        await town.conversation(at(0, hour))
    forget = Retention(town.engine, f"sqlite:///{tmp_path}/tracker.db", PhotoStore(tmp_path), 1)
    assert await forget.forget_old(NOW) == 2
    found = await town.insight()
    assert (found.total.conversations, found.by_day[MONDAY].conversations) == (2, 2)


async def test_conversations_on_the_day_that_has_25_hours(town: Town) -> None:
    """The clock goes back on 25 October 2026 at 3:00. That day begins at 22:00 UTC and ends at 23:00 UTC: of 21:30,
    22:30, and of the next day 22:30 and 23:30, all UTC, two are of that day."""
    for day, hour in ((24, 21), (24, 22), (25, 22), (25, 23)):
        await town.conversation(datetime(2026, 10, day, hour, 30, tzinfo=timezone.utc))
    found = await town.insight(replace(WEEK, first=date(2026, 10, 24), last=date(2026, 10, 26)))
    assert [one.conversations for one in found.by_day.values()] == [1, 2, 1]


async def test_conversations_of_a_department_are_those_with_a_wish_that_went_there(town: Town) -> None:
    """Burgerzaken: c1 with two wishes, and c2: 2 conversations. Kcc: c2: 1. No department: c3: 1."""
    for conversation, to in (("c1", "burgerzaken"), ("c1", "burgerzaken"), ("c2", "burgerzaken"), ("c2", "kcc")):
        await town.handover(at(0), to, conversation=conversation)
    await town.wish(at(0), "c3")
    found = (await town.insight()).by_department
    assert {name: one.conversations for name, one in found.items()} == {"burgerzaken": 2, "kcc": 1, None: 1}
    chosen = await town.insight(replace(WEEK, department="burgerzaken"))
    assert (chosen.total.conversations, chosen.by_day[MONDAY].conversations) == (2, 2)


async def test_a_coordinator_sees_the_conversations_of_their_own_departments(town: Town) -> None:
    """Monday: c1 went to burgerzaken and kcc, c2 to kcc by WhatsApp. Tuesday: c3 to nobody, c4 to vth. In five more
    nobody got to a wish. Who sees kcc sees c1, c2 and c3: 3, of which 2 on Monday and 1 by WhatsApp. For all it is 9:
    the conversations themselves."""
    for day, channel, to in (
        (0, "website", ("burgerzaken", "kcc")),
        (0, "whatsapp", ("kcc",)),
        (1, "website", ()),
        (1, "website", ("vth",)),
    ):
        conversation = await town.conversation(at(day), channel=channel)
        for department in to:
            await town.handover(at(day), department, conversation=conversation, channel=channel)
        if not to:
            await town.wish(at(day), conversation)
    for _ in range(5):
        await town.conversation(at(0))
    found = await town.insight(replace(WEEK, visible=frozenset({"kcc"})))
    assert found.total.conversations == 3
    assert [day.conversations for day in found.by_day.values()] == [2, 1, 0, 0, 0, 0, 0]
    assert {name: one.conversations for name, one in found.by_channel.items()} == {"website": 2, "whatsapp": 1}
    assert {name: one.conversations for name, one in found.by_department.items()} == {"kcc": 2, None: 1}
    assert (await town.insight()).total.conversations == 9


async def test_wishes_and_how_they_ended(town: Town) -> None:
    """Monday: 3 answered, 1 stopped. Tuesday: 2 handed over, of which 1 on WhatsApp; Sunday 1 for a person.
    Together 7, of which 3 answered. Before and after the week: 2 that do not count."""
    for _ in range(3):
        await town.wish(at(0))
    await town.wish(at(0), ended=Ended.STOPPED, goal="event")
    await town.handover(at(1))
    await town.handover(at(1), channel="whatsapp")
    await town.wish(at(6, 23.9), ended=Ended.PERSON, department="kcc")
    await town.wish(at(-1))
    await town.wish(at(7, 0))
    found = await town.insight()
    total = found.total
    assert (total.wishes, total.answered, total.handed_over, total.person, total.stopped) == (7, 3, 2, 1, 1)
    assert [day.wishes for day in found.by_day.values()] == [4, 2, 0, 0, 0, 0, 1]
    assert {name: one.wishes for name, one in found.by_channel.items()} == {"website": 6, "whatsapp": 1}
    assert {name: one.wishes for name, one in found.by_department.items()} == {None: 4, "burgerzaken": 2, "kcc": 1}
    assert {name: one.wishes for name, one in found.by_goal.items()} == {"travel": 6, "event": 1}


async def test_clarifying_questions(town: Town) -> None:
    """Website: 1, 2 and 6, mean 9 / 3 = 3. WhatsApp: 0. In all 9 / 4 = 2.25. Where it is not known, it does not
    count."""
    for questions in (1, 2, 6, None):
        await town.wish(at(0), questions=questions)
    await town.wish(at(0), questions=0, channel="whatsapp")
    found = await town.insight()
    assert found.total.questions == 2.25
    assert {name: one.questions for name, one in found.by_channel.items()} == {"website": 3, "whatsapp": 0}


async def test_handovers_and_those_that_were_late(town: Town) -> None:
    """Each is due a day after it came in. In time: answered after 23 hours. Late: after 25 hours; and one of Monday
    that nobody has answered yet. So 3 handovers, 2 late. One that was sent on from kcc to vth counts for vth."""
    await town.handover(at(0), answered=at(0, 33))
    await town.handover(at(0), answered=at(0, 35))
    await town.handover(at(0), "kcc", now_with="vth")
    found = await town.insight()
    assert (found.total.handovers, found.total.due, found.total.late) == (3, 3, 2)
    assert (found.by_department["burgerzaken"].handovers, found.by_department["burgerzaken"].late) == (2, 1)
    assert (found.by_department["vth"].handovers, found.by_department["vth"].late) == (1, 1)
    assert found.by_department["kcc"].handovers == 0


async def test_what_was_answered_before_but_begins_anew_is_late_as_the_list_says(town: Town) -> None:
    """Answered within an hour, then forwarded, which nobody answered: late. Closed in time without an answer: not.
    The time to the first answer stays that hour."""
    await town.handover(at(0), answered=at(0, 11), reacted_at=None)
    await town.handover(at(0), closed=at(0, 12))
    found = await town.insight()
    assert (found.total.due, found.total.late) == (2, 1)
    assert found.total.times["answer_clock"].median == 3600


async def test_what_is_not_due_yet_is_not_late(town: Town) -> None:
    """It came in 23 hours before the figures are read, and is due after 24."""
    await town.handover(NOW - timedelta(hours=23))
    found = await town.insight(replace(WEEK, last=NOW.date()))
    assert (found.total.due, found.total.late) == (1, 0)


async def test_time_to_the_first_answer_by_the_clock(town: Town) -> None:
    """After 1, 2, 3, 4 and 10 hours: the median is the third of five, 3 hours; nine tenths of five is 4.5, so the
    fifth: 10 hours. One that is not answered does not count."""
    for hours in (10, 3, 1, 4, 2):
        await town.handover(at(0, 0), answered=at(0, hours))
    await town.handover(at(0))
    spread = (await town.insight()).total.times["answer_clock"]
    assert (spread.median, spread.p90, spread.number) == (3 * HOUR, 10 * HOUR, 5)


@pytest.mark.parametrize(
    ("begun", "ended", "hours"),
    [
        # The municipality works on weekdays from 9:00 to 17:00: 8 hours.
        ((0, 10), (0, 12), 2),  # Within a day.
        ((0, 7), (0, 9.5), 0.5),  # From 9:00.
        ((0, 16), (0, 20), 1),  # To 17:00.
        ((0, 16), (1, 9.5), 1.5),  # An hour to 17:00, and half an hour from 9:00.
        ((0, 10), (2, 10), 16),  # Two whole days.
        ((4, 16.5), (7, 9.25), 0.75),  # Half an hour on Friday, none in the weekend, a quarter on Monday.
        ((5, 10), (6, 10), 0),  # Saturday to Sunday.
        ((-1, 12), (0, 8), 0),  # Sunday to before Monday begins.
    ],
)
async def test_time_in_working_hours(town: Town, begun: tuple, ended: tuple, hours: float) -> None:
    await town.handover(at(*begun), answered=at(*ended), closed=at(*ended))
    times = (await town.insight(replace(WEEK, first=MONDAY - timedelta(days=7)))).total.times
    assert times["answer_working"].median == times["close_working"].median == hours * HOUR
    assert times["close_clock"].median == (at(*ended) - at(*begun)).total_seconds()


async def test_working_hours_skip_holidays_and_the_change_of_the_clock(town: Town) -> None:
    """Wednesday 24 December 16:00 to Monday 29 December 9:30: an hour to 17:00; Thursday and Friday are Christmas;
    half an hour on Monday. Friday 27 March 16:00 to Monday 30 March 9:30, summer time from the 29th: the same."""
    for begun, ended in (
        (datetime(2025, 12, 24, 16, tzinfo=ZONE), datetime(2025, 12, 29, 9, 30, tzinfo=ZONE)),
        (datetime(2026, 3, 27, 16, tzinfo=ZONE), datetime(2026, 3, 30, 9, 30, tzinfo=ZONE)),
    ):
        await town.handover(begun, answered=ended)
    spread = (await town.insight(replace(WEEK, first=date(2025, 12, 1)))).total.times["answer_working"]
    assert (spread.median, spread.p90) == (1.5 * HOUR, 1.5 * HOUR)


async def test_times_by_day_department_and_channel(town: Town) -> None:
    """Two on Monday, for burgerzaken in 2 and 4 hours; one on Tuesday for kcc by WhatsApp in 6 hours. Of two, the
    median is the first; nine tenths of two is 1.8, so the second."""
    await town.handover(at(0), answered=at(0, 12))
    await town.handover(at(0), answered=at(0, 14))
    await town.handover(at(1, 8), "kcc", channel="whatsapp", answered=at(1, 14))
    found = await town.insight()
    for one in (found.by_day[MONDAY], found.by_department["burgerzaken"], found.by_channel["website"]):
        assert (one.times["answer_clock"].median, one.times["answer_clock"].p90) == (2 * HOUR, 4 * HOUR)
    for one in (found.by_department["kcc"], found.by_channel["whatsapp"]):
        assert one.times["answer_clock"].median == 6 * HOUR
        assert one.times["answer_working"].median == 5 * HOUR  # From 9:00.


async def test_ratings(town: Town) -> None:
    """c1 good, c2 bad, c3 fair, c4 would not say: 3 rated, 1 good. c1 had two wishes for burgerzaken and one for kcc,
    and counts once for each."""
    for conversation, rating in (("c1", "good"), ("c2", "bad"), ("c3", "fair"), ("c4", "none")):
        await town.handover(at(0), conversation=conversation)
        await town.rate(conversation, rating)
    await town.handover(at(0), conversation="c1")
    await town.handover(at(0), "kcc", conversation="c1")
    found = await town.insight()
    assert (found.total.rated, found.total.rated_good) == (3, 1)
    assert (found.by_department["burgerzaken"].rated, found.by_department["burgerzaken"].rated_good) == (3, 1)
    assert (found.by_department["kcc"].rated, found.by_department["kcc"].rated_good) == (1, 1)


async def test_confident_and_wrong(town: Town) -> None:
    """Noor was sure (0.8 or more) of four reviewed wishes: right, wrong goal, wrong goal, wrong advice: 2 of 4. Not
    counted: wrong and not sure (0.79), wrong and tapped, and sure but not reviewed. Reviewed: 6, of which 1 right."""
    for confidence, verdict in (
        (0.95, Verdict.RIGHT),
        (0.80, Verdict.WRONG_GOAL),
        (0.99, Verdict.WRONG_GOAL),
        (0.90, Verdict.WRONG_ADVICE),
        (0.79, Verdict.WRONG_GOAL),
        (None, Verdict.WRONG_GOAL),
    ):
        await town.review(await town.wish(at(0), confidence=confidence), verdict)
    await town.wish(at(0), confidence=0.95)
    total = (await town.insight()).total
    assert (total.reviewed, total.reviewed_right, total.confident, total.confident_wrong) == (6, 1, 4, 2)


async def test_confident_and_wrong_by_the_sample(town: Town) -> None:
    """Chance drew five of the reviewed wishes. Noor was sure of four: right, right, wrong goal, wrong advice: 1 of 4.
    Not counted: one of 0.5, and three wrong ones that were not drawn."""
    for confidence, verdict in (
        (0.95, Verdict.RIGHT),
        (0.80, Verdict.RIGHT),
        (0.99, Verdict.WRONG_GOAL),
        (0.90, Verdict.WRONG_ADVICE),
        (0.50, Verdict.WRONG_GOAL),
    ):
        await town.review(await town.wish(at(0), drawn(True), confidence=confidence), verdict)
    for _ in range(3):
        await town.review(await town.wish(at(0), drawn(False), confidence=0.95), Verdict.WRONG_GOAL)
    found = await town.insight()
    assert (found.total.drawn, found.total.drawn_wrong) == (4, 1)
    assert (found.by_day[MONDAY].drawn, found.by_day[MONDAY].drawn_wrong) == (4, 1)
    assert (found.total.confident, found.total.confident_wrong) == (7, 4)


async def test_figures_are_kept_for_a_minute(town: Town) -> None:
    """Asked at 12:00:00, 12:00:59 and 12:01:00; the second wish comes after the first time."""
    kept = KeptInsight(InsightReader(town.engine, town.municipality))
    seen = []
    for later in (0, 59, 60):
        await town.wish(at(0))
        seen.append((await kept.read(WEEK, NOW + timedelta(seconds=later))).total.wishes)
    assert seen == [1, 1, 3]
    other = replace(WEEK, visible=frozenset({"kcc"}), department="kcc")
    assert (await kept.read(other, NOW + timedelta(seconds=61))).total.wishes == 0


async def test_a_rating_from_before_the_period_was_not_about_it(town: Town) -> None:
    """Rated on Tuesday: it counts for Monday and for Tuesday, and not for Wednesday alone."""
    for day in range(3):
        await town.wish(at(day), "c1")
    await town.rate("c1", "good", at(1, 12))
    whole = await town.insight(replace(WEEK, first=MONDAY))
    assert whole.total.rated == 1
    wednesday = await town.insight(replace(WEEK, first=MONDAY + timedelta(days=2)))
    assert wednesday.total.rated == 0


async def test_a_selection(town: Town) -> None:
    """Website to burgerzaken 2, website to nobody 1, WhatsApp to burgerzaken 1, WhatsApp to kcc 1."""
    for _ in range(2):
        await town.handover(at(0))
    await town.wish(at(0))
    await town.handover(at(0), channel="whatsapp")
    await town.handover(at(0), "kcc", channel="whatsapp")

    async def wishes(**change: object) -> int:
        return (await town.insight(replace(WEEK, **change))).total.wishes

    assert await wishes() == 5
    assert await wishes(channel="whatsapp") == 2
    assert await wishes(department="burgerzaken") == 3
    assert await wishes(department="burgerzaken", channel="whatsapp") == 1
    assert await wishes(department=NONE) == 1
    assert await wishes(visible=frozenset({"kcc"})) == 2  # Kcc's own, and what went to nobody.


async def test_when_there_is_nothing(town: Town) -> None:
    found = await town.insight()
    assert (found.total.wishes, found.total.questions, found.total.times) == (0, None, {})
    assert len(found.by_day) == 7
