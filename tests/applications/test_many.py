"""The set form leaves the rows that the single form leaves, once, and takes up where it stopped."""

from datetime import timedelta

import pytest

from indimaj.applications.actions import evidence, examine, intake
from indimaj.applications.actions import many as set_form
from indimaj.applications.actions.many import LoadPiece, LoadRow, MoveRow, advance_many, load_many
from indimaj.applications.enums import State
from indimaj.applications.models import ApplicantKey, Application, FactValue
from indimaj.applications.transitions import WrongState
from indimaj.ledger.actors import Actor
from indimaj.ledger.models import Entry
from indimaj.letters.models import Letter, Verification
from tests.applications.conftest import NOON, person

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=5)
DECLARED = {"in_morocco_since": "2005", "serious_illness": True}
LOADER = Actor.system("load")


def row(thing, counter, **fields):
    given = {
        "office": "BE-RAB", "campaign": "2014", "person": person(), "filed_at": NOON, "declared": DECLARED,
        "registered_by": counter.pk,
    }  # fmt: skip
    return LoadRow(thing=thing, **{**given, **fields})


def without(values, *names):
    return {name: value for name, value in values.items() if name not in names}


def rows_of(file):
    """Everything that a file leaves in the tables, apart from what is random."""
    own = ("id", "application_id", "applicant_id", "reference", "code_digest", "order_number", "submission")
    pieces = {str(piece.pk): piece.kind for piece in file.evidence.all()}

    def plain(detail):
        return {
            name: pieces.get(value, value) if isinstance(value, str) else value
            for name, value in detail.items()
            if name != "order_number"
        }

    def letter_text(letter):
        return {
            name: value
            for name, value in letter.data["facts"].items()
            if name not in ("reference", "order_number")
        }

    return {
        "file": without(Application.objects.values().get(pk=file.pk), *own),
        "person": without(type(file.applicant).objects.values().get(pk=file.applicant_id), "id"),
        "keys": sorted(ApplicantKey.objects.filter(applicant=file.applicant_id).values_list("kind", "key", "birth_year")),
        "pieces": sorted((without(one, *own) for one in file.evidence.values()), key=lambda one: one["kind"]),
        "facts": [without(one, *own) for one in FactValue.objects.filter(application=file).order_by("id").values()],
        "lines": [
            (line.verb, line.at, line.actor, line.purpose, plain(line.detail))
            for line in Entry.objects.filter(subject=file.pk).order_by("number")
        ],
        "letters": [letter_text(letter) for letter in Letter.objects.filter(subject=file.pk)],
        "checks": Verification.objects.filter(letter__subject=file.pk).count(),
    }  # fmt: skip


def test_a_loaded_file_leaves_the_rows_of_a_file_registered_and_examined_by_hand(
    deposit, counter, examiner, medical, office
):
    kinds = ["passport", "bill", "medical_certificate_sealed"]
    single = deposit(declared=DECLARED, evidence=[intake.Piece(kind) for kind in kinds])
    examine.assign(application=single, to=examiner, by=examiner, version=None, at=LATER)
    for kind in ("passport", "medical_certificate_sealed"):
        piece = single.evidence.get(kind=kind)
        evidence.accept(evidence=piece, by=medical if piece.sealed else examiner, at=LATER)
    for fact, value, by in (("in_morocco_since", "2005-06-01", examiner), ("serious_illness", True, medical)):
        examine.confirm_fact(application=single, fact=fact, value=value, by=by, version=None, at=LATER)
    single = examine.mark_examined(application=single, by=examiner, version=None, at=LATER)
    loaded = row(
        "one", counter,
        pieces=[LoadPiece("passport", "accepted"), LoadPiece("bill"), LoadPiece("medical_certificate_sealed", "accepted")],
        assigned_to=examiner.pk, examined_by=examiner.pk, reviewed_by=medical.pk, examined_at=LATER, is_examined=True,
        confirmed={"in_morocco_since": "2005-06-01", "serious_illness": True},
    )  # fmt: skip
    assert load_many([loaded], run_id="run", by=LOADER) == 1
    assert rows_of(Application.objects.latest("order_number")) == rows_of(single)


def test_a_file_that_was_only_registered_is_the_same_both_ways(deposit, counter):
    single = deposit(declared=DECLARED)
    load_many([row("one", counter)], run_id="run", by=LOADER)
    assert rows_of(Application.objects.latest("order_number")) == rows_of(single)


def test_a_run_that_stopped_is_taken_up_and_does_nothing_twice(counter, monkeypatch, office):
    monkeypatch.setattr(set_form, "CHUNK", 2)

    def stopping():
        for number in range(5):
            if number == 3:
                raise KeyboardInterrupt
            yield row(f"thing {number}", counter)

    with pytest.raises(KeyboardInterrupt):
        load_many(stopping(), run_id="run", by=LOADER)
    assert Application.objects.count() == 2
    assert load_many([row(f"thing {number}", counter) for number in range(5)], run_id="run", by=LOADER) == 3
    assert load_many([row(f"thing {number}", counter) for number in range(5)], run_id="run", by=LOADER) == 0
    assert list(Application.objects.order_by("order_number").values_list("order_number", flat=True)) == [
        1,
        2,
        3,
        4,
        5,
    ]


def test_numbers_go_on_after_a_load(counter, deposit):
    load_many([row("a", counter), row("b", counter)], run_id="run", by=LOADER)
    assert deposit().order_number == 3


def test_a_code_and_a_pin_that_are_given_open_the_file(counter, office):
    load_many([row("a", counter, code="AAAA-BBBB-CCCC-DDDD", pin="123456")], run_id="run", by=LOADER)
    file = Application.objects.get()
    assert (
        intake.open_with_code(
            reference=file.reference, code="aaaabbbbccccdddd", pin="123456", address="192.0.2.1", at=NOON
        )
        == file
    )


def test_many_files_move_once_with_a_line_each(counter, examiner, office):
    load_many([row("a", counter), row("b", counter)], run_id="run", by=LOADER)
    moves = [
        MoveRow(file.pk, "begin_examination", Actor.staff(examiner.pk), "examination", LATER)
        for file in Application.objects.all()
    ]
    assert (advance_many(moves, run_id="run"), advance_many(moves, run_id="run")) == (2, 0)
    assert set(Application.objects.values_list("state", "version")) == {(State.EXAMINATION, 1)}
    assert Entry.objects.filter(verb="begin_examination").count() == 2


def test_one_file_that_cannot_move_stops_its_chunk(counter, office):
    load_many([row("a", counter)], run_id="run", by=LOADER)
    with pytest.raises(WrongState):
        advance_many(
            [MoveRow(Application.objects.get().pk, "give_opinion", LOADER, "opinion", LATER)], run_id="run"
        )
    assert Application.objects.get().state == State.REGISTERED
