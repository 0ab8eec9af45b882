"""The rows of figures in the table of pages."""

from collections.abc import Iterator

from tests.house.rows import POLICY, VISITOR, Args, Page, sent, thing

SUBMISSION = "00000000-0000-0000-0000-000000000029"
READS, COUNTS = (VISITOR,), (POLICY,)


def code(name: str) -> Args:
    return lambda world: [name]


def public() -> Iterator[Page]:
    for name in ("indicators", "indicators_json", "indicators_csv", "who_does_what", "who_json", "who_csv"):
        yield Page(f"measures:{name}", READS)
    yield Page("measures:who_does_what", READS, query="?theme=health")
    for name in (
        "applications_received",
        "needs_met_by_referral",
        "decision_days",
        "livelihoods_feeding_after_a_year",
        "mixed_courses",
    ):
        yield Page("measures:indicator", READS, args=code(name), about=name)
    yield Page("measures:indicator", READS, 404, args=code("nothing"), about="none")
    for name in ("indicator_json", "indicator_csv"):
        yield Page(f"measures:{name}", READS, args=code("needs_met_by_referral"))
    for name in ("figure", "replaced figure", "corrected figure"):
        yield Page("measures:measurement", READS, args=thing(name), about=name)
    yield Page("measures:measurement", READS, 404, args=thing("waiting figure"), about="not published")


def desk() -> Iterator[Page]:
    yield Page("measures:countings", COUNTS)
    yield Page("measures:freeze", COUNTS, 422, post=sent(month="yesterday", submission=SUBMISSION))
    for name in ("counting", "waiting counting"):
        yield Page("measures:counting", COUNTS, args=thing(name), about=name)
    yield Page("measures:publish", COUNTS, 302, args=thing("counting"), post=sent())
    yield Page("measures:correct", COUNTS, args=thing("figure"))
    yield Page(
        "measures:correct", COUNTS, 422, args=thing("figure"), post=sent(reason="0", submission=SUBMISSION)
    )
    yield Page(
        "measures:correct", COUNTS, 409, args=thing("replaced figure"), about="replaced already",
        post=sent(reason="data", submission=SUBMISSION),
    )  # fmt: skip


OF_STAFF = (desk,)
PARTS = (public, *OF_STAFF)
