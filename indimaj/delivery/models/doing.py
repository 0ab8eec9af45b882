"""What is done: actions with their partners and steps, and what the acting body declares."""

import uuid

from django.db import models
from django.db.models import F, Q

from indimaj.commitments.models import Commitment
from indimaj.directory.enums import Theme
from indimaj.directory.models import Body, Place
from indimaj.texts.fields import WordsField

from ..enums import Nature, Says
from ..querysets import ActionQuerySet, MilestoneQuerySet
from .columns import by_whom


class Action(models.Model):
    """What a body does, alone or with others, for one commitment or several. What is not known is empty.

    `listed_on` is the day by which lists put it: when it is due, else when it starts, else when it was written down.
    Who pays is a body of the directory, or a name as somebody wrote it. `to_translate` is written with the title: a
    language of it is missing, stale or a machine's.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.SlugField(max_length=80, unique=True)
    title = WordsField()
    to_translate = models.BooleanField(default=False)
    nature = models.CharField(max_length=10, choices=Nature.choices)
    theme = models.CharField(max_length=16, choices=Theme.choices)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", db_index=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    commitments = models.ManyToManyField(Commitment, related_name="actions")
    starts_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    listed_on = models.DateField()
    budget = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    funder = models.CharField(max_length=200, blank=True)
    funder_body = models.ForeignKey(
        Body, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    source_url = models.URLField(max_length=400, blank=True)
    is_invented = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = by_whom()
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    objects = ActionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(budget=None, currency="") | (Q(budget__gte=0) & ~Q(currency="")),
                name="a_budget_has_its_currency",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(due_on=None) | Q(due_on__gte=F("starts_on")),
                name="action_due_after_its_start",
            ),
            models.CheckConstraint(
                condition=Q(funder_body=None) | Q(funder=""), name="a_funder_is_named_once"
            ),
        ]
        indexes = [
            models.Index(fields=["-listed_on", "-id"], name="actions_in_order"),
            models.Index(fields=["theme", "-listed_on", "-id"], name="actions_by_theme"),
            models.Index(fields=["place", "-listed_on", "-id"], name="actions_by_place"),
            models.Index(fields=["due_on", "id"], condition=Q(due_on__isnull=False), name="actions_due"),
            models.Index(
                fields=["-listed_on", "-id"], condition=Q(to_translate=True), name="actions_to_translate"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Partner(models.Model):
    """A body that takes part in an action, the leading one included; theme and day are the action's own."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="partners", db_index=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    is_lead = models.BooleanField(default=False)
    theme = models.CharField(max_length=16, choices=Theme.choices)
    listed_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["action", "body"], name="one_partner_once"),
            models.UniqueConstraint(fields=["action"], condition=Q(is_lead=True), name="one_lead_an_action"),
        ]
        indexes = [
            models.Index(fields=["body", "-listed_on", "-action"], name="actions_of_a_body"),
            models.Index(fields=["body", "theme", "action"], name="joint_actions"),
        ]


class Milestone(models.Model):
    """A step of an action and the day by which it was promised. Append-only: a day that passes has passed.

    Translations of the title alone come in later, and `to_translate` says whether one is missing, as for an action.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="milestones", db_index=False)
    position = models.PositiveSmallIntegerField()
    title = WordsField()
    to_translate = models.BooleanField(default=False)
    due_on = models.DateField(null=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["action", "position"], name="one_step_a_position")]
        indexes = [
            models.Index(fields=["due_on", "id"], condition=Q(due_on__isnull=False), name="steps_due"),
            models.Index(
                fields=["action", "position"], condition=Q(to_translate=True), name="steps_to_translate"
            ),
        ]


class Declaration(models.Model):
    """What the acting body says of an action or a step of it: said, not proved. Append-only but for translations."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="declarations", db_index=False)
    milestone = models.ForeignKey(
        Milestone, null=True, on_delete=models.PROTECT, related_name="declarations", db_index=False
    )
    says = models.CharField(max_length=8, choices=Says.choices)
    on = models.DateField()
    words = WordsField()
    to_translate = models.BooleanField(default=False)
    source_url = models.URLField(max_length=400, blank=True)
    is_invented = models.BooleanField(default=False)
    declared_at = models.DateTimeField()
    declared_by = by_whom()
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        indexes = [
            models.Index(fields=["action", "declared_at"], name="declarations_in_order"),
            models.Index(
                fields=["milestone", "says"],
                condition=Q(milestone__isnull=False),
                name="declarations_of_a_step",
            ),
            models.Index(fields=["on", "id"], condition=Q(says=Says.DONE), name="declared_done"),
            models.Index(
                fields=["-on", "-id"], condition=Q(to_translate=True), name="declarations_to_translate"
            ),
        ]
