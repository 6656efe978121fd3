"""Within what Meta lets through, by a clock that stands still until it is moved."""

from collections import deque

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.whatsapp.pace import A_SECOND, PERSON_BURST, NumberPace, PersonPace, Retrying
from tests.whatsapp.clock import Clock
from tests.whatsapp.limits import PairRate


class StillClock(Clock):
    """Stands still until it is moved."""

    time = 1000.0

    def now(self) -> float:
        return self.time

    def __call__(self) -> float:
        return self.time


@given(st.lists(st.tuples(st.floats(0, 0.5), st.integers(0, 30)), min_size=1, max_size=60))
def test_never_more_than_eighty_in_any_second_as_far_as_we_can_help(arrivals: list[tuple[float, int]]) -> None:
    clock = StillClock()
    pace = NumberPace(Retrying(), clock)
    times: deque[float] = deque()
    for pause, came in arrivals:
        clock.time += pause
        pace.received(came)
        times.extend([clock.time] * came)
        while pace.wait() == 0:
            pace.answered()
            times.append(clock.time)
            recent = sum(time > clock.time - 1 for time in times)
            assert recent <= 80
    # Nobody waits for ever.
    clock.time += 2
    assert pace.wait() == 0


def test_those_under_way_count_until_they_are_answered_however_late_that_is() -> None:
    clock = StillClock()
    pace = NumberPace(Retrying(), clock)
    gone = 0
    while pace.wait() == 0:
        gone += 1
    assert gone == A_SECOND
    clock.time += 5
    assert pace.wait() > 0
    pace.answered()
    # It may have come to Meta only now: the place is free a second later.
    assert pace.wait() > 0
    clock.time += 1.2
    assert pace.wait() == 0
    assert pace.wait() > 0


def test_a_person_gets_what_meta_lends_and_then_one_in_six_seconds() -> None:
    clock = StillClock()
    pace, meta = PersonPace(clock), PairRate(clock)
    for _ in range(600):
        while pace.wait("a") == 0:
            pace.take("a")
            meta.take("a")
        clock.time += max(0.5, pace.wait("a"))
    assert pace.wait("b") == 0


def test_what_an_earlier_process_sent_counts() -> None:
    clock = StillClock()
    pace = PersonPace(clock)
    pace.replay("a", [60.0 - second for second in range(PERSON_BURST)])
    left = 0
    while pace.wait("a") == 0:
        pace.take("a")
        left += 1
    assert left == 10


def test_the_number_backs_off_four_times_as_long_each_time_and_begins_anew() -> None:
    clock = StillClock()
    pace = NumberPace(Retrying(), clock)
    for seconds in (1, 4, 16, 64):
        pace.refused()
        pace.refused()
        assert pace.wait() == pytest.approx(seconds)
        clock.time += seconds
    pace.went_well()
    pace.refused()
    assert pace.wait() == pytest.approx(1)


def test_pauses_grow_to_an_hour() -> None:
    retrying = Retrying()
    pauses = [retrying.pause(tries) for tries in range(1, retrying.often)]
    assert pauses[:4] == [1, 2, 4, 8] and max(pauses) == 900
    assert 3600 < sum(pauses) < 2 * 3600
    assert {retrying.pause(tries) for tries in range(retrying.often, 10_000)} == {3600}
