"""What people bring, the requests to have it recognised, questions to consulates, and vacancies."""

import uuid

from django.db import models

from indimaj.clients.models import Client, Consent
from indimaj.directory.models import Body, Place, Staff
from indimaj.letters.models import Letter

from .enums import (
    AssetKind,
    ConsularAnswer,
    ConsularKind,
    ConsularState,
    DocumentKind,
    Reason,
    RequestState,
    VacancyState,
)
from .querysets import AssetQuerySet, ConsularQuerySet, DocumentQuerySet, RequestQuerySet, VacancyQuerySet


class Asset(models.Model):
    """One thing that a person brings, in their own words first; a code of the catalogue only helps to match."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="assets", db_index=False)
    kind = models.CharField(max_length=16, choices=AssetKind.choices)
    words = models.TextField()
    words_language = models.CharField(max_length=8)
    code = models.CharField(max_length=8, blank=True)
    level = models.CharField(max_length=2, blank=True)
    field = models.CharField(max_length=2, blank=True)
    years = models.PositiveSmallIntegerField(null=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    objects = AssetQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["client", "added_at"], name="assets_of_a_client")]


class RecognitionRequest(models.Model):
    """One thing is sent to one competent body, which gives one decision. `is_open`: the body has to answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="recognition_requests")
    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="requests")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=12, choices=RequestState.choices, default=RequestState.DRAFTED)
    is_open = models.BooleanField(default=False)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    seen_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    asked = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=16, choices=Reason.choices, blank=True)
    words = models.TextField(blank=True)
    completes = models.TextField(blank=True)
    letter = models.ForeignKey(Letter, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0)
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    objects = RequestQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["body", "sent_at", "id"],
                condition=models.Q(is_open=True),
                name="recognition_queue",
            ),
            models.Index(fields=["body", "decided_at"], name="recognition_decided"),
        ]


class Document(models.Model):
    """A paper that the person brought for what they bring, or its translation."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="brought_documents")
    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=12, choices=DocumentKind.choices)
    language = models.CharField(max_length=8, blank=True)
    translates = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="translations")
    path = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    content_type = models.CharField(max_length=40)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")

    objects = DocumentQuerySet.as_manager()


class NeverConsulate(models.Model):
    """No consulate is ever asked about this person. It does not say why, and no verb takes it away."""

    client = models.OneToOneField(
        Client, primary_key=True, on_delete=models.CASCADE, related_name="never_consulate"
    )
    set_at = models.DateTimeField()


class ConsularRequest(models.Model):
    """One question about one document to one consulate, at the person's own wish. `is_open`: it has to answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="consular_requests")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=12, choices=ConsularKind.choices)
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    shown = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=ConsularState.choices, default=ConsularState.PREPARED)
    is_open = models.BooleanField(default=False)
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    consent = models.ForeignKey(Consent, null=True, on_delete=models.PROTECT, related_name="+")
    warning = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    opened_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=12, choices=ConsularAnswer.choices, blank=True)
    answer_note = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    letter = models.ForeignKey(Letter, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0)
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    objects = ConsularQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["body", "sent_at", "id"],
                condition=models.Q(is_open=True),
                name="consular_queue",
            ),
            models.Index(
                fields=["due_on", "id"],
                condition=models.Q(is_open=True),
                name="consular_overdue",
            ),
        ]


class Vacancy(models.Model):
    """Work that an employer offers: the skills that it needs, others that it wishes for, languages, a training.

    It never asks for a residence document unless its own rule says so.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="vacancies", db_index=False)
    title = models.CharField(max_length=160)
    words_language = models.CharField(max_length=8, default="fr")
    skills = models.JSONField(default=list)
    wished = models.JSONField(default=list)
    languages = models.JSONField(default=dict)
    qualification = models.CharField(max_length=2, blank=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    openings = models.PositiveSmallIntegerField(default=1)
    closes_on = models.DateField()
    document_rule = models.CharField(max_length=240, blank=True)
    state = models.CharField(max_length=8, choices=VacancyState.choices, default=VacancyState.OPEN)
    posted_at = models.DateTimeField()
    posted_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0)
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    objects = VacancyQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "closes_on", "id"], name="vacancies_open"),
            models.Index(fields=["body", "-posted_at", "id"], name="vacancies_of_a_body"),
        ]
