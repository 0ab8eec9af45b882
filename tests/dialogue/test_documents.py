"""Every version of a document is kept; passages are found again in each; a repair names its author."""

import hashlib
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from indimaj.dialogue import actions, marks, queries, repair, vocabulary
from indimaj.dialogue.enums import Outcome
from indimaj.dialogue.models import DocumentVersion, Placement
from indimaj.dialogue.reading import read_upload
from indimaj.directory.permissions import NotAllowed
from indimaj.ledger.models import Entry
from indimaj.ports import storage
from tests.dialogue.conftest import DAMAGED, NOON, PROMISE, World


@pytest.fixture
def uploads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "UPLOAD_DIR", tmp_path)
    return tmp_path


def test_a_file_is_kept_as_it_came_with_its_hash_beside_the_text_that_was_read(
    world: World, uploads: Path
) -> None:
    data = DAMAGED.encode()
    read = read_upload(SimpleUploadedFile("note.md", data))
    version = world.version(read=read, file_name="note.md", text="")
    assert (version.number, version.method, version.sha256) == (
        1,
        "markdown",
        hashlib.sha256(data).hexdigest(),
    )
    assert (storage.read(version.file), version.raw_text) == (data, DAMAGED)
    assert version.text.startswith("A meeting on integration\n\nPeople")


def test_the_file_of_a_version_that_is_refused_does_not_stay(world: World, uploads: Path) -> None:
    document = world.document()
    read = read_upload(SimpleUploadedFile("note.txt", b"words"))
    with pytest.raises(NotAllowed):
        actions.add_version(
            document=document, language="en", received_on=NOON.date(), read=read, by=world.by_focal, at=NOON
        )
    assert [path for path in uploads.rglob("*") if path.is_file()] == []


def test_versions_are_numbered_and_the_same_form_twice_is_one(world: World) -> None:
    document = world.document()
    first = world.version(document, submission=UUID(int=1))
    assert world.version(document, submission=UUID(int=1)) == first
    assert world.version(document, text="Other").number == 2


def test_a_passage_marked_twice_is_one_and_offsets_must_hold_its_words(world: World) -> None:
    version = world.version()
    assert world.mark(version) == world.mark(version)
    for start, end, quote in ((0, 99999, None), (5, 5, None), (0, 9, "other words")):
        with pytest.raises(actions.NotInText):
            actions.mark_passage(version=version, start=start, end=end, quote=quote, by=world.by, at=NOON)


def test_a_new_version_says_what_became_of_each_passage(world: World) -> None:
    document = world.document()
    first = world.version(document)
    marked = (PROMISE, "Atelier du premier jour", "People from many institutions came together for two days")
    kept, gone, changed = (world.mark(first, said) for said in marked)
    text = first.text.replace("Atelier du premier jour\n\n", "").replace("for two days", "for two full days")
    second = world.version(document, text=text)
    found = {one.passage_id: (one.outcome, one.likeness == 1) for one in queries.placements(second)}
    assert found == {
        kept.pk: (Outcome.MOVED, True), gone.pk: (Outcome.LOST, False), changed.pk: (Outcome.MOVED, False)
    }  # fmt: skip
    assert next(one.outcome for one in queries.placements(second)) == Outcome.LOST
    assert {one.passage.pk for one in queries.placed(second)} == {kept.pk, changed.pk}


def test_a_passage_is_not_looked_for_in_another_language(world: World) -> None:
    document = world.document()
    world.mark(world.version(document))
    other = world.version(document, language="fr", text="Un autre texte.")
    assert queries.placements(other) == []


def test_a_passage_marked_later_is_found_in_the_versions_that_are_there(world: World) -> None:
    document = world.document()
    first = world.version(document)
    second = world.version(document, text=f"Preface.\n\n{DAMAGED}")
    passage = world.mark(first)
    assert queries.where(passage) == (second, second.text.index(PROMISE))


def test_a_lost_passage_is_placed_by_a_person_who_is_named(world: World) -> None:
    document = world.document()
    world.mark(world.version(document))
    second = world.version(
        document, text="Each question asked in the room gets its answer on paper, he said."
    )
    row = Placement.objects.get(version=second)
    assert row.outcome == Outcome.LOST
    placed = actions.place_passage(placement=row, start=0, end=50, by=world.by, at=NOON)
    assert (placed.outcome, placed.placed_by, placed.likeness < 1) == (Outcome.MOVED, world.policy, True)
    assert Entry.objects.filter(subject=document.pk, verb="passage_placed").count() == 1


def test_a_repair_is_a_version_with_its_author_beside_the_raw_text(world: World) -> None:
    version = world.version()
    before = (version.text, version.raw_text)
    chosen = repair.proposals(version.text, vocabulary.known_words())
    text = repair.mended(version.text, [one for one in chosen if one.after != "المهاجرات"])
    made = actions.repair(version=version, text=text, note="Banner", by=world.by, at=NOON)
    version.refresh_from_db()
    assert (version.text, version.raw_text) == before
    assert (made.number, made.made_from, made.repaired_by, made.method) == (
        2,
        version,
        world.policy,
        "repaired",
    )
    assert (made.raw_text, made.sha256) == (version.raw_text, version.sha256)
    assert "الندوة الدولية حول إدماج المهاجرين" in made.text
    assert "newcomers and their neighbours" in made.text


def test_a_repair_that_changes_nothing_is_refused(world: World) -> None:
    version = world.version()
    with pytest.raises(actions.NothingChanged):
        actions.repair(version=version, text=version.text, by=world.by, at=NOON)


def test_who_does_not_steer_the_policy_writes_no_document_and_marks_nothing(world: World) -> None:
    version = world.version()
    for act in (
        lambda: actions.repair(version=version, text="x", by=world.by_focal, at=NOON),
        lambda: actions.mark_passage(version=version, start=0, end=5, by=world.by_focal, at=NOON),
        lambda: actions.add_document(key="x", title={}, kind="report", by=world.by_focal, at=NOON),
        lambda: actions.show_document(document=version.document, is_public=False, by=world.by_focal, at=NOON),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_the_database_keeps_no_passage_without_words_and_no_place_for_what_is_lost(world: World) -> None:
    document = world.document()
    passage = world.mark(world.version(document))
    second = world.version(document, text="Nothing of it.")
    with pytest.raises(IntegrityError), transaction.atomic():
        type(passage).objects.filter(pk=passage.pk).update(end=passage.start)
    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.filter(version=second).update(start=1, end=2)


def test_rooms_above_say_what_came_of_a_passage(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    passage = world.mark(world.version())
    monkeypatch.setattr(marks, "_markers", [])
    marks.register(lambda ids: {one: [("Recommendation 1", "/one/")] for one in ids})
    assert marks.beside([passage.pk]) == {passage.pk: [marks.Mark("Recommendation 1", "/one/")]}
    assert marks.beside([]) == {}


def test_marking_many_passages_asks_as_many_questions_as_marking_few(
    world: World, django_assert_max_num_queries: object
) -> None:
    text = "\n\n".join(f"{n}. Recommendation number {n} is made." for n in range(60))
    version = DocumentVersion.objects.get(pk=world.version(text=text).pk)
    places = [(text.index(f"{n}. Rec"), text.index(f"{n}. Rec") + 20) for n in range(10, 60)]
    with django_assert_max_num_queries(22):  # type: ignore[operator]
        made = actions.mark_passages(version=version, places=places, by=world.by, at=NOON)
    assert len({one.pk for one in made}) == 50
