"""What a journey at the desk shares: being signed in, and what must hold on every page that is met."""

import os
import re
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page

from indimaj.directory.models import Staff

DIRECTIONS = {"ar": "rtl", "fr": "ltr", "en": "ltr"}
PICTURES = Path(__file__).resolve().parents[2] / "docs" / "images"


def sign_in(page: Page, address: str, staff: Staff) -> None:
    """Give the browser this person's session."""
    client = Client()
    client.force_login(staff, backend="allauth.account.auth_backends.AuthenticationBackend")
    page.context.clear_cookies()
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}]
    )


def look(page: Page, language: str, picture: str = "", height: int = 0) -> None:
    """Language and direction are right, nothing runs off the screen, axe finds nothing; keep a picture if asked.

    `height` cuts the picture of a long page.
    """
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready.then(() => true)")
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("html").get_attribute("dir") == DIRECTIONS[language]
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
    found: Any = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    if picture and os.environ.get("INDIMAJ_SCREENSHOTS"):
        PICTURES.mkdir(parents=True, exist_ok=True)
        clip: Any = {"x": 0, "y": 0, "width": width, "height": height} if height else None
        page.screenshot(path=PICTURES / f"{picture}.png", full_page=True, clip=clip)


def latin_words(text: str) -> list[str]:
    """Words in Latin letters."""
    return re.findall(r"[A-Za-z]{2,}", text)
