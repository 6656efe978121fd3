"""Figures for Prometheus."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)


class Metrics:
    """The front's figures, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        self.turns = Counter("noor_turns", "Residents' messages handled", ["result"], registry=registry)
        self.turn_seconds = Histogram(
            "noor_turn_seconds",
            "From accepting a message to its replies",
            buckets=_SECONDS,
            registry=registry,
        )
        self.retries = Counter("noor_turn_retries", "Tries that failed", registry=registry)
        self.pending = Gauge("noor_messages_pending", "Messages that wait for an answer", registry=registry)
        self.http_errors = Counter("noor_http_errors", "Requests answered with an error", ["status"], registry=registry)
