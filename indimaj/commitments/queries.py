"""Reads of the room. Lists go by keyset along the order of an index; withdrawn commitments are nowhere in them."""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    Exists,
    FloatField,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from indimaj.dialogue.models import Document, DocumentVersion, Event
from indimaj.directory.models import Place
from indimaj.ports import united

from . import similar
from .enums import ProposalState
from .models import (
    Commitment,
    CommitmentFeature,
    CommitmentLevel,
    CommitmentPassage,
    CommitmentRelation,
    CommitmentTheme,
    ImportBatch,
    ImportStep,
    Proposal,
)
from .reading.folding import fold
from .similar import Reason

PAGE, DATA_PAGE, PROPOSALS = 20, 500, 25
MOST_AROUND = 60
COUNT_LIMIT = 10_000
MOST_WORDS = 6
CANDIDATES, SUGGESTED = 40, 8
# A feature that so many commitments share tells nothing of two of them.
MOST_COMMON = 2_000
TOKENS, FEWEST_TOKENS, MOST_READ = 24, 6, 3_000


@dataclass(frozen=True)
class Filters:
    """What somebody looks for."""

    q: str = ""
    kind: str = ""
    theme: str = ""
    level: str = ""
    document: str = ""


@dataclass(frozen=True)
class Listed:
    """One page of a list, the cursor of the next, and how many there are; counting ends one beyond the limit."""

    rows: list[Any]
    after: str = ""
    count: int = 0


def found(filters: Filters) -> QuerySet[Commitment]:
    """The standing commitments that somebody looks for."""
    asked = Commitment.objects.standing()
    if filters.kind:
        asked = asked.filter(kind=filters.kind)
    if filters.document:
        asked = asked.filter(document_key=filters.document)
    if filters.theme:
        asked = asked.filter(
            Exists(CommitmentTheme.objects.filter(commitment=OuterRef("pk"), theme=filters.theme))
        )
    if filters.level:
        asked = asked.filter(
            Exists(CommitmentLevel.objects.filter(commitment=OuterRef("pk"), level=filters.level))
        )
    for word in fold(filters.q.replace("\x00", "")).split()[:MOST_WORDS]:
        # Not LIKE: of letters of two bytes it tries the pattern at every other byte, and takes three times as long.
        asked = asked.filter(GreaterThan(StrIndex("folded", Value(word)), 0))
    return asked


def page(filters: Filters, after: str = "", size: int = PAGE) -> Listed:
    """One page of what was found, the latest first."""
    after = "" if "\x00" in after else after
    asked = found(filters)
    if filters.q:
        # No index holds the words: they are looked for once, for the page and for the count.
        every = list(asked.order_by("rank").values_list("rank", flat=True)[: COUNT_LIMIT + 1])
        start = bisect_right(every, after)
        ranks = every[start : start + size]
        rows = Commitment.objects.standing().filter(rank__in=ranks)
        listed = list(rows.prefetch_related("themes").order_by("rank"))
        return Listed(listed, ranks[-1] if len(every) > start + size else "", len(every))
    count = asked.order_by().values("rank")[: COUNT_LIMIT + 1].count()
    beyond = asked.filter(rank__gt=after) if after else asked
    taken = list(beyond.prefetch_related("themes").order_by("rank")[: size + 1])
    more, taken = len(taken) > size, taken[:size]
    return Listed(taken, taken[-1].rank if more else "", count)


def data(filters: Filters, after: str = "", size: int | None = None) -> QuerySet[Commitment]:
    """Commitments with what open data tells of them."""
    asked = found(filters).filter(rank__gt=after) if after and "\x00" not in after else found(filters)
    with_all = asked.select_related("raised_in").prefetch_related("themes", "levels", "places", "passages")
    ordered = with_all.order_by("rank")
    return ordered[:size] if size else ordered


def documents() -> list[tuple[str, Any]]:
    """Documents that commitments come from: key, and title in words where the document is public."""
    keys = list(
        Commitment.objects.standing()
        .exclude(document_key="")
        .order_by()
        .values_list("document_key")
        .distinct()
    )
    flat = sorted(key for (key,) in keys)
    titles = dict(Document.objects.filter(key__in=flat, is_public=True).values_list("key", "title"))
    return [(key, titles.get(key)) for key in flat]


def commitment_of(key: str, *, standing: bool = True) -> Commitment | None:
    """A commitment with the event that it was raised in."""
    rows = Commitment.objects.standing() if standing else Commitment.objects.all()
    return rows.select_related("raised_in", "cluster", "batch").filter(key=key).first()


@dataclass(frozen=True)
class Around:
    """Themes, levels and places of a commitment, what it is to others, and the others of its cluster."""

    themes: list[str]
    levels: list[str]
    places: list[Place]
    relations: list[CommitmentRelation]
    mates: list[Commitment]


def around(one: Commitment) -> Around:
    """In one question to the database; commitments that were taken back are left out."""
    relations = CommitmentRelation.objects.filter(Q(from_commitment=one) | Q(to_commitment=one))
    ends = relations.values("from_commitment").union(relations.values("to_commitment"), all=True)
    others = Commitment.objects.standing()
    parts: dict[str, QuerySet[Any]] = {
        "themes": one.themes.all(),
        "levels": one.levels.all(),
        "places": Place.objects.filter(commitments=one),
        "relations": relations,
        "others": others.filter(pk__in=ends),
    }
    if one.cluster_id is not None:
        parts["mates"] = others.filter(cluster=one.cluster_id).exclude(pk=one.pk)
    read = united.fetch(parts)
    return Around(
        themes=sorted(row.theme for row in read["themes"]),
        levels=sorted(row.level for row in read["levels"]),
        places=sorted(read["places"], key=lambda place: place.pk),
        relations=_between(read["relations"], read["others"]),
        mates=sorted(read.get("mates", ()), key=lambda mate: mate.rank)[:MOST_AROUND],
    )


def _between(rows: list[CommitmentRelation], standing: list[Commitment]) -> list[CommitmentRelation]:
    """Relations of which both ends stand, with them."""
    known = {one.pk: one for one in standing}
    found = [row for row in rows if {row.from_commitment_id, row.to_commitment_id} <= known.keys()]
    for row in found:
        row.from_commitment, row.to_commitment = known[row.from_commitment_id], known[row.to_commitment_id]
    return sorted(found, key=lambda row: (row.kind, row.at, row.pk))[:MOST_AROUND]


def sources_of(commitment: Commitment) -> list[CommitmentPassage]:
    """The sentences that it comes from, with their documents; sponsors of one sentence stand together."""
    asked = CommitmentPassage.objects.filter(commitment=commitment)
    return list(
        asked.select_related("passage__version__document").order_by(
            "passage__version__number", "passage__start", "pk"
        )
    )


def marks_of(passages: Sequence[UUID]) -> dict[UUID, list[Commitment]]:
    """The standing commitments that come from each passage."""
    rows = CommitmentPassage.objects.filter(passage__in=passages, commitment__withdrawn_at=None)
    by_passage: dict[UUID, dict[UUID, Commitment]] = {}
    for row in rows.select_related("commitment").order_by("pk"):
        by_passage.setdefault(row.passage_id, {})[row.commitment_id] = row.commitment
    return {passage: list(found.values()) for passage, found in by_passage.items()}


# --- similar ones


@dataclass(frozen=True)
class Suggestion:
    """A commitment that looks alike, and why."""

    commitment: Commitment
    reason: Reason
    score: float


def suggestions(commitment: Commitment) -> list[Suggestion]:
    """Commitments that look alike, the likeliest first; those that a person has related already left out."""
    mine = set(commitment.features.values_list("feature", flat=True))
    common = _common(mine)
    weights = _weights(common)
    known = {commitment.pk}
    for first, second in CommitmentRelation.objects.filter(
        Q(from_commitment=commitment) | Q(to_commitment=commitment)
    ).values_list("from_commitment", "to_commitment"):
        known |= {first, second}
    ids = [pk for pk in _candidates(_strongest(weights, common), commitment) if pk not in known]
    rows = Commitment.objects.standing().filter(pk__in=ids)
    if commitment.cluster_id:
        rows = rows.exclude(cluster_id=commitment.cluster_id)
    shared: dict[UUID, set[str]] = {pk: set() for pk in ids}
    both = CommitmentFeature.objects.filter(commitment__in=ids, feature__in=sorted(mine))
    for pk, feature in both.values_list("commitment_id", "feature"):
        shared[pk].add(feature)
    compared = []
    for other in rows:
        reason = similar.compare(mine, shared[other.pk], commitment.text, other.text)
        if reason.says_something:
            compared.append(Suggestion(other, reason, similar.score(reason, weights)))
    return sorted(compared, key=lambda one: (-one.score, one.commitment.rank))[:SUGGESTED]


def _common(features: set[str]) -> Counter[str]:
    """How many commitments have each feature."""
    counted = (
        CommitmentFeature.objects.filter(feature__in=sorted(features))
        .order_by()
        .values_list("feature")
        .annotate(number=Count("pk"))
    )
    return Counter(dict(counted))


def _weights(common: Counter[str]) -> dict[str, float]:
    """How much each feature says: the rarer, the more."""
    total = max(common.values(), default=1) + 50
    factor = {"theme": 0.4, "number": 1.5, "term": 1.0, "shape": 0.8}
    return {
        one: factor.get(one.partition(":")[0], 1.0) * math.log(1 + total / max(number, 1))
        for one, number in common.items()
        if number <= MOST_COMMON
    }


def _strongest(weights: dict[str, float], common: Counter[str]) -> dict[str, float]:
    """The features that say most, as long as not too many commitments have one of them."""
    chosen: dict[str, float] = {}
    read = 0
    for feature, weight in sorted(weights.items(), key=lambda one: (-one[1], one[0]))[:TOKENS]:
        read += common[feature]
        if len(chosen) >= FEWEST_TOKENS and read > MOST_READ:
            break
        chosen[feature] = weight
    return chosen


def _candidates(strongest: dict[str, float], commitment: Commitment) -> list[UUID]:
    if not strongest:
        return []
    weight = Case(
        *(When(feature=feature, then=Value(value)) for feature, value in strongest.items()),
        default=Value(0.0),
        output_field=FloatField(),
    )
    rows = (
        CommitmentFeature.objects.filter(feature__in=sorted(strongest))
        .exclude(commitment=commitment)
        .order_by()
        .values_list("commitment_id")
        .annotate(total=Sum(weight))
        .order_by("-total", "commitment_id")[:CANDIDATES]
    )
    return [pk for pk, _total in rows]


# --- the desk


def version_of(pk: UUID) -> DocumentVersion | None:
    """A version to mark or to import."""
    return DocumentVersion.objects.select_related("document__event").filter(pk=pk).first()


def versions_to_read(limit: int = 10) -> list[DocumentVersion]:
    """The latest versions that nobody has had read yet."""
    rows = DocumentVersion.objects.filter(import_batches=None).defer("text", "raw_text")
    return list(rows.select_related("document").order_by("-added_at", "-number")[:limit])


def batches() -> list[ImportBatch]:
    """The latest imports, with how many proposals wait and how many there are."""
    waiting = Count("proposals", filter=Q(proposals__state=ProposalState.PROPOSED))
    rows = ImportBatch.objects.select_related("document_version__document", "imported_by")
    return list(rows.annotate(waiting=waiting, total=Count("proposals")).order_by("-imported_at", "-id")[:20])


def batch_of(pk: UUID) -> ImportBatch | None:
    """An import."""
    rows = ImportBatch.objects.select_related("document_version__document", "imported_by", "raised_in")
    return rows.filter(pk=pk).first()


def counts_of(batch: ImportBatch) -> dict[str, int]:
    """How many proposals are in each state."""
    counted = batch.proposals.order_by().values_list("state").annotate(number=Count("pk"))
    return dict.fromkeys(ProposalState.values, 0) | dict(counted)


def proposals(batch: ImportBatch, state: str, number: int) -> tuple[list[Proposal], bool]:
    """A page of proposals in one state, in the order of the document, and whether there are more."""
    start = (number - 1) * PROPOSALS
    rows = batch.proposals.filter(state=state).select_related("twin", "commitment").order_by("number")
    taken = list(rows[start : start + PROPOSALS + 1])
    return taken[:PROPOSALS], len(taken) > PROPOSALS


@dataclass(frozen=True)
class Waiting:
    """On which page a proposal waits, and its number in the document."""

    page: int
    number: int


def waits_at(batch: ImportBatch, pk: UUID) -> Waiting | None:
    """Where a proposal is found among those that wait."""
    waiting = batch.proposals.filter(state=ProposalState.PROPOSED)
    number = waiting.filter(pk=pk).values_list("number", flat=True).first()
    if number is None:
        return None
    return Waiting(waiting.filter(number__lt=number).count() // PROPOSALS + 1, number)


def proposal_of(batch: ImportBatch, pk: UUID) -> Proposal | None:
    """One proposal of an import."""
    return batch.proposals.select_related("twin", "commitment").filter(pk=pk).first()


def waiting_ids(batch: ImportBatch) -> list[UUID]:
    """Every proposal that waits."""
    return list(
        batch.proposals.filter(state=ProposalState.PROPOSED).order_by("number").values_list("pk", flat=True)
    )


def last_step(batch: ImportBatch) -> ImportStep | None:
    """What an undo would take back."""
    return batch.steps.filter(undone_at=None).order_by("-number").first()


def raised_in(event: Event, limit: int = 60) -> list[Commitment]:
    """The standing commitments that came of an event."""
    return list(Commitment.objects.standing().filter(raised_in=event).order_by("rank")[:limit])


def due_soon(today: date, limit: int = 20) -> list[Commitment]:
    """Standing commitments by their next date."""
    rows = Commitment.objects.standing().exclude(next_date=None)
    return list(rows.order_by("next_date", "id")[:limit])


def without_next_date() -> int:
    """How many have no next date: each ought to have one."""
    return Commitment.objects.standing().filter(next_date=None).order_by()[: COUNT_LIMIT + 1].count()


def iterate(filters: Filters) -> Iterator[Commitment]:
    """Every commitment found, some at a time."""
    after = ""
    while rows := list(data(filters, after, DATA_PAGE)):
        yield from rows
        after = rows[-1].rank
