"""The rows of reports in the table of pages."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tests.house.rows import POLICY, VISITOR, Args, Page, sent

if TYPE_CHECKING:
    from tests.house.world import World

SUBMISSION = "00000000-0000-0000-0000-000000000019"
WRITES, READS = (POLICY,), (VISITOR,)


def of(name: str, *more: Any) -> Args:
    return lambda world: [getattr(world.things[name], "number", 9999), *more]


def link(world: "World") -> list[str]:
    return [world.tokens.get("edition", "nothing")]


def public() -> Iterator[Page]:
    yield Page("reports:editions", READS)
    yield Page("reports:edition", READS, args=of("edition"))
    yield Page("reports:edition", READS, 404, args=of("draft edition"), about="draft")
    for chapter in ("theme-1", "unanswered", "consultations", "methods"):
        yield Page("reports:chapter", READS, args=of("edition", chapter), about=chapter)
    yield Page("reports:printed", READS, 302, args=of("edition", "figure", "migrant-language-1"))
    yield Page("reports:download", READS, args=of("edition", "report-1-figures.csv"))
    yield Page("reports:by_link", READS, args=link)
    yield Page("reports:reply", READS, 422, args=link, post=sent(language="fr", text=" "))


def desk() -> Iterator[Page]:
    draft = of("draft edition")
    yield Page("reports:desk", WRITES)
    yield Page("reports:draft", WRITES)
    yield Page("reports:draft", WRITES, 422, post=sent(cut_off="", submission=SUBMISSION))
    yield Page("reports:work", WRITES, args=draft, about="draft")
    yield Page("reports:work", WRITES, args=of("edition"), about="frozen")
    yield Page("reports:change", WRITES, args=draft)
    yield Page("reports:change", WRITES, 422, args=draft, post=sent(cut_off=""))
    yield Page(
        "reports:change", WRITES, 409, args=draft,
        post=lambda world: {
            "cut_off": "2014-03-20", "event": str(world.things["dialogue event"].pk), "version": "99",
            "submission": SUBMISSION,
        },
    )  # fmt: skip
    yield Page("reports:check", WRITES, 302, args=draft, post=sent())
    yield Page("reports:freeze", WRITES, 302, args=draft, post=sent())
    yield Page("reports:counterparts", WRITES)
    yield Page("reports:counterparts", WRITES, 422, post=sent(address="x"))
    yield Page("reports:dispatches", WRITES, args=of("edition"))
    yield Page("reports:dispatches", WRITES, 422, args=of("edition"), post=sent(reply_due_on="yesterday"))


OF_STAFF = (desk,)
PARTS = (public, *OF_STAFF)
