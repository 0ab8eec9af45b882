"""The rows of commitments in the table of pages."""

from collections.abc import Iterator
from typing import Any

from tests.house.rows import POLICY, VISITOR, Args, Page, sent, thing

WRITES, READS = (POLICY,), (VISITOR,)
SUBMISSION = "00000000-0000-0000-0000-000000000029"


def key(name: str, *more: Any) -> Args:
    return lambda world: [getattr(world.things[name], "key", "nothing"), *more]


def public() -> Iterator[Page]:
    yield Page("commitments:all", (VISITOR, POLICY))
    yield Page("commitments:all", READS, query="?q=02-03&theme=housing&level=local&kind=pledge")
    for name in ("list_json", "list_csv"):
        yield Page(f"commitments:{name}", READS)
    yield Page("commitments:commitment", (VISITOR, POLICY), args=key("commitment"))
    yield Page("commitments:commitment", READS, args=lambda world: ["review-report-144-1"], about="imported")
    yield Page("commitments:commitment", READS, 404, args=key("withdrawn commitment"), about="taken back")
    yield Page("commitments:commitment_json", READS, args=key("commitment"))


def keeping() -> Iterator[Page]:
    one, gone = key("commitment"), key("withdrawn commitment")
    written = {
        "first_in": "fr", "title_fr": "Autre", "text_fr": "Autre", "kind": "pledge", "certainty": "stated",
        "wording": "source", "submission": SUBMISSION,
    }  # fmt: skip
    yield Page("commitments:desk", WRITES)
    yield Page("commitments:new", WRITES)
    yield Page("commitments:new", WRITES, 422, post=sent(first_in="fr", submission=SUBMISSION))
    yield Page("commitments:new", WRITES, 302, post=sent(**written))
    yield Page("commitments:edit", WRITES, args=one)
    yield Page("commitments:edit", WRITES, args=gone, about="taken back")
    yield Page("commitments:edit", WRITES, 422, args=one, post=sent(first_in="fr", submission=SUBMISSION))
    yield Page("commitments:edit", WRITES, 409, args=one, post=sent(**written, version="99"))
    yield Page("commitments:withdraw", WRITES, 302, args=one, post=sent())
    yield Page("commitments:restore", WRITES, 302, args=gone, post=sent())
    yield Page("commitments:similar", WRITES, args=one)
    yield Page("commitments:relate", WRITES, 422, args=one, post=sent(kind="same_as", other="nothing"))
    yield Page("commitments:relate", WRITES, 302, args=one, post=sent(kind="same_as", other="asked-1"))
    relation: Args = lambda world: [*one(world), getattr(world.things["relation"], "id", 0)]  # noqa: E731
    yield Page("commitments:unrelate", WRITES, 302, args=relation, post=sent())
    yield Page("commitments:gather", WRITES, 302, args=one, post=sent(other="asked-1"))
    yield Page("commitments:part", WRITES, 302, args=one, post=sent())


def reading() -> Iterator[Page]:
    version, batch = thing("review version"), thing("import")
    mark: Args = lambda world: [world.things["review version"].pk, "pledge"]  # noqa: E731
    yield Page("commitments:mark", WRITES, 422, args=mark, post=sent(quote="ليس هنا"))
    yield Page("commitments:mark", WRITES, 302, args=mark, post=sent(quote="تمدرس جميع الأطفال"))
    yield Page("commitments:import", WRITES, args=version)
    yield Page("commitments:import", WRITES, 422, args=version, post=sent(submission=SUBMISSION))
    plain = {"style": "plain", "kind": "pledge", "submission": SUBMISSION}
    yield Page(
        "commitments:import", WRITES, 422, args=thing("review version"), post=sent(**plain, raised_on="x")
    )
    yield Page(
        "commitments:import", WRITES, 302, args=version,
        post=sent(style="un_review", kind="pledge", submission=SUBMISSION),
    )  # fmt: skip
    for state in ("proposed", "confirmed", "dropped"):
        yield Page("commitments:batch", WRITES, args=batch, query=f"?state={state}")
    one: Args = lambda world: [world.things["import"].pk, world.things["proposal"].pk]  # noqa: E731
    waiting = lambda world: {"confirm": str(world.things["proposal"].pk)}  # noqa: E731
    yield Page("commitments:decide", WRITES, 302, args=batch, post=waiting)
    yield Page("commitments:undo", WRITES, 302, args=batch, post=sent())
    yield Page("commitments:proposal", WRITES, args=one)
    yield Page("commitments:proposal", WRITES, 422, args=one, post=sent(version="0", kind="pledge"))
    yield Page(
        "commitments:proposal",
        WRITES,
        409,
        args=one,
        post=sent(version="99", kind="pledge", title="x", text="y"),
    )


OF_STAFF = (keeping, reading)
PARTS = (public, *OF_STAFF)
