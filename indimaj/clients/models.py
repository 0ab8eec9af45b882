"""A person on the service side, their consents, and who helps them. Nothing here knows of a residence file."""

import uuid
from uuid import UUID

from django.db import models

from indimaj.directory.models import Body, Place, Staff
from indimaj.ledger.actors import Actor
from indimaj.people.models import Identity
from indimaj.proofs.enums import Fact, ProofPurpose, Value

from .enums import ArrivalKind, Community, ConsentPurpose, ErasureGround, ErasureState, ObjectionState
from .querysets import ClientQuerySet


class Client(Identity):
    """A person on the service side of the wall: own reference, code and PIN, which open this side alone."""

    reference = models.CharField(max_length=20, unique=True)
    community = models.CharField(max_length=8, choices=Community.choices, default=Community.MIGRANT)
    language = models.CharField(max_length=3, default="ar")
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT)
    guardian = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="children")
    registered_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    code_digest = models.CharField(max_length=64)
    pin_digest = models.CharField(max_length=128, blank=True)
    erased_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    objects = ClientQuerySet.as_manager()
    # Set while a guardian has the page of their child open; never kept.
    opened_by: UUID | None = None

    class Meta(Identity.Meta):
        abstract = False

    def actor(self) -> Actor:
        """Who acts on this page: the person, or the guardian who has it open."""
        return Actor.person(self.opened_by or self.pk)


class ClientKey(models.Model):
    """A search key of a client (`linkage.records.Kind`): this side's own index."""

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="keys", db_index=False)
    kind = models.SmallIntegerField()
    key = models.CharField(max_length=80)
    birth_year = models.SmallIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "key", "birth_year", "client"], name="client_key_lookup"),
            models.Index(fields=["client"], name="keys_of_a_client"),
        ]


class Support(models.Model):
    """A body helps a person, through one caseworker at a time; hand-over ends one row and begins the next."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="supports")
    body = models.ForeignKey(Body, on_delete=models.PROTECT)
    caseworker = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="supports")
    since = models.DateTimeField()
    contact_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    is_open = models.BooleanField(default=True)
    handed_over_from = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client", "body"], condition=models.Q(is_open=True), name="one_open_support_per_body"
            )
        ]
        indexes = [
            models.Index(
                fields=["caseworker", "contact_at", "id"],
                condition=models.Q(is_open=True),
                name="supports_mine",
            ),
            models.Index(
                fields=["body", "contact_at", "id"],
                condition=models.Q(is_open=True),
                name="supports_of_a_body",
            ),
        ]


class Note(models.Model):
    """What a caseworker wrote down after a contact. It goes along when the support is handed over."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="notes", db_index=False)
    support = models.ForeignKey(Support, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        indexes = [models.Index(fields=["client", "-at"], name="notes_of_a_client")]


class Consent(models.Model):
    """A yes to one purpose, in the words that the person read; withdrawn, it stays on record as withdrawn."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=12, choices=ConsentPurpose.choices)
    body = models.ForeignKey(Body, null=True, on_delete=models.PROTECT)
    words = models.TextField()
    language = models.CharField(max_length=3)
    given_at = models.DateTimeField()
    given_before = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["client", "purpose"], name="consents_of_a_client")]


class Objection(models.Model):
    """The person disagrees with something that is held or done; somebody must answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="objections")
    text = models.TextField()
    state = models.CharField(max_length=10, choices=ObjectionState.choices, default=ObjectionState.OPEN)
    made_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        indexes = [
            models.Index(fields=["made_at", "id"], condition=models.Q(state="open"), name="objections_open")
        ]


class Paper(models.Model):
    """A paper that the person handed in on their page, for whoever helps them. They may take it back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="papers", db_index=False)
    words = models.CharField(max_length=200)
    path = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    content_type = models.CharField(max_length=40)
    handed_in_at = models.DateTimeField()
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        indexes = [models.Index(fields=["client", "-handed_in_at"], name="papers_of_a_client")]


class Arrival(models.Model):
    """Something that the person said or brought on their page, and whether somebody who helps them has seen it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="arrivals", db_index=False)
    kind = models.CharField(max_length=8, choices=ArrivalKind.choices)
    thing = models.UUIDField(unique=True)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["client", "at"], name="arrivals_of_a_client"),
            models.Index(fields=["at", "id"], condition=models.Q(seen_at=None), name="arrivals_unseen"),
        ]


class ErasureRequest(models.Model):
    """The person asks that what is held be erased; it is done, or kept for a reason that the law gives."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="erasure_requests")
    state = models.CharField(max_length=8, choices=ErasureState.choices, default=ErasureState.ASKED)
    asked_at = models.DateTimeField()
    ground = models.CharField(max_length=16, choices=ErasureGround.choices, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client"], condition=models.Q(state="asked"), name="one_open_erasure_request"
            )
        ]
        indexes = [
            models.Index(fields=["asked_at", "id"], condition=models.Q(state="asked"), name="erasures_asked")
        ]


class HandedFact(models.Model):
    """A fact that the person brought across the wall as a proof: the fact, and no way back to where it is from."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="handed_facts")
    fact = models.CharField(max_length=24, choices=Fact.choices)
    value = models.CharField(max_length=24, choices=Value.choices)
    purpose = models.CharField(max_length=16, choices=ProofPurpose.choices)
    handed_on = models.DateField()


class CodeTry(models.Model):
    """Wrong codes for one reference from one address. Whoever knows a reference locks out only themself."""

    key = models.CharField(max_length=64, primary_key=True)
    failed = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)
    last_at = models.DateTimeField()
