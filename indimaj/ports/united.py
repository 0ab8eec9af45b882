"""Rows of many tables in one question: each part selects its name and what it tells as one object, and all are united.

For pages that show a little of everything: a round trip for each table would cost more than its rows do.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import models
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import JSONObject

Columns = Mapping[str, Any]
Part = tuple["QuerySet[Any]", Columns]


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
    return {name: [_row(parts[name].model, one) for one in rows] for name, rows in told.items()}


def _part(name: str, rows: "QuerySet[Any]", columns: Columns) -> "QuerySet[Any, Any]":
    told = rows.order_by().annotate(part_name=Value(name, CharField()), part_row=JSONObject(**columns))
    return told.values_list("part_name", "part_row")


def _columns(model: Any) -> Columns:
    return {field.attname: F(field.attname) for field in model._meta.concrete_fields}


def _row(model: Any, told: Mapping[str, Any]) -> Any:
    row = model(
        **{field.attname: _value(field, told[field.attname]) for field in model._meta.concrete_fields}
    )
    row._state.adding = False
    return row


def _value(field: Any, told: Any) -> Any:
    """What the field of a row holds."""
    stored = field.target_field if isinstance(field, models.ForeignKey) else field
    if told is None:
        return None
    if isinstance(stored, models.JSONField):
        return document(told)
    if isinstance(stored, models.DateTimeField):
        return moment(told)
    return stored.to_python(told)


def document(told: Any) -> Any:
    """What a column of JSON holds: SQLite keeps it as text, and an object holds it as that."""
    return json.loads(told) if isinstance(told, str) else told


def moment(told: str) -> datetime:
    """The moment that a text of the database names; SQLite keeps moments in UTC, and does not say so."""
    at = datetime.fromisoformat(told)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
