"""Rows of many tables in one question: each part selects its name and what it tells as one object, and all are united.

For pages that show a little of everything: a round trip for each table would cost more than its rows do.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, F, Func, JSONField, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler

Columns = Mapping[str, Any]
Part = tuple["QuerySet[Any]", Columns]


class Told(Func):
    """The columns of a row as one object of JSON.

    Django's own JSONObject makes an expression of each name, and a cast of it: of a page that asks a dozen tables for all
    of their columns, that was a fifth of the work.
    """

    output_field = JSONField()

    def __init__(self, **columns: Any) -> None:
        self.names = tuple(columns)
        if not all(name.isidentifier() for name in self.names):
            raise ValueError(f"Not names of columns: {self.names}")
        super().__init__(*columns.values())

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, *_args: Any, **_more: Any
    ) -> tuple[str, Any]:
        """The names go in as they are: they are those of this code."""
        function = "JSONB_BUILD_OBJECT" if connection.vendor == "postgresql" else "JSON_OBJECT"
        asked = [compiler.compile(expression) for expression in self.get_source_expressions()]
        told = ", ".join(f"'{name}', {sql}" for name, (sql, _values) in zip(self.names, asked, strict=True))
        return f"{function}({told})", [value for _sql, values in asked for value in values]


def tell(parts: Mapping[str, Part]) -> dict[str, list[dict[str, Any]]]:
    """What each part tells of its rows, in no order: the columns are expressions by the name that they get.

    Values come as JSON has them: a day is a text, and so is a key.
    """
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in parts}
    asked = [_part(name, rows, columns) for name, (rows, columns) in parts.items()]
    if not asked:
        return found
    for name, told in asked[0].union(*asked[1:], all=True) if len(asked) > 1 else asked[0]:
        found[name].append(told if isinstance(told, dict) else json.loads(told))
    return found


def fetch(parts: Mapping[str, "QuerySet[Any]"]) -> dict[str, list[Any]]:
    """The rows of each part, in no order, with every column; of what they point at, the keys alone."""
    told = tell({name: (rows, _columns(rows.model)) for name, rows in parts.items()})
    return {name: list(_rows(parts[name], rows)) for name, rows in told.items()}


def _part(name: str, rows: "QuerySet[Any]", columns: Columns) -> "QuerySet[Any, Any]":
    told = rows.order_by().annotate(part_name=Value(name, CharField()), part_row=Told(**columns))
    return told.values_list("part_name", "part_row")


def _columns(model: Any) -> Columns:
    return {field.attname: F(field.attname) for field in model._meta.concrete_fields}


def _rows(part: "QuerySet[Any]", told: Iterable[Mapping[str, Any]]) -> Iterator[Any]:
    model: Any = part.model
    names, read = zip(*_readers(model), strict=True)
    for one in told:
        given = zip(read, map(one.__getitem__, names), strict=True)
        yield model.from_db(
            part.db, names, [None if value is None else reader(value) for reader, value in given]
        )


@lru_cache(maxsize=100)
def _readers(model: Any) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """What makes of a value of JSON what the field of a row holds, for each column."""
    return tuple((field.attname, _reader(field)) for field in model._meta.concrete_fields)


def _reader(field: Any) -> Callable[[Any], Any]:
    stored = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(stored, models.JSONField):
        return document
    if isinstance(stored, models.DateTimeField):
        return moment
    return stored.to_python


def document(told: Any) -> Any:
    """What a column of JSON holds: SQLite keeps it as text, and an object holds it as that."""
    return json.loads(told) if isinstance(told, str) else told


def moment(told: str) -> datetime:
    """The moment that a text of the database names; SQLite keeps moments in UTC, and does not say so."""
    at = datetime.fromisoformat(told)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
