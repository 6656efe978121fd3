"""What a channel knows of reaching a resident, for those who write there and need not know the channel."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

# failed: it will not arrive. parked: it goes when the resident writes again; uninvited: the same, and asking for that
# does not go well. waiting: it goes by itself; delayed: the same, and it was tried in vain for a while.
Delivery = Literal["failed", "uninvited", "parked", "delayed", "waiting", "sent", "delivered", "read"]


@dataclass(frozen=True)
class ReplyWindow:
    """Whether a resident may be written to freely; what is said while they may not waits until they write again.

    until: when that ends or ended (aware UTC), None when it does not or that is not known. invites: they are asked to
    write when something waits for that.
    """

    is_open: bool
    until: datetime | None = None
    invites: bool = False


class Reach(Protocol):
    """Each channel that cannot always deliver has one."""

    async def window(self, conversation_id: str) -> ReplyWindow:
        """Whether the resident may be written to now."""

    async def deliveries(self, conversation_id: str) -> dict[int, Delivery]:
        """How far each message is that was said to the resident, by its position in the log."""

    async def address(self, conversation_id: str) -> str | None:
        """Who the resident is on the channel, as we keep it: a number or an id; None when we do not know (any more)."""
