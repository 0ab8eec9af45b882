"""Somebody at a screen: opens pages, looks at each, presses its buttons; signed in as whoever is named."""

from typing import Any

from playwright.sync_api import Page, expect

from indimaj.directory.models import Staff
from tests.house.test_catalogues import LATIN_IN_ARABIC
from tests.journeys.desk import latin_words, look, sign_in

# What an Arabic page may hold in Latin letters: names and texts that are marked as such.
BARE = (
    "(() => { const body = document.body.cloneNode(true);"
    " body.querySelectorAll('bdi, [lang], [dir=auto], input, textarea, select, script').forEach(e => e.remove());"
    " return body.innerText })()"
)


class Visitor:
    """One browser that goes from desk to desk."""

    def __init__(self, page: Page, address: str, language: str, screen: str) -> None:
        self.page, self.address, self.language, self.screen = page, address, language, screen
        self.pictured: set[tuple[str, str]] = set()

    def takes_pictures(self, *where: tuple[str, str]) -> None:
        """In which languages and on which screens the pictures of the documentation are taken."""
        self.pictured = set(where)

    def be(self, staff: Staff) -> None:
        """Sit down at this person's desk."""
        sign_in(self.page, self.address, staff)

    def be_nobody(self) -> None:
        """Go on without an account."""
        self.page.context.clear_cookies()

    def go(self, path: str) -> None:
        """Open an address in the visitor's language; what breaks there ends the journey."""
        answer = self.page.goto(f"{self.address}/{self.language}/{path}")
        assert answer is not None
        assert answer.status == 200, path

    def look(self, picture: str = "", height: int = 0) -> None:
        """The page is in order; in Arabic no word is in Latin letters; keep a picture if the journey takes some here."""
        wanted = picture and (self.language, self.screen) in self.pictured
        name = f"{picture}-{self.language}-{self.screen}" if wanted else ""
        look(self.page, self.language, name, height)
        if self.language == "ar":
            assert set(latin_words(self.page.evaluate(BARE))) <= LATIN_IN_ARABIC, self.page.url

    def press(self, button: str = "main form.form button[type=submit]") -> None:
        """Press a button or follow a link to the next page."""
        with self.page.expect_navigation():
            self.page.locator(button).first.click()

    def follow(self, path: str) -> None:
        """Follow the link of this page whose address ends so."""
        self.press(f"main a[href$='{path}']")

    def post(self, path: str) -> None:
        """Press the button of a form that goes to this address."""
        self.press(f"main form[action$='{path}'] button")

    def post_here(self) -> None:
        """Press the button of the form that a desk fills in."""
        self.press("main form.panel button")

    def fill(self, **typed: str) -> None:
        """Type into boxes and choose from lists, by name."""
        for name, value in typed.items():
            box = self.page.locator(f"main [name={name}]").first
            if box.evaluate("one => one.tagName") == "SELECT":
                box.select_option(value)
            else:
                box.fill(value)

    def tick(self, **chosen: str) -> None:
        """Choose answers, by name and value."""
        for name, value in chosen.items():
            self.page.locator(f"main input[name={name}][value='{value}']").check()

    def reads(self, text: str) -> None:
        """These words are on the page."""
        expect(self.page.locator("main")).to_contain_text(text)

    def reads_not(self, text: str) -> None:
        """These words are not on the page."""
        expect(self.page.locator("main")).not_to_contain_text(text)

    def sees(self, what: str, count: int | None = None) -> None:
        """Something is on the page, so many times if it is said."""
        found: Any = self.page.locator(what)
        if count is None:
            expect(found.first).to_be_visible()
        else:
            expect(found).to_have_count(count)
