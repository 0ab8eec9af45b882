"""One Typst template sets every letter: the same data gives the same bytes."""

import hashlib
import io
import json
from datetime import UTC
from functools import cache
from pathlib import Path

import segno
import typst
from django.conf import settings

from .models import Letter

FOLDER = Path(__file__).parent / "typst"
FONTS = settings.PACKAGE_DIR / "design" / "fonts"
TEMPLATE = FOLDER / "letter.typ"
TEMPLATE_VERSION = hashlib.sha256(TEMPLATE.read_bytes()).hexdigest()[:16]


@cache
def _compiler_fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def address(token: str) -> str:
    """What the QR code of a letter holds: no name, no reference."""
    return f"{settings.PUBLIC_ADDRESS}/v/{token}"


def _qr(token: str) -> str:
    image = io.BytesIO()
    segno.make(address(token), error="m").save(image, kind="svg", border=0)
    return image.getvalue().decode()


def pdf(letter: Letter, *, token: str | None) -> bytes:
    """Set a letter; `token` puts its QR code on the page. Raises typst.TypstError for a template fault."""
    inputs = {
        "content": json.dumps(letter.data["content"], ensure_ascii=False, sort_keys=True),
        "digest": letter.digest[:16],
        "demo": "yes" if settings.DEMO else "",
    }
    if token:
        inputs |= {"qr": _qr(token), "address": address(token)}
    compiler = typst.Compiler(TEMPLATE, root=FOLDER, font_paths=_compiler_fonts(), sys_inputs=inputs)
    made_at = int(letter.made_at.astimezone(UTC).timestamp())
    made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=made_at)
    assert isinstance(made, bytes)
    return made
