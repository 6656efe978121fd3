"""What handling a message takes."""

from dataclasses import dataclass

from bot.channels.whatsapp.corrections import Corrections
from bot.channels.whatsapp.inbox import Inbox
from bot.channels.whatsapp.marks import Marks
from bot.channels.whatsapp.people import People
from bot.channels.whatsapp.pictures import Pictures
from bot.channels.whatsapp.said import Said
from bot.channels.whatsapp.sealing import Vault
from bot.channels.whatsapp.sender import Sender
from bot.messages.dispatch import Dispatcher
from bot.messages.log import MessageLog


@dataclass(frozen=True)
class Parts:
    """The parts of the channel and of the front that it uses. max_length: of a message, in characters."""

    vault: Vault
    inbox: Inbox
    log: MessageLog
    said: Said
    corrections: Corrections
    people: People
    dispatcher: Dispatcher
    pictures: Pictures
    marks: Marks
    sender: Sender
    welcome: str
    max_length: int
