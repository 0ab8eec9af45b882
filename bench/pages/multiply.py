"""A large campaign from a small one: each file's rows copied by SQL, with ids and numbers of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model

from indimaj.applications.models import Applicant, ApplicantKey, Application

STEP = 100_000
AT_ONCE = 40
OF_ORIGINALS = "SELECT applicant_id FROM applications_application WHERE length(reference) = 14"
ORIGINALS: dict[type[Model], str] = {
    Applicant: f"id IN ({OF_ORIGINALS})",
    Application: "length(reference) = 14",
    ApplicantKey: f"applicant_id IN ({OF_ORIGINALS})",
}


def multiply(size: int) -> None:
    """Copy applications, applicants and search keys until there are `size` files."""
    copies = -(-size // Application.objects.count())
    with _bulk() as cursor:
        for start in range(1, copies, AT_ONCE):
            numbers = ", ".join(f"({number})" for number in range(start, min(start + AT_ONCE, copies)))
            for model, changes in _plan().items():
                cursor.execute(_copy(model, changes, numbers))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


@contextmanager
def _bulk() -> Iterator[Any]:
    """On PostgreSQL without keys of other tables to look up, and with the indexes made again at the end."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            connection.connection.create_function("copied_id", 2, _copied_id)
            yield cursor
            return
        tables = [model._meta.db_table for model in ORIGINALS]
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND NOT EXISTS "
            "(SELECT 1 FROM pg_constraint WHERE conname = indexname)",
            [tables],
        )
        indexes = cursor.fetchall()
        cursor.execute("SET session_replication_role = replica")
        for name, _definition in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        yield cursor
        for _name, definition in indexes:
            cursor.execute(definition)
        cursor.execute("SET session_replication_role = DEFAULT")


def _plan() -> dict[type[Model], dict[str, str]]:
    """What differs in a copy; an empty text is a key that the database gives."""
    return {
        Applicant: {"id": _id_of("id")},
        Application: {
            "id": _id_of("id"),
            "applicant_id": _id_of("applicant_id"),
            "submission": _id_of("submission"),
            "reference": f"reference || '-' || {_four_digits()}",
            "order_number": f"order_number + {STEP} * copy.column1",
            "paper_number": "NULL",
        },
        ApplicantKey: {"id": "", "applicant_id": _id_of("applicant_id")},
    }


def _copy(model: type[Model], changes: dict[str, str], numbers: str) -> str:
    columns = [field.column for field in model._meta.local_concrete_fields if changes.get(field.column) != ""]
    values = ", ".join(changes.get(column, f'"{column}"') for column in columns)
    listed = ", ".join(f'"{column}"' for column in columns)
    table = model._meta.db_table
    return (
        f"INSERT INTO {table} ({listed}) SELECT {values} FROM {table}, (VALUES {numbers}) AS copy "
        f"WHERE {ORIGINALS[model]}"
    )


def _four_digits() -> str:
    if connection.vendor == "sqlite":
        return "printf('%04d', copy.column1)"
    return "lpad(copy.column1::text, 4, '0')"


def _id_of(column: str) -> str:
    if connection.vendor == "sqlite":
        return f'copied_id("{column}", copy.column1)'
    return f"(overlay(\"{column}\"::text placing lpad(to_hex(copy.column1), 8, '0') from 1 for 8))::uuid"


def _copied_id(one: str, number: int) -> str:
    return UUID(f"{number:08x}{UUID(one).hex[8:]}").hex
