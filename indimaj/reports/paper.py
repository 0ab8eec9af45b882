"""The PDF of a sheet: tagged, right to left in Arabic, and the same bytes for the same data."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import typst
from django.conf import settings
from django.utils.translation import override

from . import pictures
from .layout import Sheet

FOLDER = Path(__file__).parent / "typst"
TEMPLATE = FOLDER / "report.typ"
FONTS = settings.PACKAGE_DIR / "design" / "fonts"
DRAWN = ("chart", "lines", "map")


@cache
def _compiler_fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def pdf(sheet: Sheet, cut_off: str) -> bytes:
    """Set an edition in one language; its moment is the noon of the day up to which it counts.

    Raises typst.TypstError for a template fault, and for a letter that no font of the house holds.
    """
    compiler = typst.Compiler(
        TEMPLATE,
        root=FOLDER,
        font_paths=_compiler_fonts(),
        sys_inputs={"sheet": json.dumps(_data(sheet), ensure_ascii=False)},
    )
    made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=int(moment(cut_off).timestamp()))
    assert isinstance(made, bytes)
    return made


def moment(cut_off: str) -> datetime:
    """The one moment that every file of an edition bears."""
    day = date.fromisoformat(cut_off)
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def _data(sheet: Sheet) -> dict[str, object]:
    with override(sheet.language):
        chapters = [
            {
                "key": chapter.key,
                "title": chapter.title,
                "blocks": [
                    made
                    for block in chapter.blocks
                    for made in (
                        pictures.for_print(block, sheet.direction) if block["kind"] in DRAWN else [block]
                    )
                ],
            }
            for chapter in sheet.chapters
        ]
    keys = [
        block["key"]
        for chapter in sheet.chapters
        for block in chapter.blocks
        if block["kind"] == "recommendation"
    ]
    return {
        "language": sheet.language,
        "direction": sheet.direction,
        "title": sheet.title,
        "subtitle": sheet.subtitle,
        "issuer": sheet.issuer,
        "digest": sheet.digest,
        "draft": sheet.is_draft,
        "invented": sheet.invented,
        "words": sheet.words,
        "keys": keys,
        "chapters": chapters,
    }
