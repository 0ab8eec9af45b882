"""An application, the person who makes it, the facts it states and the evidence that it shows."""

import uuid

from django.db import models

from indimaj.directory.models import Office, Staff
from indimaj.people.models import Identity

from .enums import EvidenceState, FactState, IntakeChannel, State
from .querysets import ApplicationQuerySet

OPEN = models.Q(is_open=True)


class Applicant(Identity):
    """A person on the status side of the wall."""


class ApplicantKey(models.Model):
    """A search key of an applicant (`linkage.records.Kind`): plain index, both databases (DESIGN 5)."""

    applicant = models.ForeignKey(Applicant, on_delete=models.CASCADE, related_name="keys", db_index=False)
    kind = models.SmallIntegerField()
    key = models.CharField(max_length=80)
    birth_year = models.SmallIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "key", "birth_year", "applicant"], name="applicant_key_lookup"),
            models.Index(fields=["applicant"], name="keys_of_an_applicant"),
        ]


class Application(models.Model):
    """One file of one adult: own reference, code, contact and letter (practice 13).

    `declared` and `facts` are documents {fact: value} written by the same action as their FactValue rows:
    what the person states, and what has been confirmed from evidence. A test rebuilds both from the rows.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    campaign = models.CharField(max_length=12)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    applicant = models.OneToOneField(
        Applicant, null=True, on_delete=models.PROTECT, related_name="application"
    )
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    is_open = models.BooleanField(default=False)
    channel = models.CharField(max_length=8, choices=IntakeChannel.choices)
    category = models.CharField(max_length=8, blank=True)
    language = models.CharField(max_length=3, default="ar")
    order_number = models.PositiveIntegerField(null=True)
    paper_number = models.CharField(max_length=24, null=True)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    filed_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    registered_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="registered")
    assigned_to = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="assigned")
    declared = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    first_outcome = models.CharField(max_length=14, default="none")
    restricted = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)
    code_digest = models.CharField(max_length=64)
    pin_digest = models.CharField(max_length=128, blank=True)
    failed_codes = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "campaign", "order_number"], name="one_order_number_per_office"
            ),
            models.UniqueConstraint(fields=["office", "paper_number"], name="one_paper_receipt_per_office"),
            models.CheckConstraint(
                condition=models.Q(state=State.DRAFT)
                | models.Q(submitted_at__isnull=False, filed_on__isnull=False, order_number__isnull=False)
                | models.Q(state=State.WITHDRAWN),
                name="a_registered_file_has_its_dates",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[State.DRAFT, State.WITHDRAWN])
                | models.Q(applicant__isnull=False),
                name="a_registered_file_has_its_person",
            ),
        ]
        indexes = [
            # Partial: SQLite reads a bare boolean as no equality, and would sort.
            models.Index(fields=["office", "submitted_at", "id"], condition=OPEN, name="queue_of_an_office"),
            models.Index(fields=["assigned_to", "submitted_at", "id"], condition=OPEN, name="queue_mine"),
            models.Index(fields=["submitted_at", "id"], condition=OPEN, name="queue_national"),
            models.Index(fields=["office", "state", "submitted_at", "id"], name="queue_by_state"),
            models.Index(fields=["state", "submitted_at", "id"], name="queue_national_by_state"),
        ]


class CodeTry(models.Model):
    """Wrong codes for one reference from one address: neither is kept, only a keyed digest of both."""

    key = models.CharField(max_length=64, primary_key=True)
    failed = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)
    last_at = models.DateTimeField(db_index=True)


class Evidence(models.Model):
    """One piece: a file received, or the statement that a proof is impossible to obtain."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=12, choices=EvidenceState.choices, default=EvidenceState.RECEIVED)
    sealed = models.BooleanField(default=False)
    reason = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)
    file_name = models.CharField(max_length=120, blank=True)
    content_type = models.CharField(max_length=40, blank=True)
    size = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    path = models.CharField(max_length=120, blank=True)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    examined_at = models.DateTimeField(null=True)
    examined_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")


class FactValue(models.Model):
    """The truth about a fact, append-only: what was stated or confirmed, when, by whom, from what."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="fact_values")
    fact = models.CharField(max_length=48)
    value = models.JSONField(null=True)
    state = models.CharField(max_length=10, choices=FactState.choices)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    evidence = models.ForeignKey(Evidence, null=True, on_delete=models.PROTECT)
    confirmed_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["application", "fact", "id"], name="facts_of_a_file")]


class CompletionRequest(models.Model):
    """One complete, dated list of what is missing. A second one needs its reason (practice 8)."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="completion_requests")
    number = models.PositiveSmallIntegerField()
    asked = models.JSONField()
    reason = models.TextField(blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    letter = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="one_request_per_number"),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(reason=""), name="a_second_request_has_its_reason"
            ),
        ]


class RegistrationRefusal(models.Model):
    """A visit that ended without a file: the person still leaves with a numbered, dated slip."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    number = models.PositiveIntegerField()
    name_said = models.CharField(max_length=160)
    ground = models.CharField(max_length=40)
    note = models.TextField(blank=True)
    language = models.CharField(max_length=3)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    letter = models.UUIDField(null=True)
    submission = models.UUIDField(null=True, unique=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "number"], name="one_slip_per_number")]


class PhonePairing(models.Model):
    """The office phone, paired with one deposit that is being typed, for nothing but its papers (practice 23).

    The deposit has no file yet: it is known by the submission of its form and by who types it. The token of the
    square code is kept as its keyed digest alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    submission = models.UUIDField()
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    used_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["by"], condition=models.Q(closed_at__isnull=True), name="one_phone_per_officer"
            )
        ]
        indexes = [models.Index(fields=["by", "submission"], name="phones_of_a_deposit")]


class PhonePaper(models.Model):
    """A paper that the phone sent, until the deposit is registered: then it is evidence under the same id."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pairing = models.ForeignKey(PhonePairing, on_delete=models.PROTECT, related_name="papers")
    sent = models.UUIDField()
    kind = models.CharField(max_length=40)
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    path = models.CharField(max_length=120)
    received_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pairing", "sent"], name="one_paper_once_sent")]


class Done(models.Model):
    """One thing that a set form has done in a run: what makes it resumable, and never done twice."""

    run = models.CharField(max_length=64)
    thing = models.CharField(max_length=64)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "thing"], name="one_thing_once_in_a_run")]
