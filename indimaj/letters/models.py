"""Letters are frozen data, a template version and a digest; the PDF is made when sent or opened, then kept."""

import uuid

from django.db import models

from indimaj.ledger.enums import Compartment

from .enums import Channel, LetterKind, MessageState


class Letter(models.Model):
    """One letter about one file (`subject`, an opaque id)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    compartment = models.CharField(max_length=8, choices=Compartment.choices)
    subject = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=24, choices=LetterKind.choices)
    language = models.CharField(max_length=3)
    template_version = models.CharField(max_length=16)
    data = models.JSONField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    pdf_path = models.CharField(max_length=120, blank=True)
    pdf_digest = models.CharField(max_length=64, blank=True)
    pdf_at = models.DateTimeField(null=True)


class Verification(models.Model):
    """What a QR code leads to: genuine, date, validity. Never the criterion, the stage or the outcome."""

    token = models.CharField(max_length=32, primary_key=True)
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="verification")
    issued_on = models.DateField()
    valid_until = models.DateField(null=True)


class Message(models.Model):
    """A message in the outbox: neutral to a person (no title), in plain words to an institution."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    compartment = models.CharField(max_length=8, choices=Compartment.choices)
    subject = models.UUIDField(db_index=True)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    address = models.CharField(max_length=254)
    language = models.CharField(max_length=3)
    title = models.CharField(max_length=160, blank=True)
    text = models.TextField()
    state = models.CharField(max_length=8, choices=MessageState.choices, default=MessageState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "created_at"], name="outbox_order")]
