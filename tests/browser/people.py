"""The people in these tests: a resident on the chat page and staff at the desk."""

import re
from typing import Protocol

from playwright.sync_api import Page, expect

ANSWER_MS = 20_000
REFERENCE = re.compile(r"\b[0-9A-Z]{3}-[0-9A-Z]{3}\b")
MOST_ANSWERS = 15


class Stack(Protocol):
    """What the browser tests need to know of the running stack."""

    url: str
    desk_password: str


class Chat:
    """The chat page as a resident handles it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.box = page.get_by_label("Jouw bericht")
        self.noor = page.locator(".from-noor")
        self.resident = page.locator(".from-resident")
        self.launcher = page.get_by_role("button", name="Vraag het Noor")
        self.panel = page.get_by_role("dialog", name="Noor")
        self.messages = page.locator(".message")
        self.choices = page.locator("#log").get_by_role("group").get_by_role("button")

    def open(self) -> "Chat":
        """Go to the page and wait for Noor's welcome."""
        self.page.goto("/")
        expect(self.noor.first).to_be_visible(timeout=ANSWER_MS)
        return self

    def open_corner(self, address: str = "/voorbeeld") -> "Chat":
        """Go to a page with the chat in its corner and open it there."""
        self.page.goto(address)
        self.launcher.click()
        expect(self.noor.first).to_be_visible(timeout=ANSWER_MS)
        return self

    def send(self, text: str) -> None:
        """Type a message and press Enter."""
        self.box.fill(text)
        self.box.press("Enter")

    def ask(self, text: str) -> str:
        """Send a message, wait for the first answer and return it."""
        heard = self.noor.count()
        self.send(text)
        return self.answer_after(heard)

    def answer_after(self, heard: int) -> str:
        """Noor's next message when she has said `heard` messages so far."""
        expect(self.noor.nth(heard)).to_be_visible(timeout=ANSWER_MS)
        expect(self.page.locator("#typing")).to_be_hidden(timeout=ANSWER_MS)
        return self.noor.last.locator(".text").inner_text()

    def box_height(self) -> int:
        """How high the text box is, in whole pixels."""
        return int(self.box.evaluate("(box) => Math.round(box.getBoundingClientRect().height)"))

    def ask_until_options(self) -> None:
        """Say something that is answered with options to choose from."""
        self.ask("Ik heb een nieuw paspoort nodig")
        expect(self.choices.first).to_be_visible(timeout=ANSWER_MS)

    def ask_until_a_day(self) -> None:
        """Talk until Noor, the real one, asks for a day."""
        assert self.ask("Ik ga op reis naar Turkije en mijn paspoort is verlopen") == "Wanneer vertrek je?"

    def ask_until_a_place(self) -> None:
        """Talk until Noor, the real one, asks where it is."""
        self.ask("Er ligt een losse stoeptegel")
        assert "Waar" in self.ask("Iemand kan vallen")

    def start_over(self) -> None:
        """Ask for a new conversation; the page asks whether that is meant."""
        self.page.get_by_role("button", name="Meer").click()
        self.page.get_by_role("button", name="Opnieuw beginnen").click()

    def talk_until_handed_over(self) -> str:
        """Ask for a person, take the last option of every question, and return the reference given."""
        answer = self.ask("Ik wil een mens spreken")
        for _ in range(MOST_ANSWERS):
            reference = REFERENCE.search("\n".join(self.noor.locator(".text").all_inner_texts()))
            if reference:
                return reference.group()
            if self.choices.count():
                heard = self.noor.count()
                self.choices.last.click()
                answer = self.answer_after(heard)
            else:
                answer = self.ask("Het gaat over mijn tuin. Meer weet ik niet.")
        raise AssertionError(f"no handover after {MOST_ANSWERS} answers; the last was: {answer}")


def sign_in(page: Page, stack: Stack) -> None:
    """Go through the desk's sign-in form."""
    page.goto("/balie/inloggen")
    page.get_by_label("Naam of e-mailadres").fill("beheerder")
    page.get_by_label("Wachtwoord").fill(stack.desk_password)
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("heading", name="Werklijst")).to_be_visible()
