"""Many rows into one table at once: what bulk_create and bulk_update write, with the questions asked once a column."""

import json
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db import connection, models

Convert = Callable[[Any], Any]
WORTH_A_COPY = 200


def insert(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one model. Keys that the database gives are not read back."""
    if not rows:
        return
    model: Any = type(rows[0])
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    load(model._meta.db_table, names, zip(*(_column(field, rows) for field in fields), strict=True))


def load(table: str, names: str, lines: Iterable[Sequence[Any]]) -> None:
    """Put lines of values, as the driver takes them, into some columns of a table: one COPY where that pays."""
    target, lines = f"{connection.ops.quote_name(table)} ({names})", list(lines)
    with connection.cursor() as cursor:
        if (
            connection.vendor == "postgresql"
            and len(lines) >= WORTH_A_COPY
            and not _is_cut_by_row(cursor, table)
        ):
            connection.validate_no_broken_transaction()
            with connection.wrap_database_errors, cursor.copy(f"COPY {target} FROM STDIN") as copy:
                for line in lines:
                    copy.write_row(line)
        else:
            places = ", ".join(["%s"] * (names.count(",") + 1))
            statement = f"INSERT INTO {target} VALUES ({places})"  # noqa: S608 -- names of our own models
            cursor.executemany(statement, lines)


def _is_cut_by_row(cursor: Any, table: str) -> bool:
    """Whether the wall shows this role some rows only: there PostgreSQL refuses a COPY."""
    cursor.execute("SELECT row_security_active(%s)", [connection.ops.quote_name(table)])
    return bool(cursor.fetchone()[0])


def update(rows: Sequence[models.Model], *columns: str) -> None:
    """Write some columns of rows that are there, by their primary keys."""
    if not rows:
        return
    model: Any = type(rows[0])
    fields, key = [model._meta.get_field(name) for name in columns], model._meta.pk
    quote = connection.ops.quote_name
    values = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    table = quote(model._meta.db_table)
    statement = f"UPDATE {table} SET {values} WHERE {quote(key.column)} = %s"  # noqa: S608 -- as above
    _write(statement, [_column(field, rows) for field in (*fields, key)])


def _write(statement: str, columns: list[Iterable[Any]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(zip(*columns, strict=True)))


def _column(field: Any, rows: Sequence[models.Model]) -> Iterable[Any]:
    """The values of one field, as the driver takes them."""
    values: Iterable[Any] = map(attrgetter(field.attname), rows)
    stored = field
    if isinstance(field, models.ForeignKey):
        # A row may have got its key after another was made that points at it.
        pairs = zip(values, rows, strict=True)
        values = [_late_key(field, row) if key is None else key for key, row in pairs]
        stored = field.target_field
    convert = _converter(stored)
    return values if convert is None else map(convert, values)


def _late_key(field: Any, row: models.Model) -> Any:
    other = field.get_cached_value(row) if field.is_cached(row) else None
    return None if other is None else other.pk


def _converter(field: Any) -> Convert | None:
    """How a value becomes what the driver takes; None where it is that already."""
    if isinstance(field, models.CharField | models.TextField):
        return _text
    if isinstance(field, models.IntegerField | models.BooleanField):
        return None
    if isinstance(field, models.UUIDField):
        return _hex if connection.vendor == "sqlite" else None
    if isinstance(field, models.JSONField) and field.encoder is None:
        return _json
    if isinstance(field, models.DateField):
        # Many rows of a set bear the same moments.
        return lru_cache(lambda value: field.get_db_prep_save(value, connection))
    return lambda value: field.get_db_prep_save(value, connection)


def _text(value: Any) -> Any:
    # A choice is a string of its own class, which drivers write in their own ways.
    return value if value is None or type(value) is str else str(value)


def _hex(value: Any) -> Any:
    return value.hex if isinstance(value, UUID) else value


def _json(value: Any) -> Any:
    return None if value is None else json.dumps(value)
