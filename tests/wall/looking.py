"""Opens a page as somebody and gathers all that leaves the house by it: body, papers, headers, addresses, logs, lines."""

import io
import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from unicodedata import normalize

import pypdfium2
from django.core import mail
from django.core.cache import cache
from django.db import transaction

from indimaj.ledger.enums import Compartment
from indimaj.ledger.models import Entry, Read
from tests.house.rows import (
    DRAFT,
    ELSEWHERE,
    HELPED,
    NEW,
    OF_SERVICE,
    OF_STATUS,
    PERSON,
    REFUSED,
    STRANGER,
    Page,
)
from tests.house.walking import Browsers, address
from tests.wall.planting import SERVICE, STATUS, Planted

SIDE_OF = {
    **dict.fromkeys((*OF_STATUS, STRANGER, DRAFT, PERSON, REFUSED), STATUS),
    **dict.fromkeys((*OF_SERVICE, *ELSEWHERE, HELPED, NEW), SERVICE),
}
# Whoever holds a link to one referral or one entry reads just that, on the service side.
BY_LINK = ("referrals:by_link", "referrals:by_link_step", "services:entry")
# What oversight reads of a side, and why.
AGREED = {
    (
        "data_protection",
        "clients.Client.reference",
    ): "decides on erasure by reference and day, without a name",
    (
        "data_protection",
        "clients.Objection.text",
    ): "answers the objections that nobody answers: what those people wrote, and nothing else",
}
TOKENS = re.compile(
    r'"X-CSRFToken": "\w+"|name="csrfmiddlewaretoken" value="\w+"|value="[0-9a-f-]{36}"|csrftoken=\w+'
    r"|content-length: \d+",
    re.IGNORECASE,
)


class Kept(logging.Handler):
    """Every line that is logged, as it would be written."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@contextmanager
def logs() -> Iterator[Kept]:
    kept, root = Kept(), logging.getLogger()
    before = root.level
    root.addHandler(kept)
    root.setLevel(logging.INFO)
    try:
        yield kept
    finally:
        root.removeHandler(kept)
        root.setLevel(before)


@dataclass(frozen=True)
class Look:
    """What one page gave to one person, without the address that they typed; what it left in logs, ledger and outbox."""

    page: Page
    who: str
    status: int
    shown: str
    left: str

    @property
    def side(self) -> Compartment | None:
        """The side of whoever looks; None for visitors and for oversight and accounts."""
        return SERVICE if self.page.name in BY_LINK else SIDE_OF.get(self.who)

    @property
    def plain(self) -> str:
        """The body without what differs from one opening to the next."""
        return TOKENS.sub("", self.shown)

    def __str__(self) -> str:
        return f"{self.page.shown} as {self.who}"


def look(browsers: Browsers, page: Page, who: str, url: str = "", language: str = "fr") -> Look:
    """Open it, gather, and leave everything as it was."""
    browser = browsers.get(who)
    cookies = {name: morsel.value for name, morsel in browser.cookies.items()}
    url = url or address(page, browsers.world, language)
    data = page.post(browsers.world) if page.post else None
    cache.clear()
    with transaction.atomic(), logs() as kept:
        last = [
            model.objects.order_by("-id").values_list("id", flat=True).first() or 0 for model in (Entry, Read)
        ]
        sent = len(getattr(mail, "outbox", []))
        answer = browser.post(url, data) if page.post else browser.get(url)
        content = answer.getvalue() if answer.streaming else answer.content
        left = [*kept.lines, *_lines(*last), *(f"{one.subject} {one.body}" for one in mail.outbox[sent:])]
        transaction.set_rollback(True)
    headers = " ".join(f"{name}: {value}" for name, value in answer.items())
    shown = "\n".join((headers, answer.cookies.output(), text_of(content))).replace(url[3:] or url, "…")
    browser.cookies.clear()
    browser.cookies.load(cookies)
    return Look(page, who, answer.status_code, shown.lower(), "\n".join(left).lower())


def _lines(act: int, reading: int) -> Iterator[str]:
    for model, after in ((Entry, act), (Read, reading)):
        for detail in model.objects.filter(id__gt=after).values_list("detail", flat=True):
            yield json.dumps(detail, ensure_ascii=False)


def text_of(content: bytes) -> str:
    """What can be read in it, of pages, papers and tables alike."""
    if content.startswith(b"%PDF-") and b"/Page" in content:
        try:
            with pypdfium2.PdfDocument(io.BytesIO(content)) as document:
                pages = [page.get_textpage().get_text_bounded() for page in document]
            return normalize("NFKC", "\n".join(pages))
        except pypdfium2.PdfiumError:
            return content.decode(errors="replace")
    return content.decode(errors="replace")


def crossings(looks: list[Look], planted: Planted) -> list[str]:
    """Each word that stands where it must not: of the other side on a page, of any side in logs, lines and messages."""
    found = []
    private = {side: planted.private(side) for side in (STATUS, SERVICE)}
    for one in looks:
        for side, words in private.items():
            if one.side != side:
                shown = {where for word, where in words.items() if word in one.shown}
                found += [f"{one} shows {where}" for where in sorted(shown) if (one.who, where) not in AGREED]
            traces = {word: where for word, where in words.items() if not where.endswith(".reference")}
            found += [f"{one} leaves {where} behind" for word, where in traces.items() if word in one.left]
    return found
