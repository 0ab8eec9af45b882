"""Spoken questions: a file beside the page, where somebody has recorded one (practice 22)."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.templatetags.static import static

FOLDER = Path(__file__).parent / "static" / "portal" / "audio"
# Each language is named in itself: who cannot read the page may know the word.
LANGUAGES = {
    "ary": "الدارجة",
    "ar": "العربية",
    "fr": "Français",
    "en": "English",
    "wo": "Wolof",
    "ff": "Pulaar",
    "ln": "Lingála",
    "pcm": "Naijá",
}


@dataclass(frozen=True)
class Recording:
    """One spoken question."""

    language: str
    name: str
    address: str


@cache
def recordings(fact: str) -> tuple[Recording, ...]:
    """The recordings of a question that are there."""
    return tuple(
        Recording(code, name, static(f"portal/audio/{code}/{fact}.ogg"))
        for code, name in LANGUAGES.items()
        if (FOLDER / code / f"{fact}.ogg").is_file()
    )
