"""Who did what, to what, why: append-only. No foreign keys, so that a line outlives what it speaks of.

`DIGESTED` are the columns that the digest of a row covers, beside what it follows.
"""

from django.db import models

from .enums import ActorKind, Compartment, Stream


class Chain(models.Model):
    """The head of one file's chain of acts."""

    compartment = models.CharField(max_length=8, choices=Compartment.choices)
    subject = models.UUIDField()
    length = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["compartment", "subject"], name="one_chain_per_file")]


class Entry(models.Model):
    """One act. `detail` holds codes and opaque ids only, never a name or an answer."""

    compartment = models.CharField(max_length=8, choices=Compartment.choices)
    subject = models.UUIDField()
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=8, choices=ActorKind.choices)
    actor = models.CharField(max_length=64)
    verb = models.CharField(max_length=40)
    purpose = models.CharField(max_length=40, blank=True)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    DIGESTED = ("compartment", "subject", "number", "at", "actor_kind", "actor", "verb", "purpose", "detail")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["compartment", "subject", "number"], name="one_line_per_number")
        ]


class Read(models.Model):
    """One reading: of a file (`subject`), or of a list or export (filter and count in `detail`)."""

    compartment = models.CharField(max_length=8, choices=Compartment.choices)
    subject = models.UUIDField(null=True)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=8, choices=ActorKind.choices)
    actor = models.CharField(max_length=64)
    what = models.CharField(max_length=40)
    purpose = models.CharField(max_length=40)
    detail = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)

    DIGESTED = ("compartment", "subject", "at", "actor_kind", "actor", "what", "purpose", "detail")

    class Meta:
        indexes = [models.Index(fields=["subject", "-id"], name="reads_of_a_file")]


class Seal(models.Model):
    """A batch of lines closed under one digest, chained to the batch before it: what makes a cut visible."""

    compartment = models.CharField(max_length=8, choices=Compartment.choices)
    stream = models.CharField(max_length=5, choices=Stream.choices)
    number = models.PositiveIntegerField()
    first_line = models.BigIntegerField()
    last_line = models.BigIntegerField()
    count = models.PositiveIntegerField()
    at = models.DateTimeField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    DIGESTED = ("compartment", "stream", "number", "first_line", "last_line", "at")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["compartment", "stream", "number"], name="one_seal_per_number")
        ]
