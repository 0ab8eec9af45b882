"""Events and what was said there; documents, their versions, and passages that stay findable."""

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q

from indimaj.directory.models import Body, Place, Staff
from indimaj.texts.fields import WordsField

from .enums import (
    Category,
    Claim,
    ContributionKind,
    DocumentKind,
    EventKind,
    Method,
    Outcome,
    Part,
    SessionKind,
    TextLanguage,
)
from .querysets import EventQuerySet, KeptDocumentQuerySet


class Event(models.Model):
    """People were called together. It ends; its threads do not. `objectives` is a list of texts in three languages."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.SlugField(max_length=80, unique=True)
    title = WordsField()
    kind = models.CharField(max_length=16, choices=EventKind.choices)
    starts_on = models.DateField()
    ends_on = models.DateField()
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")
    venue = models.CharField(max_length=160, blank=True)
    objectives = models.JSONField(default=list)
    continues = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="continued_by")
    is_public = models.BooleanField(default=False)
    is_invented = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="event_ends_after_start")
        ]
        indexes = [
            models.Index(fields=["-starts_on", "-id"], name="events_newest_first"),
            models.Index(
                fields=["-starts_on", "-id"], condition=Q(is_public=True), name="public_events_newest"
            ),
        ]

    def is_closed(self, on: date) -> bool:
        """Whether the last day is over; its threads take replies all the same."""
        return self.ends_on < on


class Account(models.Model):
    """What one source says on one point of an event. Where sources differ, each keeps its row."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="accounts")
    claim = models.CharField(max_length=16, choices=Claim.choices)
    says = WordsField()
    source = models.CharField(max_length=160)
    source_url = models.URLField(max_length=400, blank=True)
    document = models.ForeignKey("Document", null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        indexes = [models.Index(fields=["event", "claim", "id"], name="accounts_of_an_event")]


class Session(models.Model):
    """A part of the programme. `source` is who tells of it, where accounts of the programme differ."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="sessions", db_index=False)
    day = models.DateField(null=True)
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=SessionKind.choices)
    title = WordsField()
    languages = models.JSONField(default=list)
    themes = models.JSONField(default=list)
    source = models.CharField(max_length=160, blank=True)
    source_url = models.URLField(max_length=400, blank=True)
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "order"], name="one_order_in_a_programme")]


class Participation(models.Model):
    """Who was there, by the institution that they speak for. Never a person's name; a head-count where that is all."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="participations", db_index=False)
    body = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="participations")
    institution = models.CharField(max_length=160, blank=True)
    category = models.CharField(max_length=16, choices=Category.choices)
    role = models.CharField(max_length=12, choices=Part.choices)
    country = models.CharField(max_length=2, blank=True)
    head_count = models.PositiveIntegerField(null=True)
    is_at_least = models.BooleanField(default=False)
    source = models.CharField(max_length=160, blank=True)
    source_url = models.URLField(max_length=400, blank=True)
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        indexes = [models.Index(fields=["event", "role", "category", "id"], name="participations_in_order")]


class Document(models.Model):
    """A work: it keeps every version of its text. `published_on` is the day on which its issuer gave it out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.SlugField(max_length=80, unique=True)
    title = WordsField()
    kind = models.CharField(max_length=16, choices=DocumentKind.choices)
    issuer = models.CharField(max_length=160, blank=True)
    body = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="documents")
    event = models.ForeignKey(Event, null=True, on_delete=models.PROTECT, related_name="documents")
    published_on = models.DateField(null=True)
    source_url = models.URLField(max_length=400, blank=True)
    is_account = models.BooleanField(default=False)
    is_public = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    objects = KeptDocumentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(F("published_on").desc(), F("id").desc(), name="documents_newest_first"),
            models.Index(
                F("published_on").desc(),
                F("id").desc(),
                condition=Q(is_public=True),
                name="public_documents_newest",
            ),
        ]


class DocumentVersion(models.Model):
    """The text of a document as it came in one language, or as somebody repaired it. It is never written over.

    `raw_text` is what was read from the file; `text` is what passages are offsets of, in characters.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=3, choices=TextLanguage.choices)
    received_on = models.DateField()
    method = models.CharField(max_length=12, choices=Method.choices)
    sha256 = models.CharField(max_length=64)
    file = models.CharField(max_length=120, blank=True)
    file_name = models.CharField(max_length=160, blank=True)
    raw_text = models.TextField()
    text = models.TextField()
    note = models.CharField(max_length=300, blank=True)
    made_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="repairs")
    repaired_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="one_version_a_number")]


class Passage(models.Model):
    """A sentence of a version: offsets in its text, the words themselves, and some of what stands around them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(
        DocumentVersion, on_delete=models.PROTECT, related_name="passages", db_index=False
    )
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    marked_at = models.DateTimeField()
    marked_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "start", "end"], name="one_passage_a_place"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="passage_holds_words"),
        ]


class Placement(models.Model):
    """Where a passage stands in another version of its document; `likeness` 1 means the very same words."""

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="placements", db_index=False)
    version = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="placements")
    outcome = models.CharField(max_length=6, choices=Outcome.choices)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    likeness = models.FloatField(default=0)
    placed_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["passage", "version"], name="one_placement_a_version"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.LOST, start=None, end=None)
                | (~Q(outcome=Outcome.LOST) & Q(start__isnull=False, end__gt=F("start"))),
                name="found_or_lost",
            ),
        ]


class Contribution(models.Model):
    """What an institution said or wrote. A thread is a contribution with its replies; it stays open."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="contributions", db_index=False)
    session = models.ForeignKey(Session, null=True, on_delete=models.PROTECT, related_name="contributions")
    participation = models.ForeignKey(
        Participation, null=True, on_delete=models.PROTECT, related_name="contributions"
    )
    body = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="contributions")
    institution = models.CharField(max_length=160, blank=True)
    kind = models.CharField(max_length=12, choices=ContributionKind.choices)
    text = WordsField()
    passage = models.ForeignKey(Passage, null=True, on_delete=models.PROTECT, related_name="contributions")
    answers = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replies")
    said_on = models.DateField()
    source_url = models.URLField(max_length=400, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        indexes = [
            models.Index(
                fields=["event", "said_on", "written_at", "id"],
                condition=Q(answers=None),
                name="threads_of_an_event",
            )
        ]
