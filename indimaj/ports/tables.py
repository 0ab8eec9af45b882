"""Many rows into one table at once: the statements of bulk_create and bulk_update, written once instead of per row."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection, models

Getter = Callable[[Any], Any]


def insert(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one model. Keys that the database gives are not read back."""
    if not rows:
        return
    statement, getters = _insertion(type(rows[0]), connection.vendor)
    with connection.cursor() as cursor:
        cursor.executemany(statement, [[get(row) for get in getters] for row in rows])


def update(rows: Sequence[models.Model], *columns: str) -> None:
    """Write some columns of rows that are there, by their primary keys."""
    if not rows:
        return
    model: Any = type(rows[0])
    quote = connection.ops.quote_name
    fields: list[Any] = [model._meta.get_field(name) for name in columns]
    key = model._meta.pk
    settings = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    getters = [_getter(field) for field in (*fields, key)]
    statement = f"UPDATE {quote(model._meta.db_table)} SET {settings} WHERE {quote(key.column)} = %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(statement, [[get(row) for get in getters] for row in rows])


@lru_cache
def _insertion(model: type[models.Model], vendor: str) -> tuple[str, list[Getter]]:
    """The statement for a model and what reads its values, on one kind of database."""
    fields: list[Any] = [
        field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)
    ]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608
    return statement, [_getter(field) for field in fields]


def _getter(field: Any) -> Getter:
    """What reads the value of a field from a row, as the driver takes it."""
    name = field.attname
    if isinstance(field, models.ForeignKey):
        return _key_of(field)
    if isinstance(field, models.CharField | models.TextField):
        return lambda row: _text(getattr(row, name))
    if isinstance(field, models.IntegerField | models.BooleanField):
        return lambda row: getattr(row, name)
    return lambda row: field.get_db_prep_save(getattr(row, name), connection)


def _key_of(field: Any) -> Getter:
    """The key of the row that is pointed at; it may have got its key after it was pointed at."""
    name, target = field.attname, field.target_field

    def get(row: Any) -> Any:
        key = getattr(row, name)
        if key is None and field.is_cached(row):
            other = field.get_cached_value(row)
            key = None if other is None else other.pk
        return target.get_db_prep_save(key, connection)

    return get


def _text(value: Any) -> Any:
    # A choice is a string of its own class, which drivers write in their own ways.
    return value if value is None or type(value) is str else str(value)
