"""A walk through all pages: as everybody may, as everybody may not, signed out, and with addresses without sense."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from tests.house.pages import OF_STAFF, pages
from tests.house.rows import (
    ACCOUNTS,
    DRAFT,
    HALF_WAY,
    HELPED,
    MEDICAL,
    NEW,
    NOBODY,
    NOTHING,
    OVERSIGHT,
    PERSON,
    PROVEN,
    REFUSED,
    STAFF,
    STRANGER,
    VISITOR,
    A,
    C,
    E,
    H,
    Page,
    S,
    file,
    nothing,
    sent,
    sitting,
    typed,
)
from tests.house.service_world import on_own_page
from tests.house.world import PASSWORD, World, add_two_of_each, signed_in, visiting

LANGUAGES = ("ar", "fr", "en")
LONG = "9" * 5000
ODD = (
    f"?page=abc&after=%00&before=%00&on=%00&fact=%00&state=%00&office=%00&scope=%00&file=%00&side=%00&q={LONG}",
    f"?after={LONG}&before={LONG}&on={LONG}&fact={LONG}&state={LONG}&file={LONG}&stream={LONG}&on_year={LONG}",
)
READS_QUERIES = (
    "applications:queue",
    "applications:case",
    "portal:rule",
    "directory:accounts",
    "directory:ledger",
)


@dataclass(frozen=True, eq=False)
class Visit:
    """What one page answered to one person in one language."""

    page: Page
    who: str
    language: str
    url: str
    status: int
    headers: dict[str, str]
    cookies: str
    content: bytes
    queries: int
    error: str  # what broke, when something did

    @property
    def body(self) -> str:
        return self.content.decode()

    @property
    def is_html(self) -> bool:
        return self.headers.get("Content-Type", "").startswith("text/html") and bool(self.content)

    @property
    def weight(self) -> int:
        return len(gzip.compress(self.content))

    def __str__(self) -> str:
        return f"{self.page.shown} as {self.who} in {self.language}"


def address(page: Page, world: World, language: str) -> str:
    with translation.override(language):
        return reverse(page.name, args=page.args(world)) + page.query


def unknown(page: Page, language: str) -> str:
    """The same address for something that is not there."""
    with translation.override(language):
        known = reverse(page.name, args=page.args(Nothing()))  # type: ignore[arg-type]
    return known + page.query


class Browsers:
    """One browser a person, opened when it is first needed."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.open: dict[str, Client] = {}

    def get(self, who: str) -> Client:
        if who not in self.open:
            self.open[who] = self._new(who)
            self.open[who].raise_request_exception = False
        return self.open[who]

    def _new(self, who: str) -> Client:
        if who == VISITOR:
            return Client()
        if who in (DRAFT, PERSON, REFUSED):
            return visiting(self.world, who)
        if who in (HELPED, NEW):
            return on_own_page(self.world, who)
        if who in (HALF_WAY, PROVEN):
            return self._with_second_factor(who == PROVEN)
        return signed_in(self.world.staff[who])

    def _with_second_factor(self, proven: bool) -> Client:
        holder, client = self.world.staff[STRANGER], Client()
        if not holder.authenticator_set.exists():
            TOTP.activate(holder, generate_totp_secret())
            RecoveryCodes.activate(holder)
        client.post("/en/account/login/", {"login": holder.username, "password": PASSWORD})
        if proven:
            codes = holder.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()
            assert client.post("/en/account/second-factor/code/", {"code": codes[0]}).status_code == 302
        return client


def visit(browsers: Browsers, page: Page, who: str, language: str, url: str | None = None) -> Visit:
    """Open a page, count its queries, and leave everything as it was."""
    url = url or address(page, browsers.world, language)
    browser = browsers.get(who)
    cookies = {name: morsel.value for name, morsel in browser.cookies.items()}
    data = page.post(browsers.world) if page.post else None
    if data and "language" in data:
        # The person at the counter reads the language of the page: the turned screen speaks theirs.
        data = {**data, "language": language}
    cache.clear()
    connection.queries_log.clear()
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        answer = browser.post(url, data) if page.post else browser.get(url)
        content = answer.getvalue() if answer.streaming else answer.content
        transaction.set_rollback(True)
    # A statement that PostgreSQL refused has no text.
    queries = [
        one["sql"] for one in asked if not (one["sql"] or "").startswith(("SAVEPOINT", "RELEASE", "ROLLBACK"))
    ]
    said = answer.cookies.output()
    browser.cookies.clear()
    browser.cookies.load(cookies)
    headers = dict(answer.headers)
    error = repr(answer.exc_info[1]) if getattr(answer, "exc_info", None) else ""
    return Visit(page, who, language, url, answer.status_code, headers, said, content, len(queries), error)


@dataclass(frozen=True)
class Walk:
    """All that was seen on one walk."""

    seen: list[Visit]
    refused: list[tuple[Visit, Visit]]  # what is somebody else's, and what is not there at all
    signed_out: list[Visit]
    odd: list[Visit]
    few: dict[str, int]  # the queries of each list, and of the same with two rows more
    more: dict[str, int]


def walk_through(browsers: Browsers) -> Walk:
    """Open every page as everybody may, as everybody may not, signed out, and with addresses that make no sense."""
    rows = pages()
    return Walk(
        [
            visit(browsers, page, who, language)
            for row, page in enumerate(rows)
            for turn, who in enumerate(page.who)
            for language in _languages(page, row, turn)
        ],
        list(_refused(browsers)),
        [visit(browsers, page, VISITOR, "fr") for page in pages(OF_STAFF)],
        list(_odd(browsers)),
        _lists(browsers, "planned"),
        _lists(browsers, "planned with two"),
    )


def _languages(page: Page, row: int, turn: int) -> tuple[str, ...]:
    """The first person of a row reads it in each language, the others in one of them by turns."""
    if page.fixed:
        return ("en",)
    return LANGUAGES if turn == 0 else (LANGUAGES[(row + turn) % len(LANGUAGES)],)


def _refused(browsers: Browsers) -> Iterator[tuple[Visit, Visit]]:
    """Each page of the desk as each person who is not in its row, beside the same page of nothing."""
    for page in pages(OF_STAFF):
        if page.post or page.partly:
            continue
        for who in STAFF:
            if who not in page.who:
                absent = unknown(page, "fr") if page.args is not nothing else f"/fr/desk/files/{NOBODY}/"
                yield visit(browsers, page, who, "fr"), visit(browsers, page, who, "fr", absent)


def _lists(browsers: Browsers, planned: str) -> dict[str, int]:
    """The queries of each list; for the second call there are two rows more of everything."""
    if planned not in browsers.world.sittings:
        add_two_of_each(browsers.world)
    lists = [
        Page("applications:queue", (E,)),
        *(
            Page("applications:queue", (H,), query=query)
            for query in ("?scope=office", "?scope=office&overdue=1")
        ),
        Page("applications:find", (C,), post=sent(q="Awa Ndiaye")),
        Page("applications:counter", (C,), post=typed(), about="likely duplicates"),
        Page("applications:health", (MEDICAL,)),
        Page("applications:assign", (H,), args=file("plain")),
        Page("decisions:index", (S,)),
        Page("decisions:call", (S,)),
        Page("decisions:sitting", (S,), args=sitting(planned)),
        Page("decisions:to_decide", (A,)),
        Page("decisions:to_notify", (C,)),
        Page("decisions:departures", (H,)),
        Page("directory:accounts", (ACCOUNTS,)),
        Page("directory:ledger", (OVERSIGHT,), query="?side=status&stream=acts"),
        Page("portal:start", (VISITOR,)),
    ]
    return {page.shown: visit(browsers, page, page.who[0], "fr").queries for page in lists}


def _odd(browsers: Browsers) -> Iterator[Visit]:
    """Addresses that nobody would type but somebody will send."""
    for page in pages():
        if page.post or not page.who or page.status != 200 or page.query:
            continue
        for query in ODD if page.name in READS_QUERIES else ODD[:1]:
            yield visit(browsers, page, page.who[0], "fr", address(page, browsers.world, "fr") + query)


class Nothing:
    """Stands for a world in which nothing that an address names is there."""

    class _Any:
        pk = NOTHING
        reference = NOBODY

        def get(self, **which: Any) -> Any:
            return self

        code = "B-NOBODY"

        @property
        def evidence(self) -> Any:
            return self

        @property
        def posts(self) -> Any:
            return self

    class _All(dict[str, Any]):
        def __missing__(self, key: str) -> Any:
            return Nothing._Any()

    def __init__(self) -> None:
        self.files = self.sittings = self.decisions = self.staff = self.things = Nothing._All()
        self.tokens = dict.fromkeys(("entry", "answer", "invitation", "body answer"), "nothing")
        self.home = self.refusal = self.paper = Nothing._Any()

    def letter(self, subject: Any, kind: str) -> Any:
        return Nothing._Any()
