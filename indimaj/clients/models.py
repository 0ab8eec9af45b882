"""A person on the service side, their consents, and who helps them. Nothing here knows of a residence file."""

import uuid

from django.db import models

from indimaj.directory.models import Body, Place, Staff
from indimaj.people.models import Identity

from .enums import Community, ConsentPurpose
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
    failed_codes = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    objects = ClientQuerySet.as_manager()

    class Meta(Identity.Meta):
        abstract = False


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
                fields=["caseworker", "since", "id"], condition=models.Q(is_open=True), name="supports_mine"
            ),
            models.Index(
                fields=["body", "since", "id"], condition=models.Q(is_open=True), name="supports_of_a_body"
            ),
        ]


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
