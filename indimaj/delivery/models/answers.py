"""Who is asked to answer for a commitment, what they answer, and how they are asked."""

import uuid

from django.db import models
from django.db.models import F, Q

from indimaj.commitments.models import Commitment
from indimaj.directory.enums import Level
from indimaj.directory.models import Body
from indimaj.texts.fields import WordsField

from ..enums import ANSWERING, TAKES_UP, AssignmentRole, ResponsePosition
from ..querysets import AssignmentQuerySet
from .columns import by_whom
from .doing import Milestone


class Assignment(models.Model):
    """A body is asked to answer for a commitment, at a level, by a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, related_name="assignments", db_index=False
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="assignments", db_index=False)
    role = models.CharField(max_length=10, choices=AssignmentRole.choices)
    level = models.CharField(max_length=10, choices=Level.choices)
    held_from = models.DateField()
    held_until = models.DateField(null=True)
    answer_due_on = models.DateField(null=True)
    source_url = models.URLField(max_length=400, blank=True)
    is_invented = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = by_whom()
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "body"], condition=Q(held_until=None), name="one_assignment_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(role__in=ANSWERING, answer_due_on__isnull=False)
                | (~Q(role__in=ANSWERING) & Q(answer_due_on=None)),
                name="an_answer_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(held_until=None) | Q(held_until__gte=F("held_from")), name="assignment_ends_after"
            ),
        ]
        indexes = [
            models.Index(fields=["commitment", "role"], name="assignments_of_a_commitment"),
            models.Index(fields=["body", "answer_due_on", "id"], name="assignments_of_a_body"),
            models.Index(
                fields=["answer_due_on", "id"],
                condition=Q(held_until=None, answer_due_on__isnull=False),
                name="answers_due",
            ),
        ]


class AnswerLink(models.Model):
    """A link by which a body without an account gives one answer: a keyed digest, a term, one use."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = by_whom()
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)


class Response(models.Model):
    """What a body answers. A second answer stands beside the first; the last one counts.

    The database lets translations of the reason come in, and nothing else be changed. `to_translate` is written with the
    reason: a language of it is missing, stale or a machine's.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(
        Assignment, on_delete=models.PROTECT, related_name="responses", db_index=False
    )
    position = models.CharField(max_length=20, choices=ResponsePosition.choices)
    reason = WordsField()
    to_translate = models.BooleanField(default=False)
    other_body = models.ForeignKey(
        Body, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    on = models.DateField()
    source_url = models.URLField(max_length=400, blank=True)
    is_invented = models.BooleanField(default=False)
    given_at = models.DateTimeField()
    given_by = by_whom()
    link = models.ForeignKey(AnswerLink, null=True, on_delete=models.PROTECT, related_name="responses")
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(other_body=None) | Q(position=ResponsePosition.NEEDS_ANOTHER_BODY),
                name="another_body_only_where_needed",
            )
        ]
        indexes = [
            models.Index(fields=["assignment", "given_at"], name="responses_in_order"),
            models.Index(fields=["on", "id"], condition=Q(position__in=TAKES_UP), name="answers_that_accept"),
            models.Index(fields=["-on", "-id"], condition=Q(to_translate=True), name="answers_to_translate"),
        ]


class Contact(models.Model):
    """Where a body without a focal point here is written to. On no public page."""

    body = models.OneToOneField(
        Body, primary_key=True, on_delete=models.PROTECT, related_name="follow_up_contact"
    )
    email = models.EmailField()
    language = models.CharField(max_length=3, default="fr")
    kept_at = models.DateTimeField()
    kept_by = by_whom()


class TraceSearch(models.Model):
    """Somebody looked for a trace of a commitment and found none: where, for what, until which day.

    Append-only but for translations.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, related_name="trace_searches", db_index=False
    )
    looked_in = WordsField()
    looked_for = WordsField()
    to_translate = models.BooleanField(default=False)
    on = models.DateField()
    is_invented = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = by_whom()
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        indexes = [
            models.Index(fields=["commitment", "made_at"], name="searches_of_a_commitment"),
            models.Index(fields=["-on", "-id"], condition=Q(to_translate=True), name="searches_to_translate"),
        ]


class Reminder(models.Model):
    """A body was reminded of an answer or a step, at one step of the calendar. Never twice for the same day."""

    assignment = models.ForeignKey(
        Assignment, null=True, on_delete=models.PROTECT, related_name="reminders", db_index=False
    )
    milestone = models.ForeignKey(
        Milestone, null=True, on_delete=models.PROTECT, related_name="reminders", db_index=False
    )
    due_on = models.DateField()
    step = models.CharField(max_length=20)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "due_on", "step"],
                condition=Q(assignment__isnull=False),
                name="one_reminder_of_an_answer",
            ),
            models.UniqueConstraint(
                fields=["milestone", "due_on", "step"],
                condition=Q(milestone__isnull=False),
                name="one_reminder_of_a_step",
            ),
            models.CheckConstraint(
                condition=Q(assignment=None, milestone__isnull=False)
                | Q(assignment__isnull=False, milestone=None),
                name="reminds_of_one_thing",
            ),
        ]
