"""What commitments are to each other: a person decides; nothing is put together by itself."""

from datetime import datetime

from django.db import transaction

from indimaj.ledger.actors import Actor
from indimaj.texts.words import Words

from ..enums import RelationKind
from ..models import Cluster, Commitment, CommitmentRelation
from ..permissions import may_change_commitment
from .errors import ToItself
from .who import hold, purpose_of, staff_of, write


@transaction.atomic
def relate(
    *, commitment: Commitment, other: Commitment, kind: RelationKind | str, by: Actor, at: datetime
) -> CommitmentRelation:
    """Say what the first is to the second; saying it twice changes nothing. Raises ToItself."""
    if commitment.pk == other.pk:
        raise ToItself
    current = hold(commitment)
    purpose = purpose_of(by, may_change_commitment, current)
    relation, new = CommitmentRelation.objects.get_or_create(
        from_commitment=current,
        to_commitment=other,
        kind=kind,
        defaults={"decided_by": staff_of(by), "at": at},
    )
    if new:
        write("commitment_related", current.pk, by, at, purpose, kind=str(kind), to=str(other.pk))
    return relation


@transaction.atomic
def unrelate(*, relation: CommitmentRelation, by: Actor, at: datetime) -> None:
    """Take a relation back; the ledger keeps that it was there."""
    current = hold(relation.from_commitment)
    purpose = purpose_of(by, may_change_commitment, current)
    gone, _kinds = CommitmentRelation.objects.filter(pk=relation.pk).delete()
    if gone:
        write(
            "commitment_unrelated",
            current.pk,
            by,
            at,
            purpose,
            kind=relation.kind,
            to=str(relation.to_commitment_id),
        )


@transaction.atomic
def gather(
    *, commitment: Commitment, other: Commitment, by: Actor, at: datetime, title: Words | None = None
) -> Cluster:
    """Put two commitments into one cluster: that of the other, else that of the first, else a new one."""
    if commitment.pk == other.pk:
        raise ToItself
    both = sorted((commitment, other), key=lambda one: one.pk)
    held = {one.pk: hold(one) for one in both}
    mine, theirs = held[commitment.pk], held[other.pk]
    purpose = purpose_of(by, may_change_commitment, mine)
    cluster = theirs.cluster or mine.cluster
    if cluster is None:
        cluster = Cluster.objects.create(title=title or theirs.title, made_by=staff_of(by), made_at=at)
    for one in (theirs, mine):
        if one.cluster_id != cluster.pk:
            one.cluster = cluster
            one.save(update_fields=["cluster"])
            write("commitment_gathered", one.pk, by, at, purpose, cluster=str(cluster.pk))
    return cluster


@transaction.atomic
def leave_cluster(*, commitment: Commitment, by: Actor, at: datetime) -> None:
    """Take a commitment out of its cluster."""
    current = hold(commitment)
    purpose = purpose_of(by, may_change_commitment, current)
    if current.cluster_id is not None:
        write("commitment_parted", current.pk, by, at, purpose, cluster=str(current.cluster_id))
        current.cluster = None
        current.save(update_fields=["cluster"])
