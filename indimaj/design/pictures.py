"""The pictures of `static/design/pictures.svg`: decorative, one file, cached by the browser."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

SPRITE = Path(__file__).parent / "static" / "design" / "pictures.svg"
# Arrows point along the line of reading; a tick, a clock or a phone is the same on every page.
MIRRORED = frozenset({"forward", "back", "leave"})


@lru_cache(maxsize=1)
def picture_names() -> frozenset[str]:
    """Return the names that the sprite holds."""
    return frozenset(re.findall(r'<symbol id="([a-z-]+)"', SPRITE.read_text(encoding="utf-8")))


def picture(name: str) -> SafeString:
    """Return the markup of one picture."""
    if name not in picture_names():
        raise ValueError(f"There is no picture {name!r}: use one of {', '.join(sorted(picture_names()))}.")
    kind = "icon icon-mirrored" if name in MIRRORED else "icon"
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        kind,
        static("design/pictures.svg"),
        name,
    )
