"""What a person needs, where they were sent, what they waited for and what came of it."""

import uuid
from datetime import date

from django.db import models
from django.db.models import Q

from indimaj.clients.models import Client
from indimaj.directory.enums import Theme
from indimaj.directory.models import Body, Place, Staff
from indimaj.services.models import Service

from .enums import (
    OPEN_GRIEVANCES,
    OPEN_STATES,
    UNANSWERED,
    AccessAnswer,
    AccessState,
    Barrier,
    DeliveryKind,
    DeliveryState,
    DropReason,
    GrievanceState,
    HandedTo,
    Missed,
    NeedState,
    Reason,
    Recipient,
    Result,
    State,
    Step,
    Turn,
    Urgency,
    Wrong,
)
from .querysets import FollowedQuerySet, GrievanceQuerySet, ReferralQuerySet, RefusalQuerySet


def _only_in(state: State, filled: Q) -> Q:
    """A column is filled in one state, and in no other."""
    return (Q(state=state) & filled) | (~Q(state=state) & ~filled)


class Need(models.Model):
    """Something that a person needs, in their own words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="needs", db_index=False)
    theme = models.CharField(max_length=16, choices=Theme.choices)
    urgency = models.PositiveSmallIntegerField(choices=Urgency.choices, default=Urgency.SOON)
    words = models.TextField(blank=True)
    step = models.CharField(max_length=12, choices=Step.choices, blank=True)
    state = models.CharField(max_length=8, choices=NeedState.choices, default=NeedState.OPEN)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    drop_reason = models.CharField(max_length=12, choices=DropReason.choices, blank=True)
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True)
                | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="need_closed_has_its_day",
            ),
            models.CheckConstraint(
                condition=(Q(state="dropped") & ~Q(drop_reason=""))
                | (~Q(state="dropped") & Q(drop_reason="")),
                name="need_dropped_has_its_reason",
            ),
        ]
        indexes = [models.Index(fields=["client", "urgency", "recorded_at"], name="needs_of_a_client")]


class Referral(models.Model):
    """One need brought to one service, until it is answered; a refusal leads to the next, which names this one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="referrals", db_index=False)
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="referrals")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+", db_index=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    sent_for = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="+")
    sent_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    previous = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="next")
    state = models.CharField(max_length=10, choices=State.choices, default=State.SENT)
    is_open = models.BooleanField(default=True)
    turn = models.PositiveSmallIntegerField(choices=Turn.choices, default=Turn.UNDER_WAY)
    urgency = models.PositiveSmallIntegerField(choices=Urgency.choices)
    shared_words = models.TextField(blank=True)
    language = models.CharField(max_length=40, blank=True)
    interpreter = models.BooleanField(default=False)
    delivery_kind = models.CharField(max_length=16, choices=DeliveryKind.choices, blank=True)
    delivered_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    waiting_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    appointment_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=16, choices=Reason.choices, blank=True)
    reason_text = models.TextField(blank=True)
    result = models.CharField(max_length=10, choices=Result.choices, blank=True)
    version = models.PositiveIntegerField(default=0)
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_open=True, state__in=OPEN_STATES, ended_at__isnull=True)
                | (Q(is_open=False, ended_at__isnull=False) & ~Q(state__in=OPEN_STATES)),
                name="referral_open_until_it_ended",
            ),
            models.CheckConstraint(
                condition=_only_in(State.REFUSED, ~Q(reason="")), name="referral_refused_with_a_reason"
            ),
            models.CheckConstraint(
                condition=_only_in(State.DONE, ~Q(result="")), name="referral_done_with_a_result"
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(waiting_at__isnull=False), name="referral_waits_since_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(accepted_at__isnull=False),
                name="referral_accepted_on_a_day",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state__in=("started", "done")) & Q(started_at__isnull=False, accepted_at__isnull=False)
                )
                | (~Q(state__in=("started", "done")) & (Q(started_at__isnull=True) | Q(state="withdrawn"))),
                name="referral_started_after_accepted",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(delivery_kind="") | Q(delivered_at__isnull=False),
                name="referral_done_when_delivered",
            ),
            models.CheckConstraint(
                condition=Q(turn__in=(Turn.SILENT, Turn.UNDER_WAY), is_open=True)
                | Q(turn=Turn.BACK, state__in=("refused", "expired"))
                | Q(turn=Turn.NONE, is_open=False),
                name="referral_has_its_turn",
            ),
            models.UniqueConstraint(
                fields=["need", "service"], condition=Q(is_open=True), name="one_open_referral_to_a_service"
            ),
        ]
        indexes = [
            models.Index(fields=["client", "-sent_at"], name="referrals_of_a_client"),
            models.Index(
                fields=["client", "turn", "sent_at", "id"],
                condition=Q(turn__lt=Turn.NONE),
                name="referrals_to_look_at",
            ),
            models.Index(
                fields=["body", "sent_at", "id"],
                condition=Q(state__in=UNANSWERED),
                name="referrals_wait_for_a_body",
            ),
            models.Index(
                fields=["body", "state", "sent_at", "id"],
                condition=Q(is_open=True),
                name="referrals_of_a_body",
            ),
            models.Index(
                fields=["service", "urgency", "waiting_at", "id"],
                condition=Q(state="waiting"),
                name="referrals_waiting_list",
            ),
            models.Index(
                fields=["sent_at", "id"], condition=Q(state__in=UNANSWERED), name="referrals_silent"
            ),
        ]


class Followed(models.Model):
    """The caseworkers' own index: a referral that must be looked at, under each body that helps its person now.

    A person may be helped by several bodies. Only `actions.following` writes it.
    """

    referral = models.ForeignKey(
        Referral, on_delete=models.CASCADE, related_name="followed_by", db_index=False
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    turn = models.PositiveSmallIntegerField(choices=Turn.choices)
    sent_at = models.DateTimeField()

    objects = FollowedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["referral", "body"], name="one_row_of_a_referral_and_body")
        ]
        indexes = [models.Index(fields=["body", "turn", "sent_at", "referral"], name="followed_by_a_body")]


class Delivery(models.Model):
    """The card, certificate or keys that a referral ends with, and who answers for it by name."""

    referral = models.OneToOneField(
        Referral, primary_key=True, on_delete=models.CASCADE, related_name="delivery"
    )
    kind = models.CharField(max_length=16, choices=DeliveryKind.choices)
    state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.PREPARING)
    owner_name = models.CharField(max_length=120)
    prepared_at = models.DateTimeField(null=True)
    handed_at = models.DateTimeField(null=True)
    handed_to = models.CharField(max_length=12, choices=HandedTo.choices, blank=True)
    missed_at = models.DateTimeField(null=True)
    missed_reason = models.CharField(max_length=12, choices=Missed.choices, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(state="handed", handed_at__isnull=False) & ~Q(handed_to=""))
                | (~Q(state="handed") & Q(handed_at__isnull=True, handed_to="")),
                name="delivery_handed_to_somebody",
            ),
            models.CheckConstraint(
                condition=(Q(state="missed", missed_at__isnull=False) & ~Q(missed_reason=""))
                | ~Q(state="missed"),
                name="delivery_missed_for_a_reason",
            ),
        ]


class AnswerLink(models.Model):
    """A link by which a service answers one referral without an account: a keyed digest and a term."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)


class AccessRefusal(models.Model):
    """Somebody was not received: by whom, why, and what the body that must answer says. The person may stay unnamed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, null=True, on_delete=models.SET_NULL, related_name="access_refusals")
    theme = models.CharField(max_length=16, choices=Theme.choices)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", db_index=False)
    barrier = models.CharField(max_length=16, choices=Barrier.choices)
    words = models.TextField(blank=True)
    service = models.ForeignKey(Service, null=True, on_delete=models.PROTECT, related_name="+")
    happened_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    answerer = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=AccessState.choices, default=AccessState.WAITING)
    answer = models.CharField(max_length=12, choices=AccessAnswer.choices, blank=True)
    answer_text = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    objects = RefusalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(state="answered", answered_at__isnull=False) & ~Q(answer=""))
                | Q(state="waiting", answered_at__isnull=True, answer=""),
                name="access_refusal_answered_whole",
            )
        ]
        indexes = [
            models.Index(fields=["place", "theme"], name="access_refusals_counted"),
            models.Index(
                fields=["answerer", "due_on", "id"],
                condition=Q(state="waiting"),
                name="access_refusals_waiting",
            ),
            models.Index(fields=["due_on", "id"], condition=Q(state="waiting"), name="access_refusals_late"),
        ]


class Grievance(models.Model):
    """What went wrong at work, in the person's words; no paper and no name is asked for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="grievances", db_index=False)
    wrong = models.CharField(max_length=12, choices=Wrong.choices)
    words = models.TextField(blank=True)
    recipient = models.CharField(max_length=12, choices=Recipient.choices)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    sent_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=GrievanceState.choices, default=GrievanceState.SENT)
    is_open = models.BooleanField(default=True)
    received_at = models.DateTimeField(null=True)
    in_hand_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome_text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    objects = GrievanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_open=True, state__in=OPEN_GRIEVANCES, ended_at__isnull=True)
                | (Q(is_open=False, ended_at__isnull=False) & ~Q(state__in=OPEN_GRIEVANCES)),
                name="grievance_open_until_it_ended",
            )
        ]
        indexes = [
            models.Index(fields=["client", "-sent_at"], name="grievances_of_a_client"),
            models.Index(
                fields=["body", "due_on", "id"], condition=Q(is_open=True), name="grievances_of_a_body"
            ),
        ]

    def is_late(self, today: date) -> bool:
        """Whether the term of the answer has passed."""
        return self.is_open and self.due_on < today


class ChildStep(models.Model):
    """A step of a child's path that is reached, where it was, and the referral that led there."""

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="child_steps", db_index=False)
    step = models.CharField(max_length=12, choices=Step.choices)
    reached_on = models.DateField()
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client", "step", "place"], name="one_step_once_a_place")
        ]
