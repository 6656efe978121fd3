"""How much one visitor may ask for, so that nobody else notices."""

from aiohttp import web

from bot.settings import Settings
from bot.web.errors import ApiError
from bot.web.rate import RateLimit


class Limits:
    """The limits of the chat's calls: each conversation has its own, beginning one counts for the address."""

    def __init__(self, settings: Settings) -> None:
        self._starts = RateLimit(settings.start_burst, settings.start_per_second)
        self._messages = RateLimit(settings.rate_burst, settings.rate_per_second)
        self._photos = RateLimit(burst=6, per_second=1 / 20)
        # Whoever begins conversation after conversation does not get more room for photos by it.
        self._photos_of_address = RateLimit(burst=60, per_second=1 / 2)
        self._signals = RateLimit(burst=10, per_second=1)

    def start(self, address: str) -> None:
        """Raises `ApiError`, as the others do."""
        words = "Er beginnen nu veel gesprekken vanaf jouw netwerk. Wacht even en probeer het opnieuw."
        _take(self._starts, address, words)

    def message(self, conversation_id: str) -> None:
        """A message."""
        _take(self._messages, conversation_id, "Dat gaat me te snel. Wacht even en probeer het opnieuw.")

    def photo(self, conversation_id: str, address: str) -> None:
        """A photo."""
        words = "Dat zijn veel foto's. Wacht een minuut en probeer het opnieuw."
        _take(self._photos, conversation_id, words)
        _take(self._photos_of_address, address, words)

    def signal(self, conversation_id: str) -> bool:
        """Whether a typing signal still counts; too many are dropped in silence."""
        return self._signals.take(conversation_id) == 0


LIMITS = web.AppKey("limits", Limits)


def _take(limit: RateLimit, key: str, words: str) -> None:
    wait = limit.take(key)
    if wait:
        raise ApiError(429, "too_fast", words, {"Retry-After": str(int(wait) + 1)})
