"""What we rely on in each engine, asked of a live connection."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from tests.house.tree import ROOT, shown, tracked


def asked(question: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_sqlite_writes_ahead_syncs_fully_and_takes_the_lock_at_once() -> None:
    if connection.vendor != "sqlite":
        assert asked("SHOW transaction_isolation") == "read committed"
        return
    assert (asked("PRAGMA journal_mode"), asked("PRAGMA synchronous"), asked("PRAGMA foreign_keys")) == (
        "wal",
        2,
        1,
    )
    assert asked("PRAGMA recursive_triggers") == 1
    assert connection.transaction_mode == "IMMEDIATE"  # type: ignore[attr-defined]


def test_morocco_is_on_universal_time_since_september_2026() -> None:
    rabat = ZoneInfo("Africa/Casablanca")
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert noon.astimezone(rabat).isoformat() == "2026-11-23T12:00:00+00:00"
    assert datetime(2026, 7, 1, 12, tzinfo=UTC).astimezone(rabat).isoformat() == "2026-07-01T13:00:00+01:00"


def test_no_engine_converts_zones_for_us_because_their_tables_may_be_old() -> None:
    converters = (
        "__date=",
        "__date__",
        "__time__",
        "__hour",
        "TruncDate",
        "TruncDay",
        "TruncHour",
        "convert_time_zone",
    )
    code = tracked("indimaj/*.py")
    assert [(shown(path), word) for path in code for word in converters if word in path.read_text()] == []


@pytest.mark.django_db
def test_the_models_have_all_their_migrations() -> None:
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    assert (ROOT / "indimaj" / "ledger" / "migrations" / "0001_initial.py").exists()
