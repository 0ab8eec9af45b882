"""What every page is given: the demo banner, the language switch, the shortcuts' switch."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language

NAMES = {"ar": "العربية", "fr": "Français", "en": "English", "zgh": "ⵜⴰⵎⴰⵣⵉⵖⵜ"}


@dataclass(frozen=True)
class Language:
    """One language of the switch, named in itself."""

    code: str
    name: str
    url: str
    current: bool


def page(request: HttpRequest) -> dict[str, object]:
    """Return the context that `design/page.html` needs."""
    return {"DEMO": settings.DEMO, "languages": cache(lambda: switch(request))}


def switch(request: HttpRequest) -> list[Language]:
    """Return the offered languages, each with this same page in it."""
    now = get_language()
    return [Language(code, NAMES[code], url_in(request, code), code == now) for code, _ in settings.LANGUAGES]


def url_in(request: HttpRequest, code: str) -> str:
    """Return the address of this page in another language; that language's front page if it has none."""
    here = request.get_full_path()
    there = translate_url(here, code)
    if there != here or here.startswith(f"/{code}/"):
        return there
    return f"/{code}/"
