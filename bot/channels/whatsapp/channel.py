"""The channel as a whole: opened and closed with the front, and not there without its settings."""

from collections.abc import AsyncIterator, Callable
from functools import partial

from aiohttp import web

from bot.channels import photos
from bot.channels.links import known_links
from bot.channels.whatsapp.background import Background
from bot.channels.whatsapp.client import Client, open_client
from bot.channels.whatsapp.config import Config, read_config
from bot.channels.whatsapp.corrections import Corrections
from bot.channels.whatsapp.deliveries import Deliveries
from bot.channels.whatsapp.delivering import Deliverer
from bot.channels.whatsapp.filling import Filling
from bot.channels.whatsapp.handling import Handler
from bot.channels.whatsapp.inbox import Inbox, Stored
from bot.channels.whatsapp.intake import Intake
from bot.channels.whatsapp.marks import Marks
from bot.channels.whatsapp.outbox import Outbox
from bot.channels.whatsapp.outgoing import Renderer
from bot.channels.whatsapp.pace import NumberPace, Retrying
from bot.channels.whatsapp.parts import Parts
from bot.channels.whatsapp.people import CHANNEL, People
from bot.channels.whatsapp.pictures import Pictures
from bot.channels.whatsapp.receiver import Receiver
from bot.channels.whatsapp.refusals import meaning
from bot.channels.whatsapp.said import Said
from bot.channels.whatsapp.sender import Sender
from bot.channels.whatsapp.webhook import HOOK, ROUTES, Hook
from bot.channels.whatsapp.window import Window
from bot.settings import Settings
from bot.web import keys


def add_whatsapp(app: web.Application, settings: Settings) -> None:
    """Add the channel to the front, after all that it uses. Raises `SettingsError` when settings are missing."""
    config = read_config(settings)
    if config is not None:
        app.cleanup_ctx.append(partial(_run, config))
        app.add_routes(ROUTES)


async def _run(config: Config, app: web.Application) -> AsyncIterator[None]:
    async with open_client(config) as client:
        engine, marks = app[keys.ENGINE], Marks(client)
        number = NumberPace(retrying := Retrying(unsure_for=config.unsure_for))
        people, inbox = People(engine, config.vault), Inbox(engine, config.vault)
        database, renderer = Background(engine), Renderer(known_links(app[keys.MUNICIPALITY]))
        outbox, window = Outbox(database, renderer), Window(database)
        deliverer = Deliverer(config, outbox, window, people, client, marks, number, retrying)
        filling, invites = Filling(database, renderer), config.template is not None
        sender = Sender(outbox, filling, window, people, deliverer, retrying, invites)
        receiver = Receiver(inbox, Handler(_parts(app, config, client, people, inbox, marks, sender)))
        app[keys.REACH][CHANNEL] = Deliveries(engine, config.vault, invites)
        app[HOOK] = Hook(config, Intake(inbox, _afterwards(number, receiver, sender)))
        app[keys.ANNOUNCER].follow(sender.wake)
        await sender.start()
        await receiver.start()
        yield
        for part in (receiver, sender, marks):
            await part.close()


def _parts(
    app: web.Application, config: Config, client: Client, people: People, inbox: Inbox, marks: Marks, sender: Sender
) -> Parts:
    settings, engine, announcer = app[keys.SETTINGS], app[keys.ENGINE], app[keys.ANNOUNCER]
    return Parts(
        vault=config.vault,
        inbox=inbox,
        log=app[keys.LOG],
        said=Said(engine, announcer),
        corrections=Corrections(engine, announcer, settings.tracker_url),
        people=people,
        dispatcher=app[keys.DISPATCHER],
        pictures=Pictures(client, app[keys.PHOTOS], app[photos.CLEANING], settings.max_photo_mb),
        marks=marks,
        sender=sender,
        welcome=app[keys.MUNICIPALITY].welcome,
        max_length=settings.max_message_length,
    )


def _afterwards(number: NumberPace, receiver: Receiver, sender: Sender) -> Callable[[Stored], None]:
    """What is done with what was kept."""

    def go_on(stored: Stored) -> None:
        number.received(stored.new)
        if any(meaning(code) == "too_fast" for code in stored.outcome.failed):
            number.refused()
        for person in stored.people:
            receiver.wake(person)
        sender.arrived(stored.outcome.arrived)
        for conversation_id in stored.outcome.conversations:
            sender.wake(conversation_id)

    return go_on
