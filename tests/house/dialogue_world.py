"""An event with all that it can have, one that nobody sees yet, and a document with a repaired version."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from indimaj.dialogue import actions
from indimaj.ledger.actors import Actor
from indimaj.texts.words import Words, of_three

if TYPE_CHECKING:
    from tests.house.world import World

NOON = datetime(2014, 3, 12, 12, tzinfo=UTC)
SETUP = Actor.system("setup")
TEXT = "The minister promised an answer.\n\nThe الـنـــدوة was long.\n\nThe minister promised an answer."


def words(ar: str, fr: str, en: str) -> Words:
    return of_three({"ar": ar, "fr": fr, "en": en})


def build_dialogue(world: "World") -> None:
    """An event with all that it can have, one that nobody sees yet; a document with a repaired version."""
    things: dict[str, Any] = world.things
    common = {"by": SETUP, "at": NOON}
    for name, is_public in (("dialogue event", True), ("dialogue hidden", False)):
        things[name] = actions.make_event(
            key=name.replace(" ", "-"), title=words("ندوة", "Une rencontre", "A meeting"), kind="conference",
            starts_on=date(2014, 3, 10), ends_on=date(2014, 3, 11), place=world.home.place, is_public=is_public,
            objectives=[words("الحوار", "Se parler", "To talk")], **common,
        )  # fmt: skip
    event = things["dialogue event"]
    actions.add_session(
        event=event, title=words("الافتتاح", "L’ouverture", "The opening"), kind="opening", day=date(2014, 3, 10),
        languages=["ar", "fr"], themes=["health"], source="Journal", source_url="https://example.org/a", **common,
    )  # fmt: skip
    for category, count in (("national", 60), ("civil_society", 90)):
        actions.add_participation(
            event=event, category=category, role="participant", head_count=count, is_at_least=True, **common
        )
    actions.add_participation(
        event=event, category="national", role="organiser", body=world.home.body, **common
    )
    for told in (
        ("ثلاث ورشات", "Trois ateliers", "Three workshops"),
        ("أربع ورشات", "Quatre ateliers", "Four"),
    ):
        actions.add_account(event=event, claim="sessions", says=words(*told), source="Journal", **common)
    _document(world, event, common)
    thread = {"event": event, "said_on": NOON.date(), **common}
    begun = actions.contribute(
        text=words("نص", "Un texte", "A text"), kind="conclusion", passage=things["dialogue passage"],
        **thread,
    )  # fmt: skip
    actions.contribute(
        text=words("جواب", "Une réponse", "An answer"), kind="written", answers=begun, **thread
    )
    things["dialogue thread"] = begun


def _document(world: "World", event: Any, common: dict[str, Any]) -> None:
    document = actions.add_document(
        key="dialogue-note", title=words("بلاغ", "Une note", "A note"), kind="press_note", event=event,
        is_public=True, published_on=date(2014, 3, 11), **common,
    )  # fmt: skip
    first = actions.add_version(
        document=document, language="en", received_on=date(2014, 3, 12), text=TEXT, **common
    )
    passage = actions.mark_passage(version=first, start=0, end=32, **common)
    actions.repair(version=first, text=TEXT.replace("الـنـــدوة", "الندوة"), **common)
    changed = TEXT.replace("promised an answer", "gave nothing")
    third = actions.add_version(
        document=document, language="en", received_on=date(2014, 3, 12), text=changed, **common
    )
    world.things |= {
        "dialogue note": document,
        "dialogue passage": passage,
        "placement": third.placements.get(),
    }
