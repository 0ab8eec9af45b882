"""The ledger is append-only, and verify finds each way of tampering with it, on both databases."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import Error, connection, transaction

from indimaj.ledger import actions, sealing, triggers
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.ledger.models import Chain, Entry, Read, Seal
from indimaj.ledger.verify import verify

NOON = datetime(2014, 3, 3, 12, tzinfo=UTC)
BY = Actor.staff(uuid.UUID(int=7))


def line(subject: uuid.UUID, verb: str) -> Entry:
    return actions.record(
        compartment=Compartment.STATUS, subject=subject, verb=verb, by=BY, at=NOON, detail={"é": [1, "ع"]}
    )


@pytest.fixture
def file(db: None) -> uuid.UUID:
    """A file with three lines, beside another one."""
    subject = uuid.UUID(int=1)
    for verb in ("draft_started", "answers_saved", "submit"):
        line(subject, verb)
    line(uuid.UUID(int=2), "draft_started")
    return subject


@pytest.fixture
def tamper(file: uuid.UUID) -> Callable[[str], None]:
    """Raw SQL with the triggers out of the way."""

    def run(sql: str) -> None:
        triggers.drop(connection)
        with connection.cursor() as cursor:
            cursor.execute(sql)

    return run


def kinds() -> list[str]:
    return sorted({fault.kind for fault in verify().faults})


def test_an_untouched_ledger_is_whole(file: uuid.UUID) -> None:
    sealing.seal(at=NOON)

    report = verify()

    assert (report.entries, report.chains, report.seals, report.faults) == (4, 2, 1, [])


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE ledger_entry SET verb = 'withdraw' WHERE number = 2", ["changed"]),
        ("UPDATE ledger_entry SET detail = '{}' WHERE number = 2", ["changed"]),
        ("DELETE FROM ledger_entry WHERE number = 2", ["missing"]),
        ("DELETE FROM ledger_entry WHERE number = 3", ["cut"]),
        ("DELETE FROM ledger_entry WHERE number > 0", ["cut"]),
    ],
)
def test_each_way_of_tampering_is_found_before_any_seal(
    sql: str, found: list[str], tamper: Callable[[str], None]
) -> None:
    tamper(sql)

    assert kinds() == found


def test_two_lines_that_changed_places_are_found(file: uuid.UUID, tamper: Callable[[str], None]) -> None:
    tamper("UPDATE ledger_entry SET number = 9 WHERE number = 1 AND verb = 'draft_started'")
    tamper("UPDATE ledger_entry SET number = 1 WHERE number = 2")
    tamper("UPDATE ledger_entry SET number = 2 WHERE number = 9")

    assert "changed" in kinds()


def test_a_line_that_was_signed_elsewhere_in_the_chain_does_not_follow(
    file: uuid.UUID, tamper: Callable[[str], None]
) -> None:
    forged = Entry.objects.get(subject=file, number=3)
    forged.previous = "0" * 64
    tamper(
        f"UPDATE ledger_entry SET previous = '{'0' * 64}', digest = '{actions.digest_of(forged)}' WHERE number = 3"
    )

    assert kinds() == ["cut", "reordered"]


def test_a_tail_cut_together_with_its_head_is_found_once_sealed(
    file: uuid.UUID, tamper: Callable[[str], None]
) -> None:
    sealing.seal(at=NOON)
    second = Entry.objects.get(subject=file, number=2)

    tamper("DELETE FROM ledger_entry WHERE number = 3")
    Chain.objects.filter(subject=file).update(length=2, head=second.digest)

    assert kinds() == ["missing"]


def test_a_whole_file_taken_out_is_found_once_sealed(file: uuid.UUID, tamper: Callable[[str], None]) -> None:
    sealing.seal(at=NOON)

    tamper(f"DELETE FROM ledger_entry WHERE verb <> '' AND number IN (1, 2, 3) AND id < {2**40}")
    Chain.objects.all().delete()

    assert kinds() == ["missing"]


def test_a_reading_taken_out_or_changed_is_found_once_sealed(
    file: uuid.UUID, tamper: Callable[[str], None]
) -> None:
    for what in ("file", "letter"):
        actions.read(compartment=Compartment.STATUS, what=what, by=BY, purpose="examination", subject=file)
    sealing.seal(at=NOON)
    assert kinds() == []

    tamper("UPDATE ledger_read SET purpose = 'registration' WHERE what = 'file'")
    assert kinds() == ["changed"]
    tamper("DELETE FROM ledger_read WHERE what = 'letter'")
    assert kinds() == ["missing"]


def test_a_seal_taken_out_is_found(file: uuid.UUID, tamper: Callable[[str], None]) -> None:
    sealing.seal(at=NOON)
    line(file, "withdraw")
    sealing.seal(at=NOON)
    assert Seal.objects.count() == 2

    tamper("DELETE FROM ledger_seal WHERE number = 1")

    assert kinds() == ["missing"]


@pytest.mark.parametrize("model", [Entry, Read, Seal])
@pytest.mark.parametrize("verb", ["update", "delete"])
def test_the_database_refuses_to_change_or_remove_a_line(model: type, verb: str, file: uuid.UUID) -> None:
    triggers.create(connection)
    actions.read(compartment=Compartment.STATUS, what="file", by=BY, purpose="examination", subject=file)
    sealing.seal(at=NOON)
    rows = model.objects.all()
    before = list(rows.values())
    assert before

    with pytest.raises(Error, match="append-only"), transaction.atomic():
        rows.update(compartment="service") if verb == "update" else rows._raw_delete(using="default")

    assert list(rows.values()) == before


def test_a_line_outside_a_transaction_is_refused(transactional_db: None) -> None:
    with pytest.raises(RuntimeError, match="in the transaction of its act"):
        line(uuid.UUID(int=3), "submit")


def test_a_refused_act_leaves_no_line(db: None) -> None:
    def fail_after_the_line() -> None:
        with transaction.atomic():
            line(uuid.UUID(int=4), "submit")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_the_line()

    assert Entry.objects.count() == Chain.objects.count() == 0
