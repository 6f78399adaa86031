"""An editor at a browser: logged in, each of her actions counted."""

from __future__ import annotations

from django.test import Client
from playwright.sync_api import Locator, Page, expect

from tests.commands import run_well


def log_in(page: Page, address: str, user: object) -> None:
    """Let the browser have the session of a user, on the site at this address."""
    client = Client()
    client.force_login(user)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": address}])


class Editor:
    """What she does at a page; a press, a choice and a command count one each."""

    def __init__(self, page: Page, address: str) -> None:
        page.set_default_timeout(5000)
        self.page = page
        self.address = address
        self.actions = 0

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)

    def tick(self, words: str) -> None:
        """A box, by the first words of its label."""
        self.press(self.page.get_by_role("checkbox", name=words).first)

    def choose(self, label: str, option: str) -> None:
        self.page.get_by_label(label).select_option(label=option)
        self.actions += 1

    def press(self, what: Locator) -> None:
        what.click()
        self.actions += 1

    def follow(self, words: str) -> None:
        self.go(self.page.get_by_role("link", name=words).first)

    def send(self, words: str) -> None:
        """A button that leads to another page, by some words of its own."""
        self.go(self.page.get_by_role("button", name=words).first)

    def go(self, what: Locator) -> None:
        with self.page.expect_navigation():
            self.press(what)

    def run(self, *command: str) -> str:
        """A command, in a terminal beside the browser; returns what it tells."""
        self.actions += 1
        return run_well(*command)

    def is_told(self, words: str) -> None:
        expect(self.page.locator(".messagelist")).to_contain_text(words)
