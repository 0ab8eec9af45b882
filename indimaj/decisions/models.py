"""Three acts, three dates, three signatories: opinion, decision, notice (practice 1)."""

import uuid

from django.db import models

from indimaj.applications.models import Application
from indimaj.directory.models import Office, Staff

from .enums import NoticeChannel, Outcome, SittingState, Stance


class Sitting(models.Model):
    """A meeting of a local commission."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    campaign = models.CharField(max_length=12)
    number = models.PositiveIntegerField()
    held_on = models.DateField()
    state = models.CharField(max_length=8, choices=SittingState.choices, default=SittingState.PLANNED)
    called_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)
    submission = models.UUIDField(null=True, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "campaign", "number"], name="one_sitting_per_number")
        ]


class SittingMember(models.Model):
    """Who sits: size and members of a commission are data (practice 9)."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="members")
    name = models.CharField(max_length=120)
    institution = models.CharField(max_length=160)
    for_security = models.BooleanField(default=False)
    chairs = models.BooleanField(default=False)
    staff = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")


class AgendaItem(models.Model):
    """One application on the list of one sitting."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="items")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="agenda_items")
    position = models.PositiveIntegerField()
    adjourned = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sitting", "application"], name="once_on_an_agenda"),
            models.UniqueConstraint(fields=["sitting", "position"], name="one_item_per_position"),
        ]


class MemberOpinion(models.Model):
    """What one member said; entered by the secretary, dissent included."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="member_opinions")
    member = models.ForeignKey(SittingMember, on_delete=models.PROTECT)
    stance = models.CharField(max_length=14, choices=Stance.choices)
    reason = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "member"], name="one_opinion_per_member")]


class Reasoned(models.Model):
    """What an opinion and a decision share: the outcome, and findings, parameters and versions as they stood."""

    outcome = models.CharField(max_length=14, choices=Outcome.choices)
    proposal = models.CharField(max_length=14)
    departs = models.BooleanField(default=False)
    departure_code = models.CharField(max_length=40, blank=True)
    departure_reason = models.TextField(blank=True)
    grounds = models.JSONField(default=list)
    facts = models.JSONField()
    assessment = models.JSONField()
    signed_by = models.CharField(max_length=120)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(departs=False) | ~models.Q(departure_code=""),
                name="%(class)s_departure_has_its_reason",
            )
        ]


class Opinion(Reasoned):
    """The commission's joint reasoned opinion."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="opinions")
    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="opinion")
    given_at = models.DateTimeField()
    given_on = models.DateField()
    recorded_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    class Meta(Reasoned.Meta):
        pass


class Decision(Reasoned):
    """The authority's decision on an opinion."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="decisions")
    opinion = models.OneToOneField(Opinion, on_delete=models.PROTECT, related_name="decision")
    decided_at = models.DateTimeField()
    decided_on = models.DateField()
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    letter = models.UUIDField(null=True)

    class Meta(Reasoned.Meta):
        pass


class Notice(models.Model):
    """When, how and by whom the person was told. Told orally and told in writing are two dates (practice 3)."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="notices")
    channel = models.CharField(max_length=10, choices=NoticeChannel.choices)
    on = models.DateField()
    language = models.CharField(max_length=3)
    given_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    signed = models.CharField(max_length=16, blank=True)
    witness = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
