"""A policy officer, a focal point who may not write, and a document to read."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from indimaj.commitments import actions
from indimaj.commitments.drafts import Draft
from indimaj.commitments.models import Commitment, ImportBatch
from indimaj.dialogue import actions as dialogue
from indimaj.dialogue.models import DocumentVersion
from indimaj.directory import actions as directory
from indimaj.directory.enums import Role
from indimaj.directory.models import Body, Staff
from indimaj.ledger.actors import Actor
from indimaj.texts.words import of_three, original

NOON = datetime(2014, 3, 12, 12, tzinfo=UTC)
SETUP = Actor.system("setup")
TITLE = {"ar": "تقرير مختلق", "fr": "Rapport inventé", "en": "An invented report"}


class World(SimpleNamespace):
    """What the tests of the room stand on."""

    def version(self, text: str, language: str = "en", key: str = "a-report") -> DocumentVersion:
        """A version of a public document; the second one of a key is another version of the same."""
        from indimaj.dialogue.models import Document

        document = Document.objects.filter(key=key).first() or dialogue.add_document(
            key=key, title=of_three(TITLE), kind="review", published_on=date(2013, 9, 9), is_public=True,
            by=SETUP, at=NOON,
        )  # fmt: skip
        return dialogue.add_version(
            document=document, language=language, received_on=date(2014, 3, 1), text=text, by=SETUP, at=NOON
        )

    def batch(self, text: str, style: str = "un_review", language: str = "en", **more: Any) -> ImportBatch:
        version = self.version(text, language, more.pop("key", "a-report"))
        return actions.open_import(
            version=version, style=style, kind="recommendation", by=self.by, at=NOON, **more
        )

    def commitment(self, text: str = "Open a counter in each prefecture", **fields: Any) -> Commitment:
        words = fields.pop("words", None) or original(fields.pop("language", "en"), text)
        given = {"kind": "recommendation", "title": words, "text": words, **fields}
        return actions.record(draft=Draft(**given), by=self.by, at=NOON)


def post_of(role: Role, body: Body | None = None) -> Staff:
    staff = directory.create_staff(
        username=f"{role}-{Staff.objects.count()}", name="Salma Bennani", password="long enough for all", by=SETUP,
        at=NOON,
    )  # fmt: skip
    directory.give_post(staff=staff, role=role, body=body, by=SETUP, at=NOON, held_from=date(2013, 1, 1))
    return staff


@pytest.fixture
def world(db: None) -> World:
    names = {"name_ar": "الوزارة", "name_fr": "Le ministère", "name_en": "The ministry"}
    ministry = Body.objects.create(code="B-MIN", kind="ministry", **names)
    policy = post_of(Role.POLICY_OFFICER, ministry)
    return World(
        ministry=ministry, policy=policy, focal=post_of(Role.FOCAL_POINT, ministry), by=Actor.staff(policy.pk)
    )
