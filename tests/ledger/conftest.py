from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction

from indimaj.ledger import actions, triggers
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment

NOON = datetime(2014, 3, 3, 12, tzinfo=UTC)
SOMEBODY = Actor.staff(UUID(int=7))
FILE, OTHER_FILE = UUID(int=1), UUID(int=2)


@pytest.fixture(autouse=True)
def heads(tmp_path: Path, settings: Any) -> Path:
    """Each test writes the heads of its seals beside itself."""
    settings.DATA_DIR = tmp_path
    return tmp_path / "ledger-heads.txt"


@pytest.fixture
def tamper(db: None) -> Callable[..., None]:
    """Raw SQL by somebody who has taken the triggers off."""

    def run(statement: str, *values: object) -> None:
        triggers.drop(connection)
        with connection.cursor() as cursor:
            cursor.execute(statement, values)

    return run


def act(verb: str, subject: UUID = FILE, **fields: Any) -> None:
    with transaction.atomic():
        actions.record(
            compartment=Compartment.STATUS, subject=subject, verb=verb, by=SOMEBODY, at=NOON, **fields
        )


def read(what: str, subject: UUID | None = FILE, **fields: Any) -> None:
    actions.read(
        compartment=Compartment.STATUS,
        what=what,
        by=SOMEBODY,
        purpose="examination",
        subject=subject,
        **fields,
    )
