"""A person checks whether they may apply, applies, comes back, sends a paper, hands in and follows their file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Browser, Page, expect

from indimaj.applications.enums import State
from indimaj.applications.models import Application, Evidence
from indimaj.directory.models import Office
from tests.conftest import SCREENS
from tests.journeys.desk import latin_words, look
from tests.portal.conftest import JUNE, PDF, PIN, office  # noqa: F401

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
# The pictures of the documentation: Arabic on a phone, French at a desk.
PICTURED = {("ar", "phone"), ("fr", "desk")}
PICTURES = {"home", "question", "result", "tasks", "proof", "file"}
NAMES = {"ar": "آوا", "fr": "Awa", "en": "Awa"}


@pytest.fixture(autouse=True)
def june() -> Iterator[None]:
    """A day on which the campaign of 2014 is open; the clock goes on."""
    with time_machine.travel(JUNE):
        yield


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "lease.pdf"
    path.write_bytes(PDF)
    return path


class Person:
    """Somebody with a phone: opens pages, reads them, presses the one main button."""

    def __init__(self, page: Page, address: str, language: str, picture: str = "") -> None:
        self.page, self.address, self.language, self.picture = page, address, language, picture

    def go(self, path: str) -> None:
        self.page.goto(f"{self.address}/{self.language}/{path}")

    def look(self, picture: str = "") -> None:
        wanted = self.picture and picture in PICTURES
        look(self.page, self.language, f"{self.picture}-{picture}" if wanted else "")
        if self.language == "ar":
            bare = self.page.evaluate(
                "(() => { const body = document.body.cloneNode(true);"
                " body.querySelectorAll('bdi, [lang], input, textarea, select, script').forEach(e => e.remove());"
                " return body.innerText })()"
            )
            assert latin_words(bare) == [], self.page.url

    def press(self, button: str = "main .actions .button") -> None:
        with self.page.expect_navigation():
            self.page.locator(button).first.click()

    def follow(self, link: Any) -> None:
        """Click a link and wait for its page."""
        with self.page.expect_navigation():
            link.click()

    def at(self, path: str) -> None:
        expect(self.page).to_have_url(f"{self.address}/{self.language}/{path}")


def check(person: Person) -> None:
    """The self-check: three answers, and the result with its proofs."""
    page = person.page
    person.go("")
    person.look("home")
    person.follow(page.locator("main a.button").first)
    person.at("check/")
    person.look()
    person.press()
    asked = []
    while page.locator("input[name=fact]").count():
        fact = page.locator("input[name=fact]").input_value()
        asked.append(fact)
        if fact == "spouse":
            person.look("question")
            page.locator("input[name=answer][value=moroccan]").check()
            person.press()
        elif fact == "life_together_since":
            person.look()
            page.locator("input[name=answer_year]").fill("2008")
            person.press()
        else:
            person.press("button[name=unknown]")
        assert len(asked) < 20
    person.look("result")
    expect(page.locator("dl.answers")).to_be_visible()
    assert "life_together_since" in asked
    person.at("check/")


def apply(person: Person) -> tuple[str, str]:
    """Begin, and get reference and code."""
    page = person.page
    person.go("apply/")
    person.look()
    person.follow(page.locator("main a.button").first)
    person.at("apply/start/")
    page.select_option("[name=office]", "BE-RAB")
    page.locator(f"input[name=language][value={person.language}]").check()
    page.fill("[name=pin]", PIN)
    page.fill("[name=again]", "111111")
    person.press()
    expect(page.locator(".error-summary")).to_be_visible()
    person.look()
    page.fill("[name=pin]", PIN)
    page.fill("[name=again]", PIN)
    person.press()
    person.look("slip")
    reference, code = page.locator("dl.facts bdi.ref").all_inner_texts()
    person.press()
    person.at("apply/tasks/")
    person.look("tasks")
    return reference, code


def tell_who(person: Person) -> None:
    """The pages about the person, each with its own question."""
    page = person.page
    person.follow(page.locator(".tasks a").first)
    page.fill("[name=given_names]", NAMES[person.language])
    person.look("name")
    person.press()
    page.locator("input[name=birth_kind][value=day]").check()
    page.fill("[name=text]", "1985")
    person.look()
    person.press()
    page.locator("input[name=sex][value=female]").check()
    person.press()
    page.locator("input[name=nationality_status][value=stated]").check()
    page.select_option("[name=first]", "SN")
    person.look()
    person.press()
    person.look()
    person.press()
    page.fill("[name=phone]", "0612345678")
    page.select_option("[name=phone_mark]", "mine")
    person.look()
    person.press()
    person.press()
    person.at("apply/tasks/")


def come_back(person: Person, reference: str, code: str) -> None:
    """Leave now, and open the file again."""
    page = person.page
    person.follow(page.locator("form.leave button"))
    person.at("left/")
    person.look()
    person.go("file/")
    page.fill("[name=reference]", reference.lower())
    page.fill("[name=code]", code.replace("-", " "))
    page.fill("[name=pin]", PIN)
    person.look()
    person.press()
    person.at("apply/tasks/")


def show_papers(person: Person, paper: Path) -> None:
    """Send a paper; say that another is impossible to obtain."""
    page = person.page
    person.go("apply/question/spouse/")
    page.locator("input[name=answer][value=moroccan]").check()
    person.press()
    page.locator("input[name=answer_year]").fill("2008")
    person.press()
    person.go("documents/")
    person.look("documents")
    person.follow(page.locator(".tasks a").last)
    page.locator("input[name=kind]").first.check()
    page.set_input_files("[name=upload]", paper)
    person.look("proof")
    person.press()
    person.at("documents/")
    person.follow(page.locator(".tasks a").first)
    person.follow(page.locator("main p > a").last)
    page.locator("input[name=kind]").first.check()
    page.fill("[name=note]", "…")
    person.look()
    person.press()


def hand_in(person: Person) -> None:
    """Check the answers, hand in, read the confirmation and the receipt."""
    page = person.page
    person.go("apply/answers/")
    person.look("answers")
    person.press()
    person.at("apply/done/")
    person.look("done")
    page.go_back()
    person.go("apply/answers/")
    person.at("apply/done/")
    with page.expect_download() as download:
        page.locator("main a.button").click()
    assert download.value.path().read_bytes()[:5] == b"%PDF-"


def follow(person: Person) -> None:
    """The status page, and the rule."""
    person.go("file/")
    person.look("file")
    expect(person.page.locator(".stages .stage-current")).to_be_visible()
    person.go("rule/?on=2014-08-01")
    person.look("rule")
    person.go("service/")
    person.look()


def walk(person: Person, paper: Path) -> None:
    check(person)
    reference, code = apply(person)
    tell_who(person)
    come_back(person, reference, code)
    show_papers(person, paper)
    hand_in(person)
    follow(person)
    file = Application.objects.get()
    assert (file.reference, file.state, file.order_number) == (reference, State.REGISTERED, 1)
    assert file.declared["spouse"] == "moroccan"
    assert sorted(Evidence.objects.values_list("state", flat=True)) == ["impossible", "received"]


def test_from_the_first_question_to_the_status_page(
    page: Page,
    live_server: Any,
    language: str,
    screen: str,
    office: Office,  # noqa: F811
    paper: Path,
) -> None:
    picture = f"citizen-{language}-{screen}" if (language, screen) in PICTURED else ""
    walk(Person(page, live_server.url, language, picture), paper)


def test_the_same_path_without_javascript(
    browser: Browser,
    live_server: Any,
    office: Office,  # noqa: F811
    paper: Path,
) -> None:
    context = browser.new_context(java_script_enabled=False, **SCREENS["phone"])
    page = context.new_page()
    person = Blind(page, live_server.url, "ar")
    walk(person, paper)
    context.close()


class Blind(Person):
    """Without scripts nothing can be measured in the page; the path itself is the test."""

    def look(self, picture: str = "") -> None:
        """Only the language is read."""
        assert self.page.locator("html").get_attribute("lang") == self.language
