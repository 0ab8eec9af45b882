"""A ministry that writes the dialogue, a body with a focal point, a conference and a document in a damaged text."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from indimaj.dialogue import actions
from indimaj.dialogue.models import Document, DocumentVersion, Event
from indimaj.directory.enums import BodyKind, Role
from indimaj.ledger.actors import Actor
from indimaj.texts.words import Words, of_three
from tests.clients.making import make_body, make_place, post

NOON = datetime(2014, 3, 12, 12, tzinfo=UTC)
DAY = date(2014, 3, 10)
# Ours: two columns that a banner cuts, stretched and misread Arabic, a word cut at the end of a line.
DAMAGED = """# A meeting on **integration**

People from many institutions came together for two days to talk about how newcomers and

الـنـــدوة الدوليـــة حول إدماج المماجرين

Atelier du premier jour

their neighbours can live well together in the same town and the same school.

The minister promised that each question asked in the room would be answered in writing.
A second confer-
ence will take stock of the answers."""
PROMISE = "The minister promised that each question asked in the room would be answered in writing."


def words(english: str, **others: str) -> Words:
    return of_three(
        {"en": english, "fr": f"{english} (fr)", "ar": f"{english} (ar)", **others}, language="en"
    )


class World(SimpleNamespace):
    """What the tests of the room stand on."""

    def event(self, key: str = "meeting", **fields: Any) -> Event:
        given = {
            "title": words("A meeting"), "kind": "conference", "starts_on": DAY, "ends_on": date(2014, 3, 11),
            "is_public": True, **fields,
        }  # fmt: skip
        return actions.make_event(key=key, by=self.by, at=NOON, **given)

    def document(self, key: str = "note", **fields: Any) -> Document:
        given = {"title": words("A note"), "kind": "press_note", "is_public": True, **fields}
        return actions.add_document(key=key, by=self.by, at=NOON, **given)

    def version(
        self, document: Document | None = None, text: str = DAMAGED, **fields: Any
    ) -> DocumentVersion:
        given = {"language": "en", "received_on": DAY, "text": text, **fields}
        return actions.add_version(document=document or self.document(), by=self.by, at=NOON, **given)

    def mark(self, version: DocumentVersion, words: str = PROMISE) -> Any:
        start = version.text.index(words)
        return actions.mark_passage(version=version, start=start, end=start + len(words), by=self.by, at=NOON)


@pytest.fixture
def world(db: None) -> World:
    place = make_place()
    ministry = make_body("B-MINISTRY", BodyKind.MINISTRY)
    health = make_body("B-HEALTH", BodyKind.MINISTRY)
    policy = post(Role.POLICY_OFFICER, ministry, name="Nadia Berrada")
    focal = post(Role.FOCAL_POINT, health)
    return World(
        place=place, ministry=ministry, health=health, policy=policy, focal=focal,
        by=Actor.staff(policy.pk), by_focal=Actor.staff(focal.pk),
    )  # fmt: skip
