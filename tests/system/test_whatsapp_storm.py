"""Everything goes wrong at once, and each message is answered exactly once, in order."""

import pytest

from tests.running import RunningNoor
from tests.whatsapp.running import RunningMeta
from tests.whatsapp.storm import PARTS, Plan, Storm

# Messages and statuses come in some 600 webhooks; `python -m benchmarks.whatsapp_storm` is the whole storm.
SMALL = Plan(messages=300, each=6, a_second=12, kills=3, kill_every=(5, 8), patience=300)


@pytest.mark.timeout(420)
def test_each_message_is_answered_once_and_in_order(stack: RunningNoor, whatsapp: RunningMeta) -> None:
    storm = Storm(stack, whatsapp, SMALL)
    assert storm.rage() == []
    assert sorted(storm.killed) == sorted(PARTS)
    assert storm.delivered.posts > 100
    assert sum(storm.faults.done.values()) > 30
