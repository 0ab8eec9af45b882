"""What a digest covers never changes: these were computed before the columns stood in one table."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from indimaj.ledger import actions, chaining, sealing
from indimaj.ledger.models import Entry, Read, Seal

FILE = UUID("11111111-2222-3333-4444-555555555555")
AT = datetime(2014, 6, 2, 9, 30, tzinfo=UTC)
COMMON: dict[str, Any] = {"compartment": "status", "at": AT}
BY: dict[str, Any] = {"actor_kind": "staff", "actor": "7", "purpose": "examiner"}


@pytest.fixture(autouse=True)
def key(settings: Any) -> None:
    settings.LEDGER_KEY = "a-key-of-the-tests-for-the-ledger-0123456789"


def test_the_digest_of_an_act_is_what_it_always_was() -> None:
    entry = Entry(
        **COMMON, **BY, subject=FILE, number=3, verb="examine", detail={"fact": "birth"}, previous="ab"
    )
    assert actions.digest_of(entry) == "dcb2c19b53f0602af926127f0733a4dcad1d1af94890f60edf57ed189554ef2c"


def test_the_digest_of_a_reading_is_what_it_always_was() -> None:
    line = Read(**COMMON, **BY, what="queue", detail={"count": 2})
    assert actions.read_digest_of(line) == "6495100582ec95b8714271539feaead52e9fc4de4c84646603b80a45ccb7e93d"


def test_the_digest_of_a_seal_is_what_it_always_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "_lines", lambda seal: iter([(5, "aa"), (9, "bb")]))
    seal = Seal(**COMMON, stream="acts", number=2, first_line=5, last_line=9, previous="cd")
    digest = "f21c1ebbf5f1dd5378c4216b0593d1cb09202d5970e9c40e3d3488dc8fbbe0aa"
    assert sealing.digest_now(seal) == (digest, 2)


@pytest.mark.parametrize("model", [Entry, Read, Seal])
def test_a_digest_covers_every_column_but_the_keys_of_the_row_itself(model: Any) -> None:
    columns = {field.name for field in model._meta.concrete_fields}
    assert columns - set(chaining.covered(model())) <= {"id", "previous", "digest", "count"}
