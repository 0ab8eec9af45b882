"""What proves a claim, what is said of it later, and what carries a commitment out in the running system."""

import uuid

from django.db import models
from django.db.models import F, Q

from indimaj.commitments.models import Commitment
from indimaj.texts.fields import WordsField

from ..enums import CarrierKind, Claim, EvidenceKind, MarkKind, Shows
from ..querysets import EvidenceQuerySet
from .answers import Response
from .columns import by_whom
from .doing import Action, Milestone


class Evidence(models.Model):
    """What proves a claim, from a day and until a day. What is said of it later is a mark.

    Append-only but for translations.
    `commitment` is filled for a commitment and for an answer, `action` for an action and for a step.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    claim = models.CharField(max_length=10, choices=Claim.choices)
    commitment = models.ForeignKey(
        Commitment, null=True, on_delete=models.PROTECT, related_name="evidence", db_index=False
    )
    response = models.ForeignKey(
        Response, null=True, on_delete=models.PROTECT, related_name="evidence", db_index=False
    )
    action = models.ForeignKey(
        Action, null=True, on_delete=models.PROTECT, related_name="evidence", db_index=False
    )
    milestone = models.ForeignKey(
        Milestone, null=True, on_delete=models.PROTECT, related_name="evidence", db_index=False
    )
    kind = models.CharField(max_length=12, choices=EvidenceKind.choices)
    shows = models.CharField(max_length=8, choices=Shows.choices)
    reference = models.CharField(max_length=400)
    says = WordsField()
    to_translate = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    is_invented = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = by_whom()
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                condition=Q(claim=Claim.COMMITMENT, commitment__isnull=False, response=None, action=None)
                & Q(milestone=None)
                | Q(claim=Claim.RESPONSE, commitment__isnull=False, response__isnull=False, action=None)
                & Q(milestone=None)
                | Q(claim=Claim.ACTION, commitment=None, response=None, action__isnull=False, milestone=None)
                | Q(claim=Claim.MILESTONE, commitment=None, response=None, action__isnull=False)
                & Q(milestone__isnull=False),
                name="evidence_is_for_one_claim",
            ),
            models.CheckConstraint(
                condition=~Q(kind=EvidenceKind.PHOTO) | Q(claim__in=(Claim.ACTION, Claim.MILESTONE)),
                name="a_photograph_proves_no_words",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="evidence_ends_after",
            ),
            models.CheckConstraint(condition=~Q(reference=""), name="evidence_leads_somewhere"),
        ]
        indexes = [
            models.Index(fields=["valid_from", "id"], name="evidence_in_order"),
            models.Index(
                fields=["commitment"], condition=Q(commitment__isnull=False), name="evidence_of_a_commitment"
            ),
            models.Index(fields=["action"], condition=Q(action__isnull=False), name="evidence_of_an_action"),
            models.Index(
                fields=["milestone"], condition=Q(milestone__isnull=False), name="evidence_of_a_step"
            ),
            models.Index(
                fields=["reference"], condition=Q(kind=EvidenceKind.MEASUREMENT), name="evidence_of_a_figure"
            ),
            models.Index(
                fields=["valid_until", "id"],
                condition=Q(valid_until__isnull=False),
                name="evidence_that_ends",
            ),
            models.Index(
                fields=["-valid_from", "-id"], condition=Q(to_translate=True), name="evidence_to_translate"
            ),
        ]


class EvidenceMark(models.Model):
    """Somebody contests a piece of evidence, upholds it, or takes their own back. The last one counts.

    Append-only but for translations.
    """

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="marks", db_index=False)
    kind = models.CharField(max_length=10, choices=MarkKind.choices)
    reason = WordsField()
    to_translate = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = by_whom()
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        indexes = [
            models.Index(fields=["evidence", "id"], name="marks_in_order"),
            models.Index(fields=["-id"], condition=Q(to_translate=True), name="marks_to_translate"),
        ]


class PolicyLink(models.Model):
    """What carries a commitment or an action out in the running system, by kind and key; rooms above say if it is there."""

    commitment = models.ForeignKey(
        Commitment, null=True, on_delete=models.PROTECT, related_name="policy_links", db_index=False
    )
    action = models.ForeignKey(
        Action, null=True, on_delete=models.PROTECT, related_name="policy_links", db_index=False
    )
    kind = models.CharField(max_length=12, choices=CarrierKind.choices)
    key = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    made_by = by_whom()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(commitment=None, action__isnull=False) | Q(commitment__isnull=False, action=None),
                name="carries_one_thing",
            ),
            models.UniqueConstraint(
                fields=["commitment", "kind", "key"],
                condition=Q(commitment__isnull=False),
                name="carries_a_commitment_once",
            ),
            models.UniqueConstraint(
                fields=["action", "kind", "key"],
                condition=Q(action__isnull=False),
                name="carries_an_action_once",
            ),
        ]
        indexes = [models.Index(fields=["kind", "key"], name="carried_by")]
