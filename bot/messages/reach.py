"""What a channel knows of reaching a resident, for those who write there and need not know the channel."""

from datetime import datetime
from typing import Literal, Protocol

# failed: it will not arrive. parked: it goes when the resident writes again. waiting: it goes by itself.
Delivery = Literal["failed", "parked", "waiting", "sent", "delivered", "read"]


class Reach(Protocol):
    """Each channel that cannot always deliver has one."""

    async def window_open_until(self, conversation_id: str) -> datetime | None:
        """Until when the resident may be written to freely (aware UTC); None when that is not known."""

    async def deliveries(self, conversation_id: str) -> dict[int, Delivery]:
        """How far each message is that was said to the resident, by its position in the log."""

    async def address(self, conversation_id: str) -> str | None:
        """Who the resident is on the channel, as we keep it: a number or an id; None when we do not know (any more)."""
