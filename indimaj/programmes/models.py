"""What is offered, who takes part, who was there, what came of it."""

import uuid

from django.db import models

from indimaj.clients.enums import Community
from indimaj.clients.models import Client
from indimaj.directory.models import Body, Place, Staff, ThreeNames
from indimaj.letters.models import Letter

from .enums import (
    OPEN_STATES,
    EnrolmentState,
    Feeds,
    LeaveReason,
    LivelihoodState,
    MoneyKind,
    Presence,
    ProgrammeKind,
    RefusalReason,
    Rung,
    StopReason,
    Taught,
)
from .querysets import CourseQuerySet, EnrolmentQuerySet, LivelihoodQuerySet


class Programme(ThreeNames):
    """What a body offers, term after term, the mix of people that it seeks, and the work that a training leads to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="programmes")
    kind = models.CharField(max_length=16, choices=ProgrammeKind.choices)
    taught = models.CharField(max_length=3, choices=Taught.choices, blank=True)
    leads_to = models.CharField(max_length=2, blank=True)
    host_share_sought = models.PositiveSmallIntegerField(null=True)
    talks_first = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(host_share_sought__lte=100), name="share_is_a_percentage"
            )
        ]
        indexes = [models.Index(fields=["body", "kind"], name="programmes_of_a_body")]


class Course(models.Model):
    """A programme in one place, from a day to a day. `taken` never exceeds `capacity`: the database says so too."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="courses")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=ProgrammeKind.choices)
    taught = models.CharField(max_length=3, choices=Taught.choices, blank=True)
    level = models.CharField(max_length=2, choices=Rung.choices, blank=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    where = models.CharField(max_length=160, blank=True)
    # Days and hours as the directory of services keeps them; `rhythm` is what they do not say, in the body's words.
    schedules = models.JSONField(default=list)
    rhythm = models.CharField(max_length=120, blank=True)
    term = models.CharField(max_length=6)
    starts_on = models.DateField()
    ends_on = models.DateField()
    capacity = models.PositiveSmallIntegerField()
    taken = models.PositiveSmallIntegerField(default=0)
    waiting = models.PositiveSmallIntegerField(default=0)
    is_open = models.BooleanField(default=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0)
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    objects = CourseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(taken__lte=models.F("capacity")), name="never_over_capacity"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="ends_after_start"
            ),
        ]
        indexes = [
            models.Index(fields=["body", "-starts_on", "-id"], name="courses_of_a_body"),
            models.Index(
                fields=["starts_on", "id"], condition=models.Q(is_open=True), name="courses_open_by_start"
            ),
            models.Index(fields=["kind", "place", "ends_on"], name="courses_by_kind_place"),
            models.Index(fields=["term", "place"], name="courses_by_term"),
        ]

    @property
    def free(self) -> int:
        """Places left."""
        return max(self.capacity - self.taken, 0)


class Enrolment(models.Model):
    """A participant: a person of the service side, or a guest of whom the course knows the first name only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="enrolments", db_index=False)
    client = models.ForeignKey(Client, null=True, on_delete=models.CASCADE, related_name="enrolments")
    first_name = models.CharField(max_length=60, blank=True)
    community = models.CharField(max_length=8, choices=Community.choices)
    country = models.CharField(max_length=3, blank=True)
    state = models.CharField(max_length=12, choices=EnrolmentState.choices)
    applied_at = models.DateTimeField()
    admitted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    leave_reason = models.CharField(max_length=12, choices=LeaveReason.choices, blank=True)
    refusal_reason = models.CharField(max_length=12, choices=RefusalReason.choices, blank=True)
    level_before = models.CharField(max_length=2, choices=Rung.choices, blank=True)
    level_reached = models.CharField(max_length=2, choices=Rung.choices, blank=True)
    has_certificate = models.BooleanField(default=False)
    letter = models.ForeignKey(Letter, null=True, on_delete=models.SET_NULL, related_name="+")
    version = models.PositiveIntegerField(default=0)
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "client"],
                condition=models.Q(state__in=[str(one) for one in OPEN_STATES]),
                name="one_place_per_person",
            )
        ]
        indexes = [
            models.Index(fields=["course", "state", "applied_at", "id"], name="participants_in_order"),
        ]

    @property
    def called(self) -> str:
        """The name that the course uses."""
        return self.client.name if self.client else self.first_name


class Meeting(models.Model):
    """A course comes together on a day. `typed_late` marks a sheet kept on paper and typed in afterwards."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="meetings", db_index=False)
    held_on = models.DateField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    typed_late = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "held_on"], name="one_meeting_a_day")]


class Attendance(models.Model):
    """Whether a participant was at a meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances", db_index=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="attendances")
    presence = models.CharField(max_length=8, choices=Presence.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "enrolment"], name="present_once")]


class Livelihood(models.Model):
    """A person's way to live from their own work: a plan, training, money in instalments, and whether it lasts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="livelihoods")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    plan = models.TextField()
    training = models.ForeignKey(Enrolment, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=8, choices=LivelihoodState.choices, default=LivelihoodState.PLANNED)
    planned_at = models.DateTimeField()
    started_on = models.DateField(null=True)
    stopped_on = models.DateField(null=True)
    stop_reason = models.CharField(max_length=12, choices=StopReason.choices, blank=True)
    version = models.PositiveIntegerField(default=0)
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    objects = LivelihoodQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["body", "-planned_at", "-id"], name="livelihoods_of_a_body"),
            models.Index(fields=["started_on"], name="livelihoods_by_start"),
        ]


class Instalment(models.Model):
    """A part of a grant or a loan, and the day on which it was paid."""

    livelihood = models.ForeignKey(Livelihood, on_delete=models.CASCADE, related_name="instalments")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=5, choices=MoneyKind.choices)
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    due_on = models.DateField()
    paid_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["livelihood", "number"], name="one_instalment_once")]


class FollowUp(models.Model):
    """Asked so many months after the start: does it still feed you?"""

    livelihood = models.ForeignKey(Livelihood, on_delete=models.CASCADE, related_name="follow_ups")
    month = models.PositiveSmallIntegerField()
    asked_on = models.DateField()
    answer = models.CharField(max_length=12, choices=Feeds.choices)
    reason = models.CharField(max_length=12, choices=StopReason.choices, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["livelihood", "month"], name="asked_once_a_term")]
