"""An edition as web pages that need no server: the same blocks and styles as on the site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.translation import override

from . import layout, pictures
from .layout import Sheet
from .layout.blocks import Block
from .paper import DRAWN

STYLES = (
    "design/css/foundation.css",
    "design/css/components.css",
    "design/css/tiles.css",
    "reports/reports.css",
)
FONT_FOLDER = "design/fonts"


def drawn(blocks: Sequence[Block], *, has_styles: bool = False) -> list[Block]:
    """Blocks with their charts drawn, in the language of the reader; a map names its styles unless the page has them."""
    made = []
    for block in blocks:
        if block["kind"] in DRAWN:
            chart = pictures.chart(block)
            block = {**block, "chart": replace(chart, is_map=chart.is_map and not has_styles)}
        made.append(block)
    return made


def file_name(chapter: str, number: int) -> str:
    """The file of a page of a chapter."""
    return f"{chapter}.html" if number == 1 else f"{chapter}-{number}.html"


def site(sheets: Mapping[str, Sheet], downloads: Sequence[str]) -> dict[str, bytes]:
    """Every page of every language by its path, with the styles and fonts that they name."""
    made = dict(_assets())
    for language, sheet in sheets.items():
        with override(language):
            made |= {
                f"{language}/{name}": page.encode() for name, page in _pages(sheet, downloads, list(sheets))
            }
    return dict(sorted(made.items()))


def _pages(sheet: Sheet, downloads: Sequence[str], languages: list[str]) -> Iterator[tuple[str, str]]:
    chapters = [{"title": chapter.title, "url": file_name(chapter.key, 1)} for chapter in sheet.chapters]
    context: dict[str, Any] = {
        "sheet": sheet, "chapters": chapters, "words": sheet.words, "downloads": downloads, "styles": STYLES,
        "language_links": [(one, {"ar": "العربية", "fr": "Français", "en": "English"}[one]) for one in languages],
    }  # fmt: skip
    yield "index.html", render_to_string("reports/site_cover.html", {**context, "name": "index.html"})
    for chapter in sheet.chapters:
        pages = layout.web_pages(chapter)
        for number, blocks in enumerate(pages, 1):
            name = file_name(chapter.key, number)
            numbers = [
                {"number": one, "url": file_name(chapter.key, one), "current": one == number}
                for one in range(1, len(pages) + 1)
            ]
            parts = {
                "chapter": chapter,
                "blocks": drawn(blocks, has_styles=True),
                "pages": numbers,
                "name": name,
            }
            yield name, render_to_string("reports/site_chapter.html", {**context, **parts})


def _assets() -> Iterator[tuple[str, bytes]]:
    for name in STYLES:
        yield f"assets/{name}", _static(name)
    folder = finders.find(FONT_FOLDER)
    assert isinstance(folder, str)
    for name in sorted(_names(folder)):
        yield f"assets/{FONT_FOLDER}/{name}", _static(f"{FONT_FOLDER}/{name}")


def _names(folder: str) -> Iterator[str]:
    return (path.name for path in Path(folder).iterdir() if path.is_file())


def _static(name: str) -> bytes:
    found = finders.find(name)
    assert isinstance(found, str)
    return Path(found).read_bytes()
