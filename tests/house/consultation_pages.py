"""The rows of consultations in the table of pages."""

from collections.abc import Iterator

from tests.house.rows import POLICY, VISITOR, Args, Page, sent, token

ASKS = (POLICY,)
SUBMISSION = "00000000-0000-0000-0000-000000000009"


def at(name: str, *more: int) -> Args:
    """A round by the key that stands in public addresses."""
    return lambda world: [world.things[f"round {name}"].key or "nothing", *more]


def desk_of(name: str, part: str = "") -> Args:
    """A round of the desk, and a part of it."""
    return lambda world: [
        world.things[f"round {name}"].pk, *([world.things[part].pk] if part else [])
    ]  # fmt: skip


def link(*more: int) -> Args:
    return lambda world: [*token("invitation")(world), *more]


def rounds() -> Iterator[Page]:
    who = (VISITOR,)
    yield Page("consultations:rounds", who)
    yield Page("consultations:rounds", who, query="?standing=overdue", about="overdue")
    yield Page("consultations:rounds_json", who)
    yield Page("consultations:rounds_csv", who)
    for name in ("open", "closed", "answered"):
        yield Page("consultations:round", who, args=at(name), about=name)
    yield Page("consultations:round", who, 404, args=at("draft"), about="draft")
    yield Page("consultations:round_json", who, args=at("answered"))
    yield Page("consultations:round_csv", who, args=at("answered"))
    yield Page("consultations:open_statement", who, args=at("open", 1))
    yield Page("consultations:open_statement", who, 422, args=at("open", 1), post=sent(reason="Oui"))
    yield Page("consultations:open_statement", who, 302, args=at("open", 1), post=sent(choice="agree"))
    yield Page("consultations:open_statement", who, 409, args=at("closed", 1), post=sent(choice="agree"))
    yield Page("consultations:open_done", who, args=at("open"))
    yield Page("consultations:invited", who, args=link())
    yield Page("consultations:invited_statement", who, args=link(1))
    yield Page("consultations:invited_statement", who, 422, args=link(1), post=sent(reason="Oui"))
    yield Page("consultations:invited_statement", who, 302, args=link(1), post=sent(choice="pass"))
    yield Page("consultations:invited_done", who, args=link())


def desk() -> Iterator[Page]:
    yield Page("consultations:desk", ASKS)
    yield Page("consultations:new", ASKS)
    yield Page("consultations:new", ASKS, 422, post=sent(first="fr", submission=SUBMISSION))
    for name in ("draft", "open", "closed", "answered"):
        yield Page("consultations:prepare", ASKS, args=desk_of(name), about=name)
    yield Page("consultations:edit", ASKS, args=desk_of("draft"))
    yield Page(
        "consultations:edit",
        ASKS,
        422,
        args=desk_of("draft"),
        post=sent(version="1", first="fr", submission=SUBMISSION),
    )
    yield Page("consultations:reasons", ASKS, args=desk_of("open"))
    yield Page("consultations:add_statement", ASKS, args=desk_of("draft"))
    yield Page(
        "consultations:add_statement",
        ASKS,
        422,
        args=desk_of("draft"),
        post=sent(first="fr", submission=SUBMISSION),
    )
    yield Page("consultations:from_commitments", ASKS, args=desk_of("draft"))
    yield Page("consultations:statement", ASKS, args=desk_of("draft", "round draft statement"))
    yield Page(
        "consultations:remove_statement",
        ASKS,
        302,
        args=desk_of("draft", "round draft statement"),
        post=sent(),
    )
    yield Page("consultations:invite", ASKS, args=desk_of("open"))
    yield Page("consultations:invite", ASKS, 422, args=desk_of("open"), post=sent(submission=SUBMISSION))
    yield Page(
        "consultations:invite",
        ASKS,
        args=desk_of("open"),
        post=sent(kind="expert", name="Laboratoire", submission=SUBMISSION),
        about="made",
    )
    yield Page("consultations:withdraw", ASKS, 302, args=desk_of("open", "invitation"), post=sent())
    yield Page("consultations:open", ASKS, 409, args=desk_of("draft"), post=sent(version="99"))
    yield Page("consultations:close", ASKS, 409, args=desk_of("open"), post=sent(version="99"))
    yield Page("consultations:answer", ASKS, args=desk_of("closed"))
    yield Page("consultations:answer", ASKS, 422, args=desk_of("closed"), post=sent(version="3", first="fr"))


OF_STAFF = (desk,)
PARTS = (rounds, *OF_STAFF)
