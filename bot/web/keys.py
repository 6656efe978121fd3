"""What the front's handlers find in the application."""

from aiohttp import ClientSession, web
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.dialogue.client import RasaClient
from bot.handover.presence import Presence
from bot.handover.store import HandoverStore
from bot.messages.dispatch import Dispatcher
from bot.messages.log import MessageLog
from bot.messages.metrics import Metrics
from bot.messages.notices import Notices
from bot.messages.reach import Reach
from bot.messages.wake import Announcer
from bot.municipality import Municipality
from bot.settings import Settings
from bot.storage.photos import PhotoStore

SETTINGS = web.AppKey("settings", Settings)
MUNICIPALITY = web.AppKey("municipality", Municipality)
METRICS = web.AppKey("metrics", Metrics)
ANNOUNCER = web.AppKey("announcer", Announcer)
ENGINE = web.AppKey("engine", AsyncEngine)
# For what only reads, so that it never keeps a resident waiting.
READER = web.AppKey("reader", AsyncEngine)
SESSION = web.AppKey("session", ClientSession)
RASA = web.AppKey("rasa", RasaClient)
PHOTOS = web.AppKey("photos", PhotoStore)
LOG = web.AppKey("log", MessageLog)
DISPATCHER = web.AppKey("dispatcher", Dispatcher)
# What each channel knows of reaching its residents; a channel that is not here always reaches them.
REACH = web.AppKey("reach", dict[str, Reach])
HANDOVERS = web.AppKey("handovers", HandoverStore)
PRESENCE = web.AppKey("presence", Presence)
NOTICES = web.AppKey("notices", Notices)
