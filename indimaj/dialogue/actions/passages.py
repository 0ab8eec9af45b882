"""Passages are marked, and found again in every other version of their document."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from indimaj.ledger.actors import Actor

from .. import anchoring
from ..anchoring import Anchor, Searched
from ..enums import Outcome
from ..models import Document, DocumentVersion, Passage, Placement
from ..permissions import may_mark
from .errors import NotInText
from .who import hold_document, purpose_of, staff_of, write


@transaction.atomic
def mark_passage(
    *, version: DocumentVersion, start: int, end: int, by: Actor, at: datetime, quote: str | None = None
) -> Passage:
    """Mark the text between two offsets; the same place twice is one passage.

    Raises NotInText when the offsets lie outside, hold no words, or do not hold `quote`.
    """
    return mark_passages(version=version, places=[(start, end)], by=by, at=at, quotes=[quote])[0]


@transaction.atomic
def mark_passages(
    *,
    version: DocumentVersion,
    places: Sequence[tuple[int, int]],
    by: Actor,
    at: datetime,
    quotes: Sequence[str | None] | None = None,
) -> list[Passage]:
    """Mark many passages of one version at once, in the order given; in a fixed number of queries."""
    purpose = purpose_of(by, may_mark, version)
    anchors = [
        _anchor(version, start, end, quote)
        for (start, end), quote in zip(places, quotes or [None] * len(places), strict=True)
    ]
    document = hold_document(version.document)
    there = _by_place(version)
    staff = staff_of(by)
    wanted = {(one.start, one.end): one for one in anchors}
    fresh = [
        Passage(
            version=version,
            start=one.start,
            end=one.end,
            quote=one.quote,
            prefix=one.prefix,
            suffix=one.suffix,
            marked_at=at,
            marked_by=staff,
        )
        for place, one in wanted.items()
        if place not in there
    ]
    Passage.objects.bulk_create(fresh)
    there |= {(one.start, one.end): one for one in fresh}
    if fresh:
        _find_in(
            document, fresh, DocumentVersion.objects.filter(document=document).exclude(pk=version.pk), at
        )
        write(
            "passage_marked", document.pk, by, at, purpose, number=version.number, passages=len(fresh),
            ids=[str(one.pk) for one in fresh[:50]],
        )  # fmt: skip
    return [there[one.start, one.end] for one in anchors]


def _anchor(version: DocumentVersion, start: int, end: int, quote: str | None) -> Anchor:
    try:
        found = anchoring.anchor(version.text, start, end)
    except ValueError:
        raise NotInText from None
    if quote is not None and anchoring.plain(quote)[0].strip() != anchoring.plain(found.quote)[0]:
        raise NotInText
    return found


def _by_place(version: DocumentVersion) -> dict[tuple[int, int], Passage]:
    return {(one.start, one.end): one for one in Passage.objects.filter(version=version)}


def realign_onto(document: Document, version: DocumentVersion, at: datetime) -> None:
    """Find every passage of the document's other versions in one that is new; a passage of another language is left."""
    passages = Passage.objects.filter(version__document=document).exclude(version=version)
    _find_in(document, list(passages.select_related("version")), [version], at)


def _find_in(
    document: Document, passages: Sequence[Passage], versions: Iterable[DocumentVersion], at: datetime
) -> None:
    """Write where passages stand in versions of the same language."""
    rows = []
    for version in versions:
        searched: Searched | None = None
        for passage in passages:
            if not follows(passage.version, version):
                continue
            searched = searched or Searched(version.text)
            found = anchoring.realign(passage, searched)
            rows.append(
                Placement(
                    passage=passage,
                    version=version,
                    outcome=found.outcome,
                    start=found.start,
                    end=found.end,
                    likeness=found.likeness,
                    placed_at=at,
                )
            )
    Placement.objects.bulk_create(rows)


def follows(one: DocumentVersion, other: DocumentVersion) -> bool:
    """Whether a passage of one version is looked for in the other: same document, same language."""
    return one.document_id == other.document_id and one.language == other.language


@transaction.atomic
def place_passage(*, placement: Placement, start: int, end: int, by: Actor, at: datetime) -> Placement:
    """A person says where a passage stands in a version: what was lost is found, what was nearly right is settled."""
    purpose = purpose_of(by, may_mark, placement.version)
    found = _anchor(placement.version, start, end, None)
    hold_document(placement.version.document)
    current = Placement.objects.select_related("passage", "version").get(pk=placement.pk)
    current.outcome, current.start, current.end = Outcome.MOVED, found.start, found.end
    if (found.start, found.quote) == (current.passage.start, current.passage.quote):
        current.outcome = Outcome.EXACT
    current.likeness = anchoring.likeness(current.passage.quote, found.quote)
    current.placed_by, current.placed_at = staff_of(by), at
    current.save(update_fields=["outcome", "start", "end", "likeness", "placed_by", "placed_at"])
    write(
        "passage_placed", current.version.document_id, by, at, purpose,
        passage=str(current.passage_id), number=current.version.number,
    )  # fmt: skip
    return current
