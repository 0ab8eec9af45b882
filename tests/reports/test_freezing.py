"""A frozen edition is kept whole, and nobody changes it: not by an action, not by the shell, not by SQL."""

import hashlib

import pytest
from django.db import DatabaseError, connection, transaction

from indimaj.directory.models import Staff
from indimaj.directory.permissions import NotAllowed
from indimaj.ledger.actors import Actor
from indimaj.ledger.models import Entry
from indimaj.ports import storage
from indimaj.reports import actions, contract
from indimaj.reports.actions import editions
from indimaj.reports.models import Anchor, Edition, File, Freezing, Page

from .conftest import NOON, SYSTEM
from .content import edition as invented

pytestmark = pytest.mark.django_db


def test_an_edition_is_drafted_under_the_next_number_once(draft: Edition, officer: Staff) -> None:
    again = actions.draft_edition(
        cut_off=draft.cut_off,
        event=draft.event,
        by=Actor.staff(officer.pk),
        at=NOON,
        submission=draft.submission,
    )
    other = actions.draft_edition(cut_off=draft.cut_off, event=None, by=SYSTEM, at=NOON)
    assert (again.pk, draft.number, other.number) == (draft.pk, 1, 2)


def test_freezing_keeps_content_pages_anchors_and_files(frozen: Edition) -> None:
    assert (frozen.state, frozen.digest) == ("frozen", contract.digest(frozen.content))
    assert set(frozen.pages.values_list("language", flat=True)) == {"ar", "fr", "en"}
    assert frozen.anchors.filter(kind="figure", key="migrant-language-1", language="ar").count() == 1
    for file in frozen.files.all():
        assert hashlib.sha256(storage.read(file.path)).hexdigest() == file.sha256
    assert frozen.files.count() == 3 * 2 + 5 + 1


def test_freezing_is_written_down_with_the_digest(frozen: Edition, officer: Staff) -> None:
    line = Entry.objects.get(subject=frozen.pk, verb="edition_frozen")
    assert (line.actor, line.detail) == (str(officer.pk), {"digest": frozen.digest})


def test_an_edition_that_lacks_something_stays_a_draft_and_names_the_place(
    draft: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = invented()
    del content["chapters"][0]["title"]["ar"]
    monkeypatch.setattr(editions, "gather", lambda edition: content)
    asked = actions.ask_to_freeze(edition=draft, by=SYSTEM, at=NOON)
    with pytest.raises(actions.Incomplete):
        actions.freeze(edition=draft, by=SYSTEM, at=NOON, freezing=asked)
    draft.refresh_from_db()
    lacks = Freezing.objects.get(pk=asked.pk).lacks
    assert (draft.state, File.objects.count()) == ("draft", 0)
    assert [lack["place"] for lack in lacks] == ["chapters/theme-1/title"]


def test_a_frozen_edition_cannot_be_frozen_or_changed_again(frozen: Edition, officer: Staff) -> None:
    by = Actor.staff(officer.pk)
    with pytest.raises(NotAllowed):
        actions.freeze(edition=frozen, by=by, at=NOON)
    with pytest.raises(NotAllowed):
        actions.change_edition(edition=frozen, cut_off=frozen.cut_off, event=None, by=by, at=NOON)


def refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError:
        return True
    return False


def test_the_database_refuses_every_change_of_a_frozen_edition(frozen: Edition) -> None:
    for change in (
        lambda: Edition.objects.filter(pk=frozen.pk).update(digest="0" * 64),
        lambda: Edition.objects.filter(pk=frozen.pk).update(
            state="draft", content=None, digest="", frozen_at=None
        ),
        lambda: Page.objects.update(title="x"),
        lambda: File.objects.update(sha256="0" * 64),
        lambda: Anchor.objects.all()._raw_delete("default"),
        lambda: File.objects.create(edition=frozen, name="x.pdf", size=1, sha256="0" * 64, path="x"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    for table in ("reports_edition", "reports_page", "reports_anchor", "reports_file"):
        assert refused(f"DELETE FROM {table}"), table
        assert refused(f"UPDATE {table} SET id = id"), table


def test_only_a_policy_officer_drafts(db: None) -> None:
    nobody = Staff.objects.create(username="nobody", name="x")
    with pytest.raises(NotAllowed):
        actions.draft_edition(cut_off=NOON.date(), event=None, by=Actor.staff(nobody.pk), at=NOON)
