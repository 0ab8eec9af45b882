"""A round of consultation: what is put to people, who was asked, what they said, and the answer that is owed."""

import uuid
from datetime import date

from django.db import models
from django.db.models import Q

from indimaj.commitments.models import Commitment
from indimaj.directory.models import Body, Staff
from indimaj.texts.fields import WordsField

from .enums import Changed, Channel, Choice, Kind, Outcome, Standing, State, Way
from .querysets import RoundQuerySet


class Round(models.Model):
    """Statements put to people for a time. It ends with an answer that is owed to them by a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.SlugField(max_length=80, unique=True)
    title = WordsField()
    about = WordsField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=8, choices=Way.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    closes_on = models.DateField()
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    is_invented = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0)
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    objects = RoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", opened_on__isnull=True)
                | (~Q(state="draft") & Q(opened_on__isnull=False)),
                name="round_opened_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "open"), closed_on__isnull=True)
                | (~Q(state__in=("draft", "open")) & Q(closed_on__isnull=False)),
                name="round_closed_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(opened_on__isnull=True) | Q(closes_on__gte=models.F("opened_on")),
                name="round_closes_after_it_opens",
            ),
        ]
        indexes = [
            models.Index(fields=["closes_on", "id"], condition=Q(state="open"), name="rounds_open"),
            models.Index(fields=["-made_at", "-id"], name="rounds_of_the_desk"),
        ]

    def accepts(self, on: date) -> bool:
        """Whether answers are taken on a day; the last day counts, though nobody has closed the round yet."""
        return self.state == State.OPEN and on <= self.closes_on

    def standing(self, on: date) -> Standing:
        """What the public sees of a round that is not a draft."""
        if self.state == State.ANSWERED:
            return Standing.ANSWERED
        if self.accepts(on):
            return Standing.OPEN
        return Standing.OVERDUE if self.owed.due_on < on else Standing.OWED

    @property
    def takes_open(self) -> bool:
        """Whether anybody may answer."""
        return self.way in (Way.OPEN, Way.BOTH)

    @property
    def takes_invited(self) -> bool:
        """Whether people are invited."""
        return self.way in (Way.INVITED, Way.BOTH)


class Statement(models.Model):
    """One sentence to agree with or not: of its own, or a commitment's as it stood when it was taken over."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="statements", db_index=False)
    order = models.PositiveSmallIntegerField()
    text = WordsField()
    commitment = models.ForeignKey(Commitment, null=True, on_delete=models.PROTECT, related_name="+")
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "order"], name="one_statement_in_a_place"),
            models.UniqueConstraint(
                fields=["round", "commitment"],
                condition=Q(commitment__isnull=False),
                name="one_commitment_once_in_a_round",
            ),
        ]


class Invitation(models.Model):
    """A link for one participant, without an account: a keyed digest, and whom they speak for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="invitations", db_index=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=160)
    digest = models.CharField(max_length=64, unique=True)
    made_on = models.DateField()
    made_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(null=True)
    has_answered = models.BooleanField(default=False)
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        indexes = [models.Index(fields=["round", "kind", "id"], name="invitations_of_a_round")]


class Voice(models.Model):
    """One participant of a round. Closing the round cuts what leads back to a link or to a browser."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="voices", db_index=False)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    kind = models.CharField(max_length=12, choices=Kind.choices, blank=True)
    invitation = models.OneToOneField(Invitation, null=True, on_delete=models.SET_NULL, related_name="voice")
    browser = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(channel="open", kind="", invitation__isnull=True))
                | (Q(channel="invited", browser="") & ~Q(kind="")),
                name="voice_by_one_way",
            ),
            models.UniqueConstraint(
                fields=["round", "browser"], condition=~Q(browser=""), name="one_voice_a_browser"
            ),
        ]
        indexes = [models.Index(fields=["round", "channel", "kind"], name="voices_of_a_round")]


class Vote(models.Model):
    """What one voice says to one statement; it may change until the round closes. It keeps a day and no hour."""

    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="votes", db_index=False)
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="votes", db_index=False)
    choice = models.CharField(max_length=8, choices=Choice.choices)
    reason = models.TextField(blank=True)
    language = models.CharField(max_length=3, blank=True)
    given_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["voice", "statement"], name="one_vote_on_a_statement")]
        indexes = [
            models.Index(fields=["statement", "choice"], name="votes_on_a_statement"),
            models.Index(fields=["statement", "id"], condition=~Q(reason=""), name="reasons_on_a_statement"),
        ]


class OwedAnswer(models.Model):
    """What those who asked owe to those who answered: by a day, in three languages, with what changed."""

    round = models.OneToOneField(Round, primary_key=True, on_delete=models.CASCADE, related_name="owed")
    due_on = models.DateField()
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    text = WordsField()
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, outcome="")
                | (Q(answered_on__isnull=False) & ~Q(outcome="")),
                name="answer_given_with_its_outcome",
            )
        ]
        indexes = [
            models.Index(
                fields=["due_on", "round"], condition=Q(answered_on__isnull=True), name="answers_owed"
            ),
            models.Index(
                fields=["-answered_on", "-round"],
                condition=Q(answered_on__isnull=False),
                name="answers_given",
            ),
        ]


class Reminder(models.Model):
    """Those who asked were reminded of the answer that they owe, at one step of the calendar: never twice."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="reminders", db_index=False)
    due_on = models.DateField()
    step = models.SmallIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "due_on", "step"], name="one_reminder_of_an_owed_answer")
        ]


class Change(models.Model):
    """Something that a round changed, by its kind and its key: the room that holds it is not asked to know of it."""

    answer = models.ForeignKey(OwedAnswer, on_delete=models.CASCADE, related_name="changes", db_index=False)
    kind = models.CharField(max_length=12, choices=Changed.choices)
    key = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "kind", "key"], name="one_change_once"),
            models.CheckConstraint(condition=~Q(key=""), name="change_has_a_key"),
        ]
        indexes = [models.Index(fields=["kind", "key"], name="rounds_that_changed")]
