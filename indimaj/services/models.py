"""The directory of services, after HSDS 3: field names are the standard's where the field is the standard's.

What a record of the standard says and no column holds stays in `source`, word for word: an export gives it back.
"""

import uuid
from datetime import date

from django.db import models

from indimaj.directory.enums import Theme
from indimaj.directory.models import Body, Place, Staff

from .enums import ASKS_NOTHING, CheckedBy, Permit, RunState, Status
from .querysets import ServiceQuerySet

NEVER = date(1900, 1, 1)


class Organization(models.Model):
    """Who offers services, as the standard writes it; one of our bodies where we know it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.OneToOneField(Body, null=True, on_delete=models.PROTECT, related_name="organization")
    name = models.CharField(max_length=250)
    description = models.TextField(blank=True)
    email = models.EmailField(blank=True)
    website = models.CharField(max_length=400, blank=True)
    source = models.JSONField(default=dict)


class Service(models.Model):
    """One service that people can be received at."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(
        Organization, null=True, on_delete=models.PROTECT, related_name="services"
    )
    body = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="services")
    original = models.CharField(max_length=3, default="ar")
    name_ar = models.CharField(max_length=250, blank=True)
    name_fr = models.CharField(max_length=250, blank=True)
    name_en = models.CharField(max_length=250, blank=True)
    description_ar = models.TextField(blank=True)
    description_fr = models.TextField(blank=True)
    description_en = models.TextField(blank=True)
    theme = models.CharField(max_length=16, choices=Theme.choices)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.ACTIVE)
    eligibility_description = models.TextField(blank=True)
    application_process = models.TextField(blank=True)
    fees_description = models.TextField(blank=True)
    is_free = models.BooleanField(null=True)
    interpretation_services = models.CharField(max_length=250, blank=True)
    without_permit = models.CharField(max_length=8, choices=Permit.choices, default=Permit.UNKNOWN)
    required_documents = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    schedules = models.JSONField(default=list)
    phones = models.JSONField(default=list)
    email = models.CharField(max_length=254, blank=True)
    url = models.CharField(max_length=400, blank=True)
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=400, blank=True)
    capacity_unit = models.CharField(max_length=60, blank=True)
    capacity_available = models.PositiveIntegerField(null=True)
    capacity_maximum = models.PositiveIntegerField(null=True)
    capacity_updated = models.DateField(null=True)
    checked_on = models.DateField(null=True)
    checked_by = models.CharField(max_length=8, choices=CheckedBy.choices, blank=True)
    checked_by_staff = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    next_check_on = models.DateField(null=True)
    chased_at = models.DateTimeField(null=True)
    source = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    submission = models.UUIDField(null=True, unique=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["body", "next_check_on", "id"], name="services_of_a_body"),
            models.Index(
                fields=["next_check_on", "id"],
                condition=models.Q(status__in=("active", "temporarily closed")),
                name="services_to_check",
            ),
        ]

    @property
    def fresh_on(self) -> date:
        """The day that decides the order of the finder: the last check, or long ago."""
        return self.checked_on or NEVER

    def text_in(self, field: str, language: str) -> str:
        """A text in a language, else in the language that it was written in."""
        code = language[:2] if language[:2] in ("ar", "fr", "en") else "ar"
        return getattr(self, f"{field}_{code}") or getattr(self, f"{field}_{self.original}", "")

    def is_stale(self, on: date) -> bool:
        """Whether the last check is too old, or there was none: marked, never hidden."""
        return self.checked_on is None or (self.next_check_on is not None and self.next_check_on < on)


class Location(models.Model):
    """Where a service is: a service_at_location with its location and address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="locations")
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=250, blank=True)
    address = models.CharField(max_length=400, blank=True)
    transportation = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ("position",)


class Listing(models.Model):
    """The finder's own index: a service under each place that holds it and each language, and under all languages.

    Rows follow the services that people can be received at; only `actions` writes them.
    """

    # Written and deleted with its service alone: the database need not look the service up for each row.
    service = models.ForeignKey(
        Service, on_delete=models.CASCADE, related_name="listings", db_constraint=False
    )
    language = models.CharField(max_length=8, blank=True)
    theme = models.CharField(max_length=16)
    place = models.CharField(max_length=24)
    asks = models.SmallIntegerField(default=ASKS_NOTHING)
    fresh_on = models.DateField()

    class Meta:
        indexes = [
            models.Index(
                fields=["language", "place", "theme", "-fresh_on", "service"],
                # Read with the index itself, where the database can: no row is fetched to be counted.
                include=["asks"],
                name="finder_by_need_and_place",
            ),
            models.Index(
                fields=["language", "place", "-fresh_on", "service"], include=["asks"], name="finder_by_place"
            ),
        ]


class OwnerLink(models.Model):
    """A link by which an owner keeps one entry without an account: a keyed digest, a term, one service."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="owner_links")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    made_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    sent_to = models.CharField(max_length=254, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)


class ImportRun(models.Model):
    """One import of a package: where it stands, so that a killed one goes on, and what it met.

    What the page was told is kept for the job that does it; the file itself until it is taken in.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=8, choices=RunState.choices, default=RunState.RUNNING)
    taken = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=60, blank=True)
    theme = models.CharField(max_length=16, choices=Theme.choices, blank=True)
    language = models.CharField(max_length=3, blank=True)
    path = models.CharField(max_length=120, blank=True)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-started_at", "-id"], name="imports_newest_first")]


class Oddity(models.Model):
    """One thing in a package that was not as the standard says, where it was, and what was done about it."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="oddities")
    record = models.PositiveIntegerField()
    where = models.CharField(max_length=200)
    what = models.CharField(max_length=40)
    found = models.CharField(max_length=200, blank=True)
    done = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["run", "what", "id"], name="oddities_of_a_run")]


class Package(models.Model):
    """A record of a package that is no service and no organization: kept whole, given back whole."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=40)
    record_id = models.CharField(max_length=80)
    source = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "record_id"], name="one_record_once")]
