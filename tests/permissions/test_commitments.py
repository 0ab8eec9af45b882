"""Who keeps commitments: a table typed by hand."""

from datetime import UTC, datetime

from indimaj.commitments import permissions
from indimaj.commitments.models import Commitment, ImportBatch
from indimaj.dialogue.models import DocumentVersion
from indimaj.directory.enums import Role
from indimaj.directory.models import Staff

from .table import Ask, answered, differences, expected

STATES = ("standing", "withdrawn")
NOON = datetime(2014, 3, 3, 12, tzinfo=UTC)


def commitment(state: str) -> Commitment:
    return Commitment(withdrawn_at=NOON if state == "withdrawn" else None)


def test_commitments_are_for_whom_the_table_says(staff: dict[tuple[str, str], Staff]) -> None:
    may, version, empty = permissions, DocumentVersion(text="Open it."), DocumentVersion(text=" ")
    asks: dict[str, Ask] = {
        "keep": lambda who, state: may.may_keep_commitments(who),
        "change": lambda who, state: may.may_change_commitment(who, commitment(state)),
        "restore": lambda who, state: may.may_restore_commitment(who, commitment(state)),
        "mark": lambda who, state: may.may_mark_commitment(who, version),
        "mark in a version without text": lambda who, state: may.may_mark_commitment(who, empty),
        "import": lambda who, state: may.may_import(who, version),
        "confirm": lambda who, state: may.may_confirm(who, ImportBatch()),
    }
    found = answered(asks, staff, STATES)
    assert differences(expected("commitments.csv", Role.values, STATES), found) == []


def test_each_may_function_of_the_room_is_in_the_table() -> None:
    assert {name for name in vars(permissions) if name.startswith("may_")} == {
        "may_keep_commitments", "may_change_commitment", "may_restore_commitment", "may_mark_commitment", "may_import",
        "may_confirm",
    }  # fmt: skip
