"""Indicators, their definitions, what was counted, and what others have published.

Nobody writes a number here: a measurement is counted by `actions.freeze` and the database refuses to change it.
"""

import uuid

from django.db import models
from django.db.models import F, Q

from indimaj.directory.enums import Theme
from indimaj.directory.models import Staff, ThreeNames

from .enums import Correction, Dimension, Direction, Rhythm, RunState, Side, State, Unit


class Indicator(ThreeNames):
    """What is followed over time. `pair` is the figure of the other side, always printed beside it."""

    code = models.CharField(max_length=48, primary_key=True)
    position = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=12, choices=Side.choices)
    dimension = models.CharField(max_length=16, choices=Dimension.choices, blank=True)
    theme = models.CharField(max_length=16, choices=Theme.choices, blank=True)
    unit = models.CharField(max_length=8, choices=Unit.choices)
    direction = models.CharField(max_length=4, choices=Direction.choices)
    rhythm = models.CharField(max_length=8, choices=Rhythm.choices)
    pair = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    about = models.JSONField(default=dict)

    class Meta:
        ordering = ("position",)

    @property
    def is_integration(self) -> bool:
        """Whether it stands for one side of two."""
        return bool(self.dimension)


class IndicatorVersion(models.Model):
    """A definition, word for word. A new text is a new version beside the old."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    definition = models.JSONField()
    digest = models.CharField(max_length=64)
    in_force_from = models.DateField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "number"], name="one_definition_per_number"),
        ]


class FreezeRun(models.Model):
    """One counting of a period: what it is about, how far it is, so that a killed one goes on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    period_from = models.DateField()
    period_until = models.DateField()
    cut_off = models.DateTimeField()
    state = models.CharField(max_length=8, choices=RunState.choices, default=RunState.COUNTING)
    total = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveSmallIntegerField(default=0)
    asked_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(period_from__lt=F("period_until")), name="freezing_period_in_order"
            ),
            models.CheckConstraint(
                condition=Q(state="counting", finished_at__isnull=True)
                | Q(state="done", finished_at__isnull=False),
                name="freezing_finished_on_a_day",
            ),
        ]
        indexes = [models.Index(fields=["-asked_at", "id"], name="freezings_in_order")]


class Measurement(models.Model):
    """What a definition gave for a period, counted at a cut-off. Never changed, never deleted.

    `period_until` is the first day after the period. Numbers are missing where they are small and would name people.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(FreezeRun, on_delete=models.PROTECT, related_name="measurements", db_index=False)
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="measurements", db_index=False
    )
    version = models.ForeignKey(IndicatorVersion, on_delete=models.PROTECT, related_name="measurements")
    period_from = models.DateField()
    period_until = models.DateField()
    cut_off = models.DateTimeField()
    query_hash = models.CharField(max_length=64)
    code_version = models.CharField(max_length=80)
    numerator = models.BigIntegerField(null=True)
    denominator = models.BigIntegerField(null=True)
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    is_hidden = models.BooleanField(default=False)
    cells = models.JSONField(default=list)
    hidden = models.PositiveIntegerField(default=0)
    restricted_digest = models.CharField(max_length=64)
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    correction = models.CharField(max_length=12, choices=Correction.choices, blank=True)
    made_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=State.choices, default=State.PROVISIONAL)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "indicator"], name="counted_once_in_a_freezing"),
            models.UniqueConstraint(
                fields=["indicator", "period_from", "period_until"],
                condition=Q(state="published", replaces__isnull=True),
                name="one_first_figure_of_a_period",
            ),
            models.CheckConstraint(
                condition=Q(state="provisional", published_at__isnull=True)
                | Q(state="published", published_at__isnull=False),
                name="measurement_published_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True, correction="")
                | (Q(replaces__isnull=False) & ~Q(correction="")),
                name="correction_has_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(is_hidden=False) | Q(numerator__isnull=True, value__isnull=True),
                name="hidden_figure_shows_no_number",
            ),
        ]
        indexes = [
            models.Index(
                fields=["indicator", "-period_until", "-cut_off"],
                condition=Q(state="published"),
                name="published_figures",
            ),
            models.Index(fields=["run", "id"], condition=Q(state="provisional"), name="figures_to_publish"),
        ]


class RestrictedCells(models.Model):
    """The numbers as counted, small ones too, kept apart for a term: then only their digest stands."""

    measurement = models.OneToOneField(
        Measurement, primary_key=True, on_delete=models.PROTECT, related_name="restricted"
    )
    cells = models.JSONField()
    keep_until = models.DateField(db_index=True)


class PublishedFigure(models.Model):
    """A number that somebody else has printed, with the address where it stands. Those that disagree stand together."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="published_figures")
    position = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=48)
    value = models.DecimalField(max_digits=20, decimal_places=4)
    out_of = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    unit = models.CharField(max_length=8, choices=Unit.choices)
    as_of = models.CharField(max_length=10)
    source_url = models.URLField(max_length=400)
    note = models.JSONField(default=dict)
    conflicts = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "position"], name="published_figures_in_order")
        ]
