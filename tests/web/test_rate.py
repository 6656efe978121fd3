"""The token bucket."""

from bot.web import rate
from bot.web.rate import RateLimit


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_then_one_at_a_time() -> None:
    clock = Clock()
    limit = RateLimit(burst=3, per_second=0.5, clock=clock)
    assert [limit.take("a") for _ in range(4)] == [0, 0, 0, 2]
    clock.now = 1.0
    assert limit.take("a") == 1
    clock.now = 2.0
    assert limit.take("a") == 0


def test_a_bucket_never_holds_more_than_its_burst() -> None:
    clock = Clock()
    limit = RateLimit(burst=2, per_second=1, clock=clock)
    limit.take("a")
    clock.now = 1000.0
    limit.give_back("a")
    assert [limit.take("a") > 0 for _ in range(3)] == [False, False, True]


def test_what_is_given_back_can_be_taken_again() -> None:
    limit = RateLimit(burst=1, per_second=0.001, clock=Clock())
    limit.take("a")
    limit.give_back("a")
    assert limit.take("a") == 0


def test_memory_is_bounded(monkeypatch) -> None:
    monkeypatch.setattr(rate, "_MOST_BUCKETS", 10)
    limit = RateLimit(burst=1, per_second=1, clock=Clock())
    for number in range(100):
        limit.take(str(number))
    assert len(limit._buckets) == 10
