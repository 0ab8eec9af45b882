"""Editions of the report, frozen whole, and where they were sent."""

import uuid
from datetime import date

from django.db import models
from django.db.models import Q

from indimaj.dialogue.models import Contribution, Event
from indimaj.directory.models import Body, Staff
from indimaj.letters.models import Message

from .enums import Standing, State, Step


class Edition(models.Model):
    """One edition. While it is a draft it holds a day and nothing else; frozen, it holds all that it says.

    `event` is the dialogue that replies enter.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveSmallIntegerField(unique=True)
    cut_off = models.DateField()
    languages = models.JSONField()
    event = models.ForeignKey(Event, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    content = models.JSONField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(null=True)
    frozen_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0)
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", content__isnull=True, frozen_at__isnull=True, digest="")
                | (Q(state="frozen", content__isnull=False, frozen_at__isnull=False) & ~Q(digest="")),
                name="edition_frozen_whole",
            )
        ]
        indexes = [
            models.Index(fields=["-number"], condition=Q(state="frozen"), name="editions_newest_first")
        ]


class Page(models.Model):
    """A page of a frozen edition on the web, in one language: blocks as `layout` made them."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="pages", db_index=False)
    language = models.CharField(max_length=3)
    position = models.PositiveSmallIntegerField()
    chapter = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    number = models.PositiveSmallIntegerField()
    blocks = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "language", "chapter", "number"], name="one_page_of_a_chapter"
            )
        ]
        indexes = [models.Index(fields=["edition", "language", "position"], name="pages_in_order")]


class Anchor(models.Model):
    """On which page a frozen edition prints a figure, a measurement or a commitment."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="anchors", db_index=False)
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=120)
    language = models.CharField(max_length=3)
    chapter = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=130)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind", "key", "language"], name="printed_once")
        ]
        indexes = [models.Index(fields=["kind", "key", "language"], name="printed_where")]


class File(models.Model):
    """A file of a frozen edition, as it was made: PDF, Word, JSON, CSV and the list of check sums."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="files", db_index=False)
    name = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "name"], name="one_file_of_a_name")]


class Freezing(models.Model):
    """One try to freeze an edition, or only to see what it lacks: how far it is, what it holds, what is missing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="freezings", db_index=False)
    step = models.CharField(max_length=10, choices=Step.choices, default=Step.GATHERING)
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=1)
    checks_only = models.BooleanField(default=False)
    holds = models.JSONField(default=list)
    lacks = models.JSONField(default=list)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        indexes = [models.Index(fields=["edition", "-asked_at"], name="freezings_of_an_edition")]


class Counterpart(models.Model):
    """An institution that editions are sent to, and where. On no public page."""

    body = models.OneToOneField(Body, primary_key=True, on_delete=models.PROTECT, related_name="+")
    address = models.EmailField()
    language = models.CharField(max_length=3, default="fr")
    is_active = models.BooleanField(default=True)
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0)


class Dispatch(models.Model):
    """An edition sent to one institution; its reply is a contribution to the dialogue.

    The link is known by a keyed digest. Nothing is written of its use but the day on which it was first opened.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="dispatches", db_index=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    address = models.EmailField()
    language = models.CharField(max_length=3)
    digest = models.CharField(max_length=64, unique=True)
    message = models.OneToOneField(Message, null=True, on_delete=models.PROTECT, related_name="+")
    dispatched_at = models.DateTimeField()
    dispatched_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    reply_due_on = models.DateField()
    received_at = models.DateTimeField(null=True)
    reply = models.OneToOneField(Contribution, null=True, on_delete=models.PROTECT, related_name="+")
    replied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "body"], name="one_dispatch_to_a_body"),
            models.CheckConstraint(
                condition=Q(reply__isnull=True, replied_at__isnull=True)
                | Q(reply__isnull=False, replied_at__isnull=False, received_at__isnull=False),
                name="who_replied_has_received",
            ),
        ]
        indexes = [models.Index(fields=["edition", "reply_due_on", "id"], name="dispatches_in_order")]

    def standing(self, on: date) -> Standing:
        """Where it stands on a day: the reply counts, then the silence, then the receipt."""
        if self.replied_at:
            return Standing.REPLIED
        if self.reply_due_on < on:
            return Standing.SILENT
        if self.received_at:
            return Standing.RECEIVED
        return Standing.SENT if self.message and self.message.sent_at else Standing.WAITING
