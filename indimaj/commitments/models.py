"""A commitment, the passages that it comes from, what it is to others, and what an import proposes."""

import uuid

from django.db import models
from django.db.models import F, Q

from indimaj.dialogue.models import DocumentVersion, Event, Passage
from indimaj.directory.enums import Level, Theme
from indimaj.directory.models import Place, Staff
from indimaj.texts.fields import WordsField

from .enums import (
    Certainty,
    CommitmentKind,
    Position,
    ProposalState,
    RelationKind,
    StepKind,
    Style,
    Wording,
)
from .querysets import CommitmentQuerySet


class Cluster(models.Model):
    """Commitments that a person has put together because they ask for the same."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = WordsField()
    made_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()


class ImportBatch(models.Model):
    """Somebody had a version of a document read. They are its importer, never the author of what it says."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document_version = models.ForeignKey(
        DocumentVersion, on_delete=models.PROTECT, related_name="import_batches"
    )
    style = models.CharField(max_length=12, choices=Style.choices)
    kind = models.CharField(max_length=16, choices=CommitmentKind.choices)
    addressed_to = models.TextField(blank=True)
    raised_on = models.DateField(null=True)
    raised_in = models.ForeignKey(Event, null=True, on_delete=models.PROTECT, related_name="+")
    imported_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        indexes = [models.Index(fields=["-imported_at", "-id"], name="imports_by_day")]


class Commitment(models.Model):
    """What was recommended, promised, given as guidance, decided or left open.

    `code` is its number in its document ("144.239"). `rank` sorts the public list: the latest first, then the order of
    the document. `folded` is what free text is looked for in. No state: where it stands is derived by upper rooms.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.SlugField(max_length=120, unique=True)
    kind = models.CharField(max_length=16, choices=CommitmentKind.choices)
    title = WordsField()
    text = WordsField()
    code = models.CharField(max_length=24, blank=True)
    document_key = models.SlugField(max_length=120, blank=True)
    addressed_to = models.TextField(blank=True)
    raised_on = models.DateField(null=True)
    raised_in = models.ForeignKey(Event, null=True, on_delete=models.PROTECT, related_name="commitments")
    places = models.ManyToManyField(Place, related_name="commitments", blank=True)
    cluster = models.ForeignKey(Cluster, null=True, on_delete=models.SET_NULL, related_name="commitments")
    next_date = models.DateField(null=True)
    source_url = models.URLField(max_length=400, blank=True)
    certainty = models.CharField(max_length=10, choices=Certainty.choices, default=Certainty.STATED)
    wording = models.CharField(max_length=8, choices=Wording.choices, default=Wording.SOURCE)
    batch = models.ForeignKey(ImportBatch, null=True, on_delete=models.PROTECT, related_name="commitments")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    rank = models.CharField(max_length=100)
    folded = models.TextField(editable=False)
    version = models.PositiveIntegerField(default=0)
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document_key", "code"],
                condition=~Q(document_key="") & ~Q(code=""),
                name="one_commitment_a_code",
            )
        ]
        indexes = [
            models.Index(fields=["rank"], condition=Q(withdrawn_at=None), name="commitments_in_order"),
            models.Index(fields=["kind", "rank"], condition=Q(withdrawn_at=None), name="commitments_by_kind"),
            models.Index(
                fields=["document_key", "rank"],
                condition=Q(withdrawn_at=None),
                name="commitments_by_document",
            ),
            models.Index(fields=["next_date", "id"], condition=Q(withdrawn_at=None), name="commitments_next"),
        ]

    def __str__(self) -> str:
        return self.key


class CommitmentTheme(models.Model):
    """What a commitment is about."""

    commitment = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, related_name="themes", db_index=False
    )
    theme = models.CharField(max_length=16, choices=Theme.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commitment", "theme"], name="one_theme_once")]
        indexes = [models.Index(fields=["theme", "commitment"], name="commitments_by_theme")]


class CommitmentLevel(models.Model):
    """At which level a commitment is to be carried out."""

    commitment = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, related_name="levels", db_index=False
    )
    level = models.CharField(max_length=10, choices=Level.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commitment", "level"], name="one_level_once")]
        indexes = [models.Index(fields=["level", "commitment"], name="commitments_by_level")]


class CommitmentPassage(models.Model):
    """A sentence that a commitment comes from. One that six States made is one commitment with six rows.

    `country` is the sponsor's code where the name is that of a State; `position` is what the report says of it.
    """

    commitment = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, related_name="passages", db_index=False
    )
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="commitment_passages")
    sponsor = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, blank=True)
    position = models.CharField(max_length=16, choices=Position.choices, blank=True)
    marked_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    marked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commitment", "passage", "sponsor"], name="one_source_once")
        ]


class CommitmentRelation(models.Model):
    """What one commitment is to another, decided by a person."""

    from_commitment = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, related_name="relations_out", db_index=False
    )
    to_commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="relations_in")
    kind = models.CharField(max_length=12, choices=RelationKind.choices)
    decided_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["from_commitment", "to_commitment", "kind"], name="one_relation_once"
            ),
            models.CheckConstraint(
                condition=~Q(from_commitment=F("to_commitment")), name="never_related_to_itself"
            ),
        ]


class CommitmentFeature(models.Model):
    """What a commitment shares with similar ones: a theme, a term of the vocabulary, a number, pieces of its wording.

    Derived from the commitment by the action that writes it.
    """

    commitment = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, related_name="features", db_index=False
    )
    feature = models.CharField(max_length=48)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commitment", "feature"], name="one_feature_once")]
        indexes = [models.Index(fields=["feature", "commitment"], name="commitments_by_feature")]


class Proposal(models.Model):
    """A commitment that an import sees in a document: nothing until a person confirms it.

    `twin` is the commitment of the same code that came from another language of the document: confirming adds a passage
    and a translation to it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="proposals", db_index=False)
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=24, blank=True)
    kind = models.CharField(max_length=16, choices=CommitmentKind.choices)
    title = models.CharField(max_length=200)
    text = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    sponsors = models.JSONField(default=list)
    position = models.CharField(max_length=16, choices=Position.choices, blank=True)
    themes = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.PROPOSED)
    twin = models.ForeignKey(Commitment, null=True, on_delete=models.SET_NULL, related_name="+")
    commitment = models.ForeignKey(Commitment, null=True, on_delete=models.PROTECT, related_name="proposals")
    decided_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="one_proposal_a_number")]
        indexes = [models.Index(fields=["batch", "state", "number"], name="proposals_by_state")]


class ImportStep(models.Model):
    """What somebody did to proposals at once, so that it can be undone: [[proposal, what it was before], ...]."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="steps", db_index=False)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=StepKind.choices)
    changed = models.JSONField(default=list)
    by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="one_step_a_number")]
