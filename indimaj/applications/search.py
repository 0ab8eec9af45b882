"""Finds a file by reference, phone, document or name in any script; and likely duplicates of a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from indimaj.directory.models import Office, Staff
from indimaj.linkage.comparison import LIKELY, FieldVerdict
from indimaj.linkage.lookup import Probe, likely, probe_sql
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
from indimaj.people.codes import read_reference
from indimaj.people.models import Identity

from .actions import rows
from .models import Applicant, ApplicantKey, Application
from .queries import COLUMNS
from .querysets import ApplicationQuerySet

FOUND_LIMIT = 25
# How many names are compared for one search; more than this asks for another word.
CANDIDATES = 300
NAME_KINDS = (Kind.YEAR_AND_NAMES, Kind.UNDATED_NAMES)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


@dataclass(frozen=True)
class Found:
    """What a search found: rows of `queries.COLUMNS`, and whether more names were near than were compared."""

    rows: list[dict[str, Any]]
    cut: bool = False


@dataclass(frozen=True)
class Likely:
    """A file that may be the same person's: the office where it is, and each field's reason.

    `reference` is there only for a viewer who may open that file.
    """

    office: Office
    score: float
    fields: tuple[FieldVerdict, ...]
    reference: str = ""


def search(staff: Staff, text: str) -> Found:
    """Find files among those that this person may see."""
    text = text.translate(_DIGITS).strip()
    visible = Application.objects.visible_to(staff)
    if not text:
        return Found([])
    if reference := read_reference(text):
        return Found(list(visible.filter(reference=reference).values(*COLUMNS)))
    bare = "".join(sign for sign in text if sign.isalnum())
    if bare.isdigit():
        return Found(_by_number(visible, bare))
    if any(sign.isdigit() for sign in bare):
        return Found(_take(visible, Kind.DOCUMENT, document_key(text)))
    return _by_name(visible, text)


def _by_number(visible: ApplicationQuerySet, digits: str) -> list[dict[str, Any]]:
    """Four digits are the end of a phone; seven or more a phone or a document."""
    if len(digits) == 4:
        return _take(visible, Kind.PHONE_TAIL, phone_tail(digits))
    found = _take(visible, Kind.PHONE, phone_key(digits))
    return found or _take(visible, Kind.DOCUMENT, document_key(digits))


def _take(visible: ApplicationQuerySet, kind: Kind, key: str) -> list[dict[str, Any]]:
    if not key:
        return []
    return list(visible.filter(_keyed([kind], [key])).oldest_first().values(*COLUMNS)[:FOUND_LIMIT])


def _keyed(kinds: Sequence[Kind], keys: Sequence[str]) -> Q:
    matching = ApplicantKey.objects.filter(kind__in=[int(kind) for kind in kinds], key__in=list(keys))
    return Q(applicant_id__in=matching.values("applicant_id"))


def _by_name(visible: ApplicationQuerySet, text: str) -> Found:
    """Names whose skeletons meet, ranked by how near they are."""
    keys = block_keys(Record(names=(PersonName(text),)))
    pairs = [key for kind, key, _ in keys if kind is Kind.UNDATED_NAMES]
    words = [key for kind, key, _ in keys if kind is Kind.YEAR_AND_WORD]
    near = list(visible.filter(_keyed(NAME_KINDS, pairs)).values(*COLUMNS)[: CANDIDATES + 1]) if pairs else []
    if not near and words:
        near = list(visible.filter(_keyed([Kind.YEAR_AND_WORD], words)).values(*COLUMNS)[: CANDIDATES + 1])
    ranked = sorted(near[:CANDIDATES], key=lambda row: (-_nearness(text, row), row["submitted_at"]))
    return Found(ranked[:FOUND_LIMIT], cut=len(near) > CANDIDATES)


def _nearness(text: str, row: Mapping[str, Any]) -> float:
    written = f"{row['applicant__given_names']} {row['applicant__family_name']}".strip()
    names = (written, row["applicant__name_arabic"], row["applicant__name_said"])
    return max(name_similarity(text, name).score for name in names if name)


def duplicates(staff: Staff, person: Identity, *, limit: int = 5) -> list[Likely]:
    """Files on this side of the wall that may be the same person's, best first. A person decides, never this."""
    record = rows.record_of(person)
    if not record.names and not record.phones and not record.documents:
        return []
    matches = [match for match in likely(record, _fetch, _load, limit) if match.comparison.score >= LIKELY]
    by_applicant = {match.record_id: match.comparison for match in matches}
    files = Application.objects.filter(applicant_id__in=list(by_applicant), submitted_at__isnull=False)
    mine = set(
        Application.objects.visible_to(staff)
        .filter(applicant_id__in=list(by_applicant))
        .values_list("id", flat=True)
    )
    found = [
        Likely(
            office=file.office,
            score=by_applicant[file.applicant_id].score,
            fields=tuple(
                field for field in by_applicant[file.applicant_id].fields if field.verdict != "unknown"
            ),
            reference=file.reference if file.pk in mine else "",
        )
        for file in files.select_related("office")
    ]
    return sorted(found, key=lambda one: -one.score)


def _fetch(asked: Sequence[Probe]) -> list[tuple[int, UUID]]:
    """Read ranges of the key index with one statement."""
    if not asked:
        return []
    dialect: Any = "postgresql" if connection.vendor == "postgresql" else "sqlite"
    table = connection.ops.quote_name(ApplicantKey._meta.db_table)
    parameters: Any
    sql, parameters = probe_sql(dialect, asked, table=table, record_column="applicant_id")
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [(position, _uuid(identifier)) for position, identifier in cursor.fetchall()]


def _uuid(stored: UUID | str) -> UUID:
    """SQLite keeps an id as text."""
    return stored if isinstance(stored, UUID) else UUID(stored)


def _load(identifiers: Sequence[UUID]) -> dict[UUID, Record]:
    people = Applicant.objects.in_bulk(list(identifiers))
    return {identifier: rows.record_of(person) for identifier, person in people.items()}
