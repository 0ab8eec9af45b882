"""The rows of delivery in the table of pages."""

from collections.abc import Iterator
from typing import Any

from indimaj.delivery.enums import FindingKind
from indimaj.delivery.translations import KINDS
from tests.house.rows import FOCAL, POLICY, VISITOR, Args, Page, sent, thing, token

READS, STEERS, ANSWERS = (VISITOR,), (POLICY,), (FOCAL,)
BOTH = (FOCAL, POLICY)
# What lacks a language, by what addresses call the text: where it stands, and who translates it.
TRANSLATED = {
    "answer": ("response", BOTH),
    "action": ("untranslated", BOTH),
    "step": ("untranslated step", BOTH),
    "declaration": ("untranslated declaration", BOTH),
    "evidence": ("untranslated evidence", BOTH),
    "mark": ("untranslated mark", STEERS),
    "looked-for": ("untranslated search", STEERS),
    "looked-in": ("untranslated search", STEERS),
}
SUBMISSION = "00000000-0000-0000-0000-000000000031"


def key(name: str, *more: Any) -> Args:
    return lambda world: [getattr(world.things[name], "key", "nothing"), *more]


def of(name: str, before: str = "", after: str = "") -> Args:
    """An address that holds a word and the key of a thing, or a thing and a word."""
    return lambda world: [part for part in (before, world.things[name].pk, after) if part]


def body(name: str = "body B-SALAM") -> Args:
    return lambda world: [world.things[name].code]


def home() -> Args:
    return lambda world: [getattr(getattr(world.home, "body", None), "code", "B-NOBODY")]


def public() -> Iterator[Page]:
    yield Page("delivery:findings", (VISITOR, POLICY, FOCAL))
    for name in (
        "findings_json",
        "findings_csv",
        "actions_json",
        "actions_csv",
        "overlaps",
        "gaps",
        "answered",
    ):
        yield Page(f"delivery:{name}", READS)
    yield Page("delivery:gaps", READS, query="?theme=health")
    yield Page("delivery:overlap", READS, args=lambda world: ["health", "MA-RAB"])
    yield Page("delivery:overlap", READS, 404, args=lambda world: ["health", "MA-NOWHERE"])
    for kind in FindingKind:
        yield Page("delivery:finding", READS, args=lambda world, kind=kind: [kind.value], about=kind.value)
    yield Page("delivery:actions", (VISITOR, POLICY, FOCAL))
    yield Page("delivery:actions", READS, query="?theme=social&place=")
    yield Page("delivery:actions", READS, 422, query="?theme=nonsense")
    yield Page("delivery:action", (VISITOR, FOCAL), args=key("action"))
    yield Page("delivery:body", READS, args=home())
    yield Page("delivery:by_link", READS, args=token("body answer"))
    refused = sent(position="declines", reason="", submission=SUBMISSION)
    yield Page("delivery:by_link", READS, 422, args=token("body answer"), post=refused)
    given = sent(position="notes", reason="", submission=SUBMISSION)
    yield Page("delivery:by_link", READS, 302, args=token("body answer"), post=given)


def answering() -> Iterator[Page]:
    """The desk of a body's focal point."""
    yield Page("delivery:mine", ANSWERS)
    yield Page("delivery:answer", ANSWERS, args=thing("asked"))
    yield Page("delivery:answer", ANSWERS, args=thing("silent"), about="silent")
    refused = sent(position="declines", reason="", submission=SUBMISSION)
    yield Page("delivery:answer", ANSWERS, 422, args=thing("silent"), post=refused)
    given = sent(position="notes", reason="", submission=SUBMISSION)
    yield Page("delivery:answer", ANSWERS, 302, args=thing("silent"), post=given)
    yield Page("delivery:plan", BOTH, args=home())
    yield Page("delivery:plan", ANSWERS, 422, args=home(), post=sent(title="", submission=SUBMISSION))
    planned = {
        "title": "Former les agents", "nature": "event", "theme": "social", "place": "MA-RAB", "submission": SUBMISSION,
    }  # fmt: skip
    yield Page("delivery:plan", ANSWERS, 302, args=home(), post=sent(**planned))
    yield Page("delivery:desk_action", BOTH, args=key("action"))
    yield Page("delivery:declare", ANSWERS, args=key("action"))
    yield Page(
        "delivery:declare", ANSWERS, 422, args=key("action"), post=sent(says="0", submission=SUBMISSION)
    )
    said = sent(says="done", on="2014-05-01", submission=SUBMISSION)
    yield Page("delivery:declare", ANSWERS, 302, args=key("action"), post=said)


def translating() -> Iterator[Page]:
    """What lacks a language, and one text with its original beside the box."""
    yield Page("delivery:translations", BOTH)
    for kind in KINDS:
        yield Page("delivery:translations", BOTH, query=f"?what={kind.key}")
    there = "لا مقر لنا بعد"
    for what, (name, who) in TRANSLATED.items():
        into = of(name, what, "ar")
        yield Page("delivery:translate", who, args=into, about=what)
        yield Page("delivery:translate", who[:1], 422, args=into, post=sent(text="", seen="0"), about=what)
        again = sent(text="لا مقر", seen="0")
        yield Page("delivery:translate", STEERS, 409, args=into, post=again, about=what)
    yield Page(
        "delivery:translate",
        ANSWERS,
        302,
        args=of("response", "answer", "ar"),
        post=sent(text=there, seen="0"),
    )


def proving() -> Iterator[Page]:
    """Evidence, for whoever claims and for the ministry."""
    for claim, name in (("response", "response"), ("action", "action"), ("milestone", "step")):
        yield Page("delivery:prove", BOTH, args=of(name, claim), about=claim)
    yield Page("delivery:prove", STEERS, args=of("commitment", "commitment"), about="commitment")
    bare = sent(kind="link", reference="nothing", shows="done", submission=SUBMISSION)
    yield Page("delivery:prove", ANSWERS, 422, args=of("action", "action"), post=bare)
    full = sent(kind="link", reference="https://example.org/a", shows="done", submission=SUBMISSION)
    yield Page("delivery:prove", ANSWERS, 302, args=of("action", "action"), post=full)
    yield Page("delivery:mark", STEERS, args=of("evidence", after="contest"), about="contest")
    yield Page("delivery:mark", ANSWERS, args=of("evidence", after="withdraw"), about="withdraw")
    yield Page(
        "delivery:mark", STEERS, 422, args=of("evidence", after="contest"), post=sent(submission=SUBMISSION)
    )
    reason = sent(reason="Introuvable", submission=SUBMISSION)
    yield Page("delivery:mark", STEERS, 409, args=of("evidence", after="uphold"), post=reason)
    yield Page("delivery:mark", STEERS, 302, args=of("evidence", after="contest"), post=reason)


def steering() -> Iterator[Page]:
    """The ministry's desk."""
    one = key("commitment")
    yield Page("delivery:steer", STEERS)
    yield Page("delivery:one", STEERS, args=one)
    yield Page("delivery:one", STEERS, args=key("other commitment"), about="looked for")
    yield Page("delivery:assign", STEERS, args=one)
    ask = {"role": "lead", "level": "local", "submission": SUBMISSION}
    yield Page("delivery:assign", STEERS, 422, args=one, post=sent(body="personne", **ask))
    yield Page("delivery:assign", STEERS, 302, args=one, post=sent(body="B-DAR", **ask))
    yield Page("delivery:search", STEERS, args=one)
    yield Page("delivery:search", STEERS, 422, args=one, post=sent(submission=SUBMISSION))
    yield Page("delivery:carry", STEERS, args=one)
    yield Page("delivery:carry", STEERS, 422, args=one, post=sent(kind="rule_version", key="nothing"))
    yield Page("delivery:contact", STEERS, args=body())
    yield Page("delivery:contact", STEERS, 422, args=body(), post=sent(email="nothing", language="fr"))
    yield Page("delivery:end", STEERS, 302, args=thing("linked"), post=sent())
    yield Page("delivery:link", STEERS, args=thing("linked"), post=sent())


OF_STAFF = (answering, translating, proving, steering)
PARTS = (public, *OF_STAFF)
