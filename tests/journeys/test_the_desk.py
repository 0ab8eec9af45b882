"""An officer registers a person at the counter by keyboard; another examines the file until it is ready."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from indimaj.applications.enums import State
from indimaj.applications.models import Application, CompletionRequest, PhonePaper
from indimaj.directory.models import Staff
from tests.applications.conftest import counter, deposit, examiner, hire, office  # noqa: F401
from tests.conftest import SCREENS

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


def paper(page: Page, words: str) -> bytes:
    """A picture of a paper, as a camera would take it: larger than what has to be sent."""
    page.set_content(f"<body><h1>{words}</h1></body>")
    page.set_viewport_size({"width": 3000, "height": 1800})
    return page.screenshot(type="jpeg")


def made_smaller(phone: Page) -> None:
    """Wait until the script has put a smaller picture in the place of the camera's."""
    for _ in range(100):
        if phone.evaluate("document.querySelector('[name=upload]').files[0].name") == "paper.jpg":
            return
        phone.wait_for_timeout(100)
    raise AssertionError("The picture was not made smaller.")


@pytest.mark.parametrize("scripts", [True, False])
def test_papers_photographed_with_the_office_phone(
    page: Page,
    browser: Browser,
    live_server: Any,
    settings: Any,
    language: str,
    screen: str,
    scripts: bool,
    counter: Staff,  # noqa: F811
) -> None:
    settings.PUBLIC_ADDRESS = live_server.url
    desk = f"{live_server.url}/{language}/desk/counter/"
    camera = browser.new_page()
    pictures = [paper(camera, words) for words in ("Passport", "Lease", "Blurred")]
    camera.close()
    context = browser.new_context(**SCREENS[screen], locale=language, java_script_enabled=scripts)
    counter_page = context.new_page()
    sign_in(counter_page, live_server.url, counter)

    # The officer has typed a name already; pairing the phone loses none of it.
    counter_page.goto(desk)
    counter_page.fill("[name=family_name]", "Diallo")
    counter_page.locator("button[value=phone-pair]").click()
    link = counter_page.locator("#phone .pairing a")
    expect(link).to_be_visible()
    expect(counter_page.locator("[name=family_name]")).to_have_value("Diallo")
    if scripts:
        look(counter_page, language, f"paired-{language}-{screen}")

    # On the phone: another browser, no cookie, one picture for each paper.
    phone_context = browser.new_context(**SCREENS["phone"], locale=language, java_script_enabled=scripts)
    phone = phone_context.new_page()
    phone.goto(str(link.get_attribute("href")))
    if scripts:
        look(phone, language, f"phone-{language}")
    for kind, picture in zip(("passport", "lease", "bill"), pictures, strict=True):
        phone.select_option("[name=kind]", kind)
        phone.set_input_files(
            "[name=upload]", {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": picture}
        )
        if scripts:
            made_smaller(phone)
        phone.locator("main form.form button").click()
        expect(phone.locator("main .lead")).to_be_visible()
    assert phone_context.cookies() == []
    assert PhonePaper.objects.count() == 3
    if scripts:
        look(phone, language, f"sent-{language}")
        assert max(PhonePaper.objects.values_list("size", flat=True)) < max(map(len, pictures))

    # At the counter they arrive by themselves, or by the button; a blurred one is taken away.
    if not scripts:
        counter_page.locator("button[value=phone-see]").click()
    expect(counter_page.locator(".papers li")).to_have_count(3, timeout=15_000)
    if scripts:
        for picture in counter_page.locator(".papers img").all():
            picture.scroll_into_view_if_needed()
            expect(picture).not_to_have_js_property("naturalWidth", 0)
        look(counter_page, language, f"arrived-{language}-{screen}")
    blurred = PhonePaper.objects.get(kind="bill")
    counter_page.locator(f"button[value=phone-away-{blurred.pk}]").click()
    expect(counter_page.locator(".papers li")).to_have_count(2)

    # With the deposit they are in the file, and the phone is let go.
    counter_page.locator("button[value=register]").click()
    expect(counter_page.locator(".slip-code")).to_be_visible()
    file = Application.objects.get(applicant__family_name="Diallo")
    assert sorted(file.evidence.values_list("kind", flat=True)) == ["lease", "passport"]
    phone.reload()
    expect(phone.locator("[name=upload]")).to_have_count(0)
    if scripts:
        look(phone, language, f"let-go-{language}")
    context.close()
    phone_context.close()
