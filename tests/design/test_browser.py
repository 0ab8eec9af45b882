"""The gallery in a real browser: every component, each language, phone and desk."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = [pytest.mark.journey, pytest.mark.heavy, pytest.mark.urls("tests.design.urls")]

arabic = pytest.mark.parametrize("language", ["ar"], scope="session")
desk = pytest.mark.parametrize("screen", ["desk"], scope="session")
phone = pytest.mark.parametrize("screen", ["phone"], scope="session")

STANDARD = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture
def gallery(live_server, page, language):
    """The gallery, and what its console says."""
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(f"{live_server.url}/{language}/design/")
    return page


def test_every_component_is_accessible_fits_the_screen_and_obeys_the_policy(gallery):
    broken = [
        (rule["id"], node["html"])
        for rule in Axe().run(gallery, options=STANDARD).response["violations"]
        for node in rule["nodes"]
    ]
    beyond = gallery.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    assert (broken, beyond, gallery.complaints) == ([], 0, [])


@arabic
def test_what_can_be_pressed_is_large_enough_for_a_thumb(gallery):
    small = gallery.evaluate(
        """[...document.querySelectorAll('button, .button, input:not([type=hidden]), select, summary, nav a, .back')]
           .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 44)
           .map(e => e.outerHTML.slice(0, 80))"""
    )

    assert small == []


@arabic
@desk
def test_focus_is_yellow_with_a_dark_line(gallery):
    gallery.keyboard.press("Tab")
    gallery.locator("#id_phone").focus()

    style = gallery.locator("#id_phone").evaluate(
        "e => [getComputedStyle(e).outlineColor, getComputedStyle(e).outlineStyle, getComputedStyle(e).boxShadow]"
    )

    assert style == ["rgb(255, 221, 0)", "solid", "rgb(23, 32, 42) 0px 0px 0px 2px inset"]


def press(page, code, key, **held):
    """Press a key by its place; `key` is what an Arabic keyboard writes there."""
    page.evaluate(
        "(key) => document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', {...key, bubbles: true, cancelable: true}))",
        {"code": code, "key": key, **held},
    )


@arabic
@desk
def test_shortcuts_follow_the_place_of_the_key_on_an_arabic_keyboard(gallery):
    gallery.evaluate("document.activeElement.blur()")
    press(gallery, "Slash", "ظ")
    reached = gallery.evaluate("document.activeElement.id")
    press(gallery, "KeyJ", "ت")
    still_writing = gallery.evaluate("document.activeElement.id")
    gallery.locator("#id_language_0").focus()
    press(gallery, "Digit3", "٣")

    assert (reached, still_writing) == ("search-box", "search-box")
    assert gallery.locator("#id_language_2").is_checked()


@arabic
@desk
def test_lines_of_a_list_are_walked_from_the_keyboard(gallery):
    gallery.evaluate("document.activeElement.blur()")
    walked = []
    for code, key in (("KeyJ", "ت"), ("KeyJ", "ت"), ("KeyK", "ن"), ("KeyK", "ن")):
        press(gallery, code, key)
        walked.append(gallery.evaluate("document.activeElement.textContent"))

    assert walked == ["MA-2014-000412", "MA-2014-000518", "MA-2014-000412", "MA-2014-000412"]


@arabic
@desk
def test_the_question_mark_opens_and_closes_the_help(gallery):
    gallery.evaluate("document.activeElement.blur()")
    shown = []
    for _press in range(2):
        press(gallery, "Slash", "؟", shiftKey=True)
        shown.append(gallery.locator("#shortcuts").is_visible())

    assert shown == [True, False]


@arabic
@desk
def test_the_summary_of_errors_is_met_first_and_leads_to_its_field(gallery):
    first = gallery.evaluate("document.activeElement.matches('[data-errors]')")
    gallery.locator("[data-errors] a").nth(1).click()

    assert (first, gallery.evaluate("document.activeElement.id")) == (True, "id_born_0")


@arabic
@phone
def test_the_page_works_without_scripts(browser, live_server, language, screen, browser_context_args):
    context = browser.new_context(**{**browser_context_args, "java_script_enabled": False})
    page = context.new_page()
    page.goto(f"{live_server.url}/{language}/design/")

    page.locator("#id_language_1").check()
    page.locator("summary").first.click()

    assert page.locator("#id_language_1").is_checked()
    assert page.locator("details").first.locator("table").is_visible()
    context.close()


@pytest.fixture
def form(live_server, page):
    """A page with one form that keeps itself; `posts` counts what reached the server."""
    page.posts = []
    page.on(
        "request",
        lambda sent: (
            sent.method == "POST" and page.posts.append((sent.url.rsplit("/", 2)[-2], sent.post_data))
        ),
    )
    page.goto(f"{live_server.url}/en/form/")
    return page


@arabic
@desk
def test_answers_are_kept_by_themselves_a_few_seconds_after_the_last_change(form):
    form.locator("#id_answer").fill("Oujda")
    with form.expect_response("**/kept/", timeout=9000):
        pass
    expect(form.locator("[data-autosave-status]")).to_have_text("Saved")

    [(address, body)] = form.posts
    assert (address, "Oujda" in body, 'name="paper"' in body) == ("kept", True, False)


@arabic
@desk
def test_when_the_line_is_cut_the_page_says_so_and_the_answers_stay(form):
    form.route("**/kept/", lambda route: route.abort())
    form.locator("#id_answer").fill("Oujda")
    expect(form.locator("[data-autosave-status]")).to_contain_text("Not saved", timeout=9000)

    assert form.locator("#id_answer").input_value() == "Oujda"


@arabic
@desk
def test_a_second_press_of_the_button_sends_nothing_twice(form):
    form.route("**/form/", lambda route: None)
    form.evaluate(
        "() => { const b = document.querySelector('.form .button'); b.click(); b.click(); b.click(); }"
    )
    form.wait_for_timeout(500)

    assert len(form.posts) == 1


@arabic
@desk
def test_unsaved_answers_are_not_left_without_a_question(form):
    asked = []
    form.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    form.locator("#id_answer").press_sequentially("O")
    form.evaluate("() => { location.href = '/en/'; }")
    form.wait_for_timeout(500)

    assert asked == ["beforeunload"]


@arabic
@desk
def test_leave_now_empties_the_screen_at_once_and_ends_on_a_neutral_page(form):
    form.evaluate(
        """() => new MutationObserver(() => sessionStorage.setItem("hidden", document.documentElement.hidden))
                 .observe(document.documentElement, {attributes: true})"""
    )

    form.locator("[data-leave] button").click()
    expect(form.locator("body")).to_have_text("elsewhere")

    assert [address for address, _body in form.posts] == ["leave"]
    assert form.evaluate("() => sessionStorage.getItem('hidden')") == "true"
