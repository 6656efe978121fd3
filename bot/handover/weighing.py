"""How much can be learnt from each wish that waits for a review; kept with it, so that the queue need not be sorted."""

from sqlalchemy import and_, case, false, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.desk_tables import wishes
from bot.storage.tables import ratings

#: From here on Noor is called sure of a goal.
SURE = 0.8
_RATING = (
    select(ratings.c.rating)
    .where(ratings.c.conversation_id == wishes.c.conversation_id)
    .scalar_subquery()
    .correlate(wishes)
)
_WEIGHT = (
    case((wishes.c.confidence < SURE, 4 * (1 - wishes.c.confidence)), else_=0.0)
    + case({"bad": 4.0, "fair": 1.5}, value=_RATING, else_=0.0)
    + case((wishes.c.corrected, 3.0), else_=0.0)
    + case({"person": 2.0, "stopped": 1.0}, value=wishes.c.ended, else_=0.0)
)


async def weigh(connection: AsyncConnection, conversation_id: str) -> None:
    """Weigh the wishes of a conversation that wait for a review, after a wish or a rating came.

    Those that chance drew keep the same weight, whatever they are: the newest comes first.
    """
    waiting = and_(wishes.c.weight.is_not(None), wishes.c.sampled == false())
    waiting = and_(wishes.c.conversation_id == conversation_id, waiting)
    await connection.execute(update(wishes).where(waiting).values(weight=_WEIGHT))
