"""An officer registers a person at the counter by keyboard; another examines the file until it is ready."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from indimaj.applications.enums import State
from indimaj.applications.models import Application, CompletionRequest
from indimaj.directory.models import Staff
from tests.applications.conftest import counter, deposit, examiner, hire, office  # noqa: F401

from .desk import look, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PASSPORT_LINES = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10"


def test_a_deposit_and_an_examination(
    page: Page,
    live_server: Any,
    language: str,
    screen: str,
    deposit: Callable[..., Application],  # noqa: F811
    counter: Staff,  # noqa: F811
    examiner: Staff,  # noqa: F811
) -> None:
    known = deposit(family_name="Jallow", given_names="Mamadu", sex="male")
    desk = f"{live_server.url}/{language}/desk/"

    # At the counter: the passport's lines fill the identity, from the keyboard alone.
    sign_in(page, live_server.url, counter)
    page.goto(f"{desk}counter/")
    look(page, language, f"counter-{language}-{screen}")
    page.keyboard.type(PASSPORT_LINES)
    page.keyboard.press("Enter")
    expect(page.locator("[name=family_name]")).to_have_value("ERIKSSON")
    expect(page.locator("[name=birth]")).to_have_value("1974-08-12")

    # Another person, written differently elsewhere: the file that may be theirs comes up with its reasons.
    page.goto(f"{desk}counter/")
    page.fill("[name=family_name]", "Diallo")
    page.fill("[name=given_names]", "Mamadou")
    page.fill("[name=birth]", "1985-03-04")
    page.select_option("[name=sex]", "male")
    page.locator("button[value=check]").click()
    expect(page.get_by_text(known.reference)).to_be_visible()
    look(page, language, f"likely-{language}-{screen}")

    # A file with papers missing is registered and receipted all the same.
    page.locator("button[value=register]").click()
    expect(page.locator(".slip-code")).to_be_visible()
    look(page, language, f"registered-{language}-{screen}")
    file = Application.objects.get(applicant__family_name="Diallo")
    assert (file.state, file.order_number) == (State.REGISTERED, known.order_number + 1)
    with page.expect_download() as receipt:
        page.locator(f"a[href*='{file.reference}/letters/']").click()
    assert receipt.value.suggested_filename.startswith("document-")
    page.locator("[data-next]").click()
    expect(page.locator("[name=family_name]")).to_have_value("")

    # Examination: oldest first, one fact confirmed, one complete list asked for, then ready.
    sign_in(page, live_server.url, examiner)
    page.goto(f"{desk}?scope=office")
    look(page, language, f"queue-{language}-{screen}")
    expect(page.locator("tbody tr").first).to_contain_text(known.reference)
    page.get_by_role("link", name=file.reference).click()
    look(page, language, f"case-{language}-{screen}")
    page.goto(f"{desk}files/{file.reference}/?fact=birth#confirm")
    page.locator("#from_none").check()
    page.locator("button[value=confirm]").click()
    file.refresh_from_db()
    assert file.facts["birth"] == "1985-03-04"
    page.locator("section[aria-labelledby=missing] details > summary").click()
    page.locator("[name=asked]").first.check()
    page.locator("section[aria-labelledby=missing] form button").click()
    expect(page.locator(".notice-info").first).to_be_visible()
    assert CompletionRequest.objects.get().number == 1
    look(page, language, f"asked-{language}-{screen}")
