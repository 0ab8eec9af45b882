"""Finds people by reference, phone, document or name in any script, and likely duplicates: for one side at a time.

Each side of the wall has its own table of keys and names it here; nothing here reads both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models import Q

from indimaj.linkage.comparison import LIKELY, Comparison
from indimaj.linkage.lookup import Probe, index_rows, likely, probe_sql
from indimaj.linkage.records import (
    Kind,
    PersonName,
    Record,
    block_keys,
    document_key,
    phone_key,
    phone_tail,
)
from indimaj.linkage.similarity import name_similarity

from .codes import read_reference
from .models import Identity

FOUND_LIMIT = 25
# How many names are compared for one search; more than this asks for another word.
CANDIDATES = 300
NAME_KINDS = (Kind.YEAR_AND_NAMES, Kind.UNDATED_NAMES)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


@dataclass(frozen=True)
class Found:
    """What a search found: rows of the caller's columns, and whether more names were near than were compared."""

    rows: list[dict[str, Any]]
    cut: bool = False


def record_of(person: Identity) -> Record:
    """What the duplicate search compares: the name in each script, as written and as said."""
    names = [PersonName(person.given_names, person.family_name)]
    names += [PersonName(other) for other in (person.name_arabic, person.name_said)]
    return Record(
        names=tuple(name for name in names if name.whole()),
        born_from=person.birth_from,
        born_to=person.birth_to,
        sex=person.sex,
        nationalities=tuple(person.nationalities),
        phones=(person.phone,) if person.phone else (),
        documents=(person.document_number,) if person.document_number else (),
        mother=person.mother_name,
    )


def keys_of(person: Identity, table: type[models.Model], owner: str) -> list[Any]:
    """The search keys of a person, as rows of their side's table; `owner` is its column for the person."""
    return [
        table(**{owner: person.pk}, kind=int(kind), key=key, birth_year=year)
        for kind, key, year in index_rows(record_of(person))
    ]


@dataclass(frozen=True)
class Finder:
    """The search of one side: its people, their table of keys, and the rows in which they are shown.

    `path` leads from a row that is searched to the person's id, `prefix` to the person's columns; `order` is
    the order of the rows, and its first column must be one of `columns`.
    """

    people: Any
    table: Any
    owner: str
    path: str
    prefix: str
    order: tuple[str, ...]
    columns: tuple[str, ...]

    def search(self, visible: models.QuerySet[Any], text: str) -> Found:
        """Find rows among those that the reader may see."""
        text = text.translate(_DIGITS).strip()
        if not text:
            return Found([])
        if reference := read_reference(text):
            return Found(list(visible.filter(reference=reference).values(*self.columns)))
        bare = "".join(sign for sign in text if sign.isalnum())
        if bare.isdigit():
            return Found(self._by_number(visible, bare))
        if any(sign.isdigit() for sign in bare):
            return Found(self._take(visible, Kind.DOCUMENT, document_key(text)))
        return self._by_name(visible, text)

    def duplicates(self, person: Identity, limit: int = 5) -> dict[Any, Comparison]:
        """People of this side who may be the same, by id, best first. A person decides, never this."""
        record = record_of(person)
        if not record.names and not record.phones and not record.documents:
            return {}
        matches = likely(record, self._fetch, self._load, limit)
        return {
            match.record_id: match.comparison
            for match in matches
            if match.comparison.score >= LIKELY and match.record_id != person.pk
        }

    def _by_number(self, visible: models.QuerySet[Any], digits: str) -> list[dict[str, Any]]:
        """Four digits are the end of a phone; seven or more a phone or a document."""
        if len(digits) == 4:
            return self._take(visible, Kind.PHONE_TAIL, phone_tail(digits))
        found = self._take(visible, Kind.PHONE, phone_key(digits))
        return found or self._take(visible, Kind.DOCUMENT, document_key(digits))

    def _take(self, visible: models.QuerySet[Any], kind: Kind, key: str) -> list[dict[str, Any]]:
        if not key:
            return []
        chosen = visible.filter(self._keyed([kind], [key])).order_by(*self.order)
        return list(chosen.values(*self.columns)[:FOUND_LIMIT])

    def _keyed(self, kinds: Sequence[Kind], keys: Sequence[str]) -> Q:
        matching = self.table.objects.filter(kind__in=[int(kind) for kind in kinds], key__in=list(keys))
        return Q(**{f"{self.path}__in": matching.values(self.owner)})

    def _by_name(self, visible: models.QuerySet[Any], text: str) -> Found:
        """Names whose skeletons meet, ranked by how near they are."""
        keys = block_keys(Record(names=(PersonName(text),)))
        pairs = [key for kind, key, _ in keys if kind is Kind.UNDATED_NAMES]
        words = [key for kind, key, _ in keys if kind is Kind.YEAR_AND_WORD]
        near = self._near(visible, NAME_KINDS, pairs) if pairs else []
        if not near and words:
            near = self._near(visible, [Kind.YEAR_AND_WORD], words)
        first = self.order[0]
        ranked = sorted(near[:CANDIDATES], key=lambda row: (-self._nearness(text, row), row[first]))
        return Found(ranked[:FOUND_LIMIT], cut=len(near) > CANDIDATES)

    def _near(
        self, visible: models.QuerySet[Any], kinds: Sequence[Kind], keys: Sequence[str]
    ) -> list[dict[str, Any]]:
        return list(visible.filter(self._keyed(kinds, keys)).values(*self.columns)[: CANDIDATES + 1])

    def _nearness(self, text: str, row: Mapping[str, Any]) -> float:
        given, family, arabic, said = (
            row[f"{self.prefix}{name}"] for name in ("given_names", "family_name", "name_arabic", "name_said")
        )
        names = (f"{given} {family}".strip(), arabic, said)
        return max((name_similarity(text, name).score for name in names if name), default=0.0)

    def _fetch(self, asked: Sequence[Probe]) -> list[tuple[int, UUID]]:
        """Read ranges of the key index with one statement."""
        if not asked:
            return []
        dialect: Any = "postgresql" if connection.vendor == "postgresql" else "sqlite"
        name = connection.ops.quote_name(self.table._meta.db_table)
        parameters: Any
        sql, parameters = probe_sql(dialect, asked, table=name, record_column=self.owner)
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return [(position, _uuid(identifier)) for position, identifier in cursor.fetchall()]

    def _load(self, identifiers: Sequence[UUID]) -> dict[UUID, Record]:
        found = self.people.objects.in_bulk(list(identifiers))
        return {identifier: record_of(person) for identifier, person in found.items()}


def _uuid(stored: UUID | str) -> UUID:
    """SQLite keeps an id as text."""
    return stored if isinstance(stored, UUID) else UUID(stored)
