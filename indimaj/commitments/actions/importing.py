"""A version is read: what it asks and promises becomes proposals, and nothing else, until a person confirms."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from indimaj.dialogue.models import DocumentVersion, Event
from indimaj.ledger.actors import Actor
from indimaj.ports import tables

from .. import languages, rows
from ..enums import CommitmentKind, Style
from ..models import Commitment, CommitmentPassage, ImportBatch, Proposal
from ..permissions import may_import
from ..reading import Finding, read, vocabulary
from .errors import NothingFound, NotOurLanguage
from .who import purpose_of, staff_of, write

LONGEST_CODE, LONGEST_SPONSOR = 24, 200


@transaction.atomic
def open_import(
    *,
    version: DocumentVersion,
    style: Style | str,
    kind: CommitmentKind | str,
    by: Actor,
    at: datetime,
    addressed_to: str = "",
    raised_on: date | None = None,
    raised_in: Event | None = None,
    submission: UUID | None = None,
) -> ImportBatch:
    """Read a version and keep what it proposes; the same submission twice is one import.

    `kind` is what its items are where their own words do not say. Raises NotOurLanguage, NothingFound.
    """
    purpose = purpose_of(by, may_import, version)
    submission = submission or uuid4()
    if there := ImportBatch.objects.filter(submission=submission).first():
        return there
    if not languages.of(version.text, version.language):
        raise NotOurLanguage(version.language)
    found = read(version.text, style, version.language)
    if not found:
        raise NothingFound
    document = version.document
    batch = ImportBatch.objects.create(
        document_version=version,
        style=style,
        kind=kind,
        addressed_to=addressed_to,
        raised_on=raised_on or document.published_on,
        raised_in=raised_in or document.event,
        imported_by=staff_of(by),
        imported_at=at,
        submission=submission,
    )
    proposals = [_proposal(batch, number, one) for number, one in enumerate(found, 1)]
    _once_a_code(proposals)
    _find_twins(batch, proposals)
    tables.insert(proposals)
    write(
        "import_opened", batch.pk, by, at, purpose,
        document=document.key, number=version.number, style=str(style), proposals=len(proposals),
    )  # fmt: skip
    return batch


def _proposal(batch: ImportBatch, number: int, found: Finding) -> Proposal:
    language = languages.of(found.text, batch.document_version.language)
    return Proposal(
        batch=batch,
        number=number,
        code=found.code[:LONGEST_CODE],
        kind=found.kind or batch.kind,
        title=rows.short(found.text),
        text=found.text,
        start=found.start,
        end=found.end,
        sponsors=[[one.name[:LONGEST_SPONSOR], one.country] for one in found.sponsors],
        position=found.position or "",
        themes=vocabulary.themes_of(vocabulary.terms_in(found.text, language)),
    )


def _once_a_code(proposals: Sequence[Proposal]) -> None:
    """Two lists of one document both begin at 1: a code that is there twice is none."""
    count = Counter(one.code for one in proposals)
    for one in proposals:
        if count[one.code] > 1:
            one.code = ""


def _find_twins(batch: ImportBatch, proposals: Sequence[Proposal]) -> None:
    """Commitments that are there already: of the same sentence, or of the same code in another language."""
    document = batch.document_version.document
    coded = {one.code: one for one in Commitment.objects.filter(document_key=document.key).exclude(code="")}
    marked = {
        (one.passage.start, one.passage.end): one.commitment
        for one in CommitmentPassage.objects.filter(passage__version=batch.document_version).select_related(
            "passage", "commitment"
        )
    }
    for one in proposals:
        twin = marked.get((one.start, one.end)) or coded.get(one.code) or coded.get(_mirror(one.code))
        if twin is not None and _may_be_the_same(batch, one, twin):
            one.twin, one.code = twin, twin.code or one.code
        elif one.code in coded:
            one.code = ""


def _may_be_the_same(batch: ImportBatch, one: Proposal, twin: Commitment) -> bool:
    """Codes of a review are one key in every language; a "1." of a plain list is only where the language is new."""
    language = languages.of(one.text, batch.document_version.language)
    known = twin.text.get(language)
    return batch.style == Style.UN_REVIEW or known is None or known["text"] == one.text


def _mirror(code: str) -> str:
    first, point, second = code.partition(".")
    return f"{second}.{first}" if point else ""
