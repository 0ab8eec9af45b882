"""What a counting source is: rows of one side, and the closed set of columns that a definition may name.

A column says how it is read as of a cut-off: what was recorded later had not happened yet.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Case, F, Func, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from indimaj.directory.models import Place
from indimaj.indicators import ColumnSpec, SourceSpec
from indimaj.indicators.sources import Kind
from indimaj.ledger.enums import Compartment

Read = Callable[[datetime], Combinable]
Condition = Callable[[datetime], Q | Combinable]
NOT_KNOWN = ""


@dataclass(frozen=True)
class Column:
    """One column. `fold` turns what the database groups by into a code of the column: a place into its region."""

    label: object
    kind: Kind
    read: Read
    choices: Any = None
    fold: str = ""
    like: str = ""
    broken_down: bool = False
    distinct: bool = False
    filtered: bool = True
    current: bool = False
    is_date: bool = False


@dataclass(frozen=True)
class Source:
    """Rows that may be counted. `recorded` are the moments after which a row is there."""

    label: object
    side: Compartment
    rows: Callable[[], QuerySet[Any]]
    recorded: tuple[str, ...]
    columns: Mapping[str, Column] = field(default_factory=dict)
    of_people: bool = True
    current: bool = False

    def spec(self) -> SourceSpec:
        """As the language of definitions knows it."""
        return SourceSpec(
            columns={name: _spec(column) for name, column in self.columns.items()},
            of_people=self.of_people,
            current=self.current,
        )


def _spec(column: Column) -> ColumnSpec:
    values = frozenset(str(value) for value in column.choices.values) if column.choices else None
    return ColumnSpec(
        kind=column.kind,
        values=values,
        filtered=column.filtered and not column.fold,
        broken_down=column.broken_down,
        distinct=column.distinct,
        current=column.current,
    )


class WholeDays(Func):
    """The whole days between two moments, by elapsed time: no time zone has a say."""

    output_field = models.IntegerField()
    arity = 2

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """On PostgreSQL by epochs."""
        template = "((floor(extract(epoch from %(expressions)s))::bigint) / 86400)"
        joined = "))::bigint - floor(extract(epoch from "
        return super().as_sql(compiler, connection, template=template, arg_joiner=joined, **more)

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """On SQLite by seconds, cut to whole ones."""
        template = "((strftime('%%%%s', %(expressions)s)) / 86400)"
        return super().as_sql(
            compiler, connection, template=template, arg_joiner=") - strftime('%%s', ", **more
        )


def code(
    path: str,
    label: object,
    choices: Any = None,
    *,
    by: bool = True,
    current: bool = False,
    distinct: bool = False,
) -> Column:
    """A column of codes, read as it stands."""
    return Column(
        label, "code", lambda _cut: F(path), choices, broken_down=by, current=current, distinct=distinct
    )


def known_then(path: str, since: str, label: object, choices: Any = None, *, by: bool = True) -> Column:
    """A code that was written at a moment: before it, nothing."""

    def read(cut: datetime) -> Combinable:
        return Case(When(Q(**{f"{since}__lt": cut}), then=F(path)), default=Value(NOT_KNOWN))

    return Column(label, "code", read, choices, broken_down=by)


def yes_no(
    condition: Callable[[datetime], Q | Combinable], label: object, *, current: bool = False
) -> Column:
    """A condition."""

    def read(cut: datetime) -> Combinable:
        found = condition(cut)
        return (
            found if not isinstance(found, Q) else Case(When(found, then=Value(True)), default=Value(False))
        )

    return Column(label, "yes_no", read, current=current)


def moment(path: str, label: object, *, is_date: bool = False) -> Column:
    """A moment, or a day."""
    return Column(label, "moment", lambda _cut: F(path), is_date=is_date)


def moment_of(read: Read, label: object, *, is_date: bool = False) -> Column:
    """A moment that has to be looked up."""
    return Column(label, "moment", read, is_date=is_date)


def days(after: str, before: str, label: object, *, known_at: str = "") -> Column:
    """Whole days from one moment to a later one; not known before the later one."""
    seen = known_at or after

    def read(cut: datetime) -> Combinable:
        return Case(When(Q(**{f"{seen}__lt": cut}), then=WholeDays(F(after), F(before))))

    return Column(label, "number", read)


def where(path: str, labels: tuple[object, object], *, current: bool = False) -> dict[str, Column]:
    """Province and region of one column of places."""
    province, region = labels
    read: Read = lambda _cut: F(path)  # noqa: E731
    return {
        "province": Column(province, "code", read, fold="province", broken_down=True, current=current),
        "region": Column(
            region, "code", read, fold="region", like="province", broken_down=True, current=current
        ),
    }


class Places:
    """The tree of places, read once for a counting: what province and region a place lies in."""

    def __init__(self) -> None:
        rows = Place.objects.values_list("code", "level", "parent")
        self.tree = {code: (level, parent) for code, level, parent in rows}

    def fold(self, kind: str, place: str | None) -> str:
        """The code of the province or region; nothing for a place above it, or none."""
        levels = ("region",) if kind == "region" else ("province", "prefecture")
        while place is not None and place in self.tree:
            level, parent = self.tree[place]
            if level in levels:
                return place
            place = parent
        return NOT_KNOWN
