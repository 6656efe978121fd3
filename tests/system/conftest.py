"""The same conversations over every channel."""

import pytest

from tests.running import RunningNoor
from tests.system.talking import Talk, WebsiteTalk, WhatsAppTalk
from tests.whatsapp.running import RunningMeta


@pytest.fixture(params=["website", "whatsapp"])
def talk(request: pytest.FixtureRequest, stack: RunningNoor, whatsapp: RunningMeta) -> Talk:
    """A new conversation."""
    return WebsiteTalk(stack) if request.param == "website" else WhatsAppTalk(stack, whatsapp)
