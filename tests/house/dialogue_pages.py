"""The rows of dialogue in the table of pages."""

from collections.abc import Iterator
from typing import Any

from tests.house.rows import FOCAL, POLICY, VISITOR, Args, Page, sent

WRITES, READS = (POLICY,), (VISITOR,)
SUBMISSION = "00000000-0000-0000-0000-000000000009"


def key(name: str, *more: Any) -> Args:
    return lambda world: [getattr(world.things[name], "key", "nothing"), *more]


def public() -> Iterator[Page]:
    event, note = key("dialogue event"), key("dialogue note")
    for name in ("events", "events_json", "events_csv", "documents", "documents_json", "documents_csv"):
        yield Page(f"dialogue:{name}", READS)
    yield Page("dialogue:event", (VISITOR, POLICY, FOCAL), args=event)
    yield Page("dialogue:event", READS, 404, args=key("dialogue hidden"), about="hidden")
    yield Page("dialogue:event_json", READS, args=event)
    yield Page("dialogue:document", (VISITOR, POLICY), args=note)
    yield Page("dialogue:document_json", READS, args=note)
    for number in (1, 2):
        yield Page("dialogue:version", READS, args=key("dialogue note", number), about=str(number))
    yield Page("dialogue:version_json", READS, args=key("dialogue note", 1))
    passage: Args = lambda world: [world.things["dialogue passage"].pk]  # noqa: E731
    yield Page("dialogue:passage", READS, 302, args=passage)
    yield Page("dialogue:passage_json", READS, args=passage)


def events() -> Iterator[Page]:
    event = key("dialogue event")
    yield Page("dialogue:desk", WRITES)
    yield Page("dialogue:new_event", WRITES)
    yield Page("dialogue:new_event", WRITES, 422, post=sent(first_in="fr", submission=SUBMISSION))
    yield Page("dialogue:desk_event", WRITES, args=event)
    yield Page("dialogue:desk_event", WRITES, args=key("dialogue hidden"), about="hidden")
    yield Page("dialogue:edit_event", WRITES, args=event)
    yield Page("dialogue:edit_event", WRITES, 422, args=event, post=sent(first_in="fr"))
    stale = {
        "first_in": "fr", "title_fr": "Autre", "kind": "seminar", "starts_on": "2014-03-10", "ends_on": "2014-03-11",
        "version": "99",
    }  # fmt: skip
    yield Page("dialogue:edit_event", WRITES, 409, args=event, post=sent(**stale))
    yield Page("dialogue:show_event", WRITES, 409, args=event, post=sent(version="99"))
    yield Page("dialogue:show_event", WRITES, 302, args=event, post=sent(version="0", public="1"))
    for what in ("session", "participant", "account"):
        yield Page("dialogue:add", WRITES, args=key("dialogue event", what), about=what)
        yield Page(
            "dialogue:add", WRITES, 422, args=key("dialogue event", what), about=what,
            post=sent(first_in="fr", submission=SUBMISSION),
        )  # fmt: skip
    both = (POLICY, FOCAL)
    yield Page("dialogue:write", both, args=event)
    yield Page("dialogue:write", WRITES, args=key("dialogue hidden"), about="hidden")
    yield Page("dialogue:write", both, 422, args=event, post=sent(first_in="fr", submission=SUBMISSION))
    yield Page(
        "dialogue:write", (FOCAL,), 302, args=event,
        post=lambda world: {
            "first_in": "fr", "text_fr": "Nous répondons.", "submission": SUBMISSION, "body": world.home.body.code,
        },
    )  # fmt: skip


def documents() -> Iterator[Page]:
    note, first = key("dialogue note"), key("dialogue note", 1)
    yield Page("dialogue:desk_documents", WRITES)
    yield Page("dialogue:new_document", WRITES)
    yield Page("dialogue:new_document", WRITES, 422, post=sent(first_in="fr", submission=SUBMISSION))
    yield Page("dialogue:desk_document", WRITES, args=note)
    yield Page("dialogue:edit_document", WRITES, args=note)
    yield Page("dialogue:edit_document", WRITES, 422, args=note, post=sent(first_in="fr"))
    stale = {"first_in": "fr", "title_fr": "Autre", "kind": "report", "version": "99"}
    yield Page("dialogue:edit_document", WRITES, 409, args=note, post=sent(**stale))
    yield Page("dialogue:show_document", WRITES, 409, args=note, post=sent(version="99"))
    yield Page("dialogue:add_version", WRITES, args=note)
    yield Page("dialogue:add_version", WRITES, 422, args=note, post=sent(submission=SUBMISSION))
    for name in ("read", "repair", "passages"):
        yield Page(f"dialogue:{name}", WRITES, args=first)
    yield Page("dialogue:passages", WRITES, args=key("dialogue note", 3), about="lost")
    yield Page("dialogue:mark", WRITES, 422, args=first, post=sent(quote="not there"))
    yield Page(
        "dialogue:mark",
        WRITES,
        422,
        args=first,
        post=sent(quote="The minister promised an answer."),
        about="twice",
    )
    yield Page("dialogue:mark", WRITES, 302, args=first, post=sent(quote="was long"))
    yield Page("dialogue:repair", WRITES, 422, args=first, post=sent(text="", submission=SUBMISSION))
    yield Page("dialogue:repair", WRITES, args=first, post=sent(propose="1", chosen="x"), about="proposals")
    placement: Args = lambda world: [  # noqa: E731
        *key("dialogue note", 3)(world), getattr(world.things["placement"], "id", 0)
    ]  # fmt: skip
    yield Page("dialogue:place", WRITES, args=placement)
    yield Page("dialogue:place", WRITES, 422, args=placement, post=sent(quote="not there"))


OF_STAFF = (events, documents)
PARTS = (public, *OF_STAFF)
