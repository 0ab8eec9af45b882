import re
from html.parser import HTMLParser

import pytest
from django.test import RequestFactory, override_settings

from indimaj.design.context import url_in

pytestmark = pytest.mark.urls("tests.design.urls")

LANGUAGES = [("ar", "rtl", "المظهر"), ("fr", "ltr", "L’apparence"), ("en", "ltr", "The look")]
ERRORS = ["400", "403", "404", "405", "409", "413", "415", "422", "429", "500", "503", "stale"]


class LatinWords(HTMLParser):
    """Collects Latin words outside `bdi`, the language switch and what is never shown."""

    def __init__(self):
        super().__init__()
        self.open, self.found = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in ("meta", "link", "input", "br", "hr", "use", "path", "rect", "circle"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        if not {"bdi", "script", "style"} & set(self.open):
            self.found += re.findall(r"[A-Za-z]{2,}", data)


@pytest.mark.parametrize(("code", "direction", "title"), LANGUAGES)
def test_the_gallery_opens_in_each_language(client, code, direction, title):
    page = client.get(f"/{code}/design/")

    text = page.content.decode()
    assert page.status_code == 200
    assert f'<html lang="{code}" dir="{direction}"' in text
    assert f"<h1>{title}</h1>" in text


def test_arabic_pages_hold_no_latin_word_outside_bdi(client):
    words = LatinWords()

    words.feed(client.get("/ar/design/").content.decode())

    assert words.found == []


def test_the_switch_keeps_the_page_and_what_was_asked(client):
    text = client.get("/ar/design/?q=a").content.decode()

    assert re.findall(r'<a href="([^"]+)" lang="(\w+)"', text) == [
        ("/ar/design/?q=a", "ar"),
        ("/fr/design/?q=a", "fr"),
        ("/en/design/?q=a", "en"),
    ]


def test_a_page_that_exists_in_no_language_leads_to_the_front_page():
    assert url_in(RequestFactory().get("/nowhere/"), "fr") == "/fr/"


@pytest.mark.parametrize("code", ["ar", "fr", "en"])
@pytest.mark.parametrize("error", ERRORS)
def test_each_error_page_says_what_to_do(rf, speak, code, error):
    from django.shortcuts import render

    speak(code)

    text = render(rf.get(f"/{code}/"), f"design/errors/{error}.html", {"wait_minutes": 3}).content.decode()

    assert len(re.findall(r"<h1>[^<]+</h1>", text)) == 1
    assert re.search(r"<h2>[^<]+</h2><ul><li>[^<]+", text)
    if code == "ar":
        words = LatinWords()
        words.feed(text)
        assert words.found == []


def test_an_error_page_needs_neither_session_nor_database(rf, speak):
    from django.shortcuts import render

    class Broken:
        def __getattr__(self, name):
            raise ConnectionError(name)

    speak("en")
    request = rf.get("/en/")
    request.user = request.session = request._messages = Broken()

    assert "Something went wrong on our side" in render(request, "design/errors/500.html").content.decode()


def test_shortcuts_are_off_for_whoever_switched_them_off(rf, speak):
    from django.contrib.auth.models import AnonymousUser
    from django.template.loader import render_to_string

    class Reader(AnonymousUser):
        is_authenticated = True

    speak("en")
    pages = []
    for wanted in (True, False):
        request = rf.get("/en/")
        request.user = Reader()
        request.user.shortcuts = wanted
        pages.append('data-shortcuts="off"' in render_to_string("design/staff.html", {}, request))

    assert pages == [False, True]


def test_every_page_of_the_demonstration_says_that_the_people_are_invented(client):
    with override_settings(DEMO=True):
        demo = client.get("/en/design/").content.decode()
    real = client.get("/en/design/").content.decode()

    assert ("invented." in demo, 'class="demo-banner"' in demo, 'class="demo-banner"' in real) == (
        True,
        True,
        False,
    )


def test_the_gallery_weighs_less_than_fifteen_kilobytes(client):
    import gzip

    assert (
        max(len(gzip.compress(client.get(f"/{code}/design/").content)) for code in ("ar", "fr", "en"))
        < 15 * 1024
    )


def test_an_unknown_tone_or_picture_is_an_error():
    from django.template import TemplateSyntaxError

    from indimaj.design.templatetags.design import icon, status_tag

    with pytest.raises(TemplateSyntaxError, match="no tone 'pink'"):
        status_tag("x", "pink")
    with pytest.raises(ValueError, match="no picture 'cat'"):
        icon("cat")
