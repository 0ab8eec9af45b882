"""What every page of the house must be, in each language and for whoever it is for."""

import re
from collections.abc import Callable
from functools import cache
from io import BytesIO
from unicodedata import normalize

import pypdfium2
import pytest
from django.utils import translation

from indimaj.applications import catalogue
from tests.house.pages import NOT_WALKED, pages, patterns
from tests.house.reading import Reading, english
from tests.house.rows import DRAFT, HELPED, MEDICAL, PERSON, REFUSED, VISITOR
from tests.house.test_catalogues import LATIN_IN_ARABIC
from tests.house.walking import Visit, Walk
from tests.house.world import CANARY, PRIVATE

# Keys of sessions, keys of rows and tokens of links: now and then one of them spells a short name.
DRAWN_BY_LOT = re.compile(
    r"(?:sessionid|csrftoken)=[^;\s]+|[0-9a-f]{8}-[0-9a-f-]{27}|(?<![\w-])[\w-]{43}(?![\w-])", re.ASCII
)

# The mark is what makes pytest-django prepare a database for the walk, which takes minutes on two busy cores.
pytestmark = [pytest.mark.django_db, pytest.mark.heavy, pytest.mark.timeout(1200)]

MOST_BYTES, MOST_QUERIES = 15_000, 12
DIRECTION = {"ar": "rtl", "fr": "ltr", "en": "ltr"}
BRAND = {"ar": "اندماج", "fr": "Indimaj", "en": "Indimaj"}
HEALTH = ("serious_illness", "chronic_illness")
# Offered for every file alike, whoever it is about: that a sealed envelope can be handed over is no secret.
OFFERED_TO_ALL = {"applications:add_piece": "medical_certificate_sealed"}
# Pages of one person on a phone that may be shared: the tab and the history say the name of the house, no more.
PERSONAL = (
    "portal:apply", "portal:check", "portal:file", "portal:left", "portal:my_page", "portal:start",
    "applications:phone", "referrals:by_link", "referrals:by_link_step", "referrals:report", "referrals:reported",
)  # fmt: skip
KEEPS = ("portal:home", "portal:rule")
ENGLISH = re.compile(r"\b(?:the|of|and|with|your|this|what|how|you|from)\b", re.IGNORECASE)


@cache
def read(visit: Visit) -> Reading:
    return Reading(visit.body)


def is_personal(visit: Visit) -> bool:
    """Whether a page is one person's own."""
    inside = visit.who == HELPED and visit.page.name.startswith("portal:")
    return inside or visit.who in (DRAFT, PERSON, REFUSED) or visit.page.name in PERSONAL


def html(visits: list[Visit]) -> list[Visit]:
    return [visit for visit in visits if visit.is_html]


def wrong(visits: list[Visit], look: Callable[[Visit], object]) -> list[str]:
    """Each page on which something is found, and what."""
    return [f"{visit}: {found}" for visit in visits if (found := look(visit))]


def test_every_address_is_walked_or_left_out_for_a_reason() -> None:
    assert patterns() - {page.name for page in pages()} == set(NOT_WALKED)


def test_every_page_answers_as_the_table_says(visits: list[Visit]) -> None:
    assert (
        wrong(visits, lambda visit: visit.status != visit.page.status and f"{visit.status} {visit.error}")
        == []
    )


def test_each_page_names_its_language_and_direction(visits: list[Visit]) -> None:
    def other(visit: Visit) -> object:
        told = (read(visit).language, read(visit).direction)
        return told != (visit.language, DIRECTION[visit.language]) and told

    assert (
        wrong(
            [
                one
                for one in html(visits)
                if not (one.page.name.endswith(("likely", "arrived")) or one.page.fixed)
            ],
            other,
        )
        == []
    )


def test_the_tab_of_a_persons_page_says_nothing(visits: list[Visit]) -> None:
    own = [one for one in html(visits) if is_personal(one)]
    assert (
        wrong(own, lambda visit: read(visit).title.strip() != BRAND[visit.language] and read(visit).title)
        == []
    )


def test_the_tab_of_every_other_page_names_the_page(visits: list[Visit]) -> None:
    others = [
        one
        for one in html(visits)
        if one.status == 200
        and not is_personal(one)
        and not (one.page.name.endswith(("likely", "arrived")) or one.page.fixed)
    ]

    def nameless(visit: Visit) -> object:
        title = read(visit).title.strip()
        told = [word for word in PRIVATE if word in title]
        return (title in ("", BRAND[visit.language]) or "<" in title or told) and f"{title!r} {told}"

    assert wrong(others, nameless) == []


def test_an_arabic_page_holds_no_latin_word(visits: list[Visit]) -> None:
    def latin(visit: Visit) -> object:
        return sorted(set(re.findall(r"[A-Za-z]{2,}", read(visit).text)) - LATIN_IN_ARABIC)

    assert wrong([one for one in html(visits) if one.language == "ar"], latin) == []


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_no_string_is_left_in_english(visits: list[Visit], language: str) -> None:
    def left(visit: Visit) -> object:
        text = read(visit).text
        return sorted({*english(language).findall(text), *ENGLISH.findall(text)})

    assert wrong([one for one in html(visits) if one.language == language], left) == []


def test_no_page_holds_inline_code_or_loads_anything_from_elsewhere(visits: list[Visit]) -> None:
    def foreign(visit: Visit) -> object:
        return read(visit).inline + [url for url in read(visit).loads if not re.match(r"/(?!/)", url)]

    assert wrong(html(visits), foreign) == []


def test_a_page_is_light(visits: list[Visit]) -> None:
    def heavy(visit: Visit) -> object:
        return visit.weight > MOST_BYTES and f"{visit.weight} bytes"

    assert wrong(html(visits), heavy) == []


def test_a_page_asks_the_database_little(visits: list[Visit]) -> None:
    shown = [one for one in visits if not one.page.post]

    def greedy(visit: Visit) -> object:
        return visit.queries > MOST_QUERIES and f"{visit.queries} queries"

    assert wrong(shown, greedy) == []


def test_no_page_is_kept_but_the_public_ones(visits: list[Visit]) -> None:
    def kept(visit: Visit) -> object:
        held = visit.headers.get("Cache-Control", "")
        return held != "no-store" and visit.page.name not in KEEPS and held

    assert wrong(visits, kept) == []


def test_every_page_says_what_a_browser_may_load(visits: list[Visit]) -> None:
    def loose(visit: Visit) -> object:
        told = visit.headers.get("Content-Security-Policy", "")
        return (
            not ("default-src 'none'" in told and "script-src 'self'" in told and "unsafe" not in told)
            and told
        )

    assert wrong(html(visits), loose) == []


def test_no_address_and_no_cookie_holds_what_is_private(visits: list[Visit]) -> None:
    def told(visit: Visit) -> object:
        places = [visit.url, visit.headers.get("Location", ""), visit.cookies]
        places += read(visit).leads if visit.is_html else []
        return sorted({word for word in PRIVATE for place in places if word in DRAWN_BY_LOT.sub("", place)})

    assert wrong(visits, told) == []


def test_a_persons_own_addresses_do_not_even_hold_the_reference(visits: list[Visit]) -> None:
    def told(visit: Visit) -> object:
        places = [visit.url, visit.headers.get("Location", ""), visit.cookies, *read(visit).leads]
        return [place for place in places if "2014-" in place and "?on=" not in place]

    own = [one for one in html(visits) if is_personal(one)]
    assert wrong(own, told) == []


@cache
def _health_words(language: str) -> set[str]:
    with translation.override(language):
        labels = {catalogue.fact_label(fact) for fact in HEALTH}
        return {CANARY, *HEALTH, *labels, catalogue.evidence_label("medical_certificate_sealed")}


def _kind(kind: str, language: str) -> str:
    with translation.override(language):
        return catalogue.evidence_label(kind) if kind else ""


def _written(visit: Visit) -> str:
    if visit.headers.get("Content-Type") == "application/pdf" and not visit.page.name.endswith(
        ("piece", "document")
    ):
        with pypdfium2.PdfDocument(BytesIO(visit.content)) as document:
            return normalize("NFKC", "\n".join(page.get_textpage().get_text_bounded() for page in document))
    return visit.content.decode(errors="replace")


def test_illness_is_on_the_reviewers_page(visits: list[Visit]) -> None:
    review = [one for one in visits if one.page.name == "applications:health_review" and one.status == 200]
    missing = wrong(
        review,
        lambda visit: {CANARY} - {word for word in _health_words(visit.language) if word in visit.body},
    )
    assert (len(review), missing) == (3, [])


def test_illness_is_on_no_other_page_of_the_desk(visits: list[Visit]) -> None:
    def named(visit: Visit) -> object:
        found = {word for word in _health_words(visit.language) if word in _written(visit)}
        return sorted(found - {_kind(OFFERED_TO_ALL.get(visit.page.name, ""), visit.language)})

    people = (VISITOR, DRAFT, PERSON, REFUSED, MEDICAL)
    assert wrong([one for one in visits if one.who not in people], named) == []


def test_what_is_not_yours_looks_like_what_is_not_there(walk: Walk) -> None:
    def like_nothing(visit: Visit) -> tuple[int, str]:
        body = re.sub(r'"X-CSRFToken": "\w+"|name="csrfmiddlewaretoken" value="\w+"', "", visit.body)
        return visit.status, body.replace(visit.url[3:], "…")

    different = [
        f"{one}: {one.status}" for one, absent in walk.refused if like_nothing(one) != like_nothing(absent)
    ]
    assert (different, {one.status for one, _absent in walk.refused}) == ([], {404})


def test_no_page_leads_its_reader_to_a_page_that_is_not_theirs(walk: Walk) -> None:
    closed = {(one.who, one.url[3:]) for one, _absent in walk.refused}

    def dead_ends(visit: Visit) -> object:
        return sorted({url for url in read(visit).leads if (visit.who, url[3:]) in closed})

    assert wrong(html(walk.seen), dead_ends) == []


def test_nobody_who_has_not_signed_in_sees_the_desk(walk: Walk) -> None:
    def open_to_all(visit: Visit) -> object:
        return (
            not re.match(r"/(ar|fr|en)/account/login/\?next=", visit.headers.get("Location", ""))
            and visit.status
        )

    assert wrong(walk.signed_out, open_to_all) == []


def test_an_address_that_makes_no_sense_breaks_nothing(walk: Walk) -> None:
    assert wrong(walk.odd, lambda visit: visit.status >= 500 and visit.error) == []


def test_a_list_asks_as_little_with_many_rows_as_with_few(walk: Walk) -> None:
    assert walk.more == walk.few
