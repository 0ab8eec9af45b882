"""Places, bodies, offices, staff and the posts that they hold."""

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import get_language

from indimaj.ledger.enums import Compartment

from .enums import BodyKind, Level, PlaceLevel, Purpose, Role, Theme


class ThreeNames(models.Model):
    """A name in each of the three languages."""

    name_ar = models.CharField(max_length=160)
    name_fr = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_in(get_language())

    def name_in(self, language: str | None) -> str:
        """The name in a language; Arabic where the language is not one of the three."""
        return {"fr": self.name_fr, "en": self.name_en}.get((language or "ar")[:2], self.name_ar)


class Place(ThreeNames):
    """A unit of the territory. `path` is the codes from the country down, each ended by '/'."""

    code = models.CharField(max_length=24, primary_key=True)
    level = models.CharField(max_length=32, choices=PlaceLevel.choices)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    path = models.CharField(max_length=120, db_index=True)


class Body(ThreeNames):
    """An institution: ministry, prefecture, association, commission."""

    code = models.CharField(max_length=40, primary_key=True)
    kind = models.CharField(max_length=32, choices=BodyKind.choices)
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT)
    country = models.CharField(max_length=2, blank=True)
    is_invented = models.BooleanField(default=False)


class Mandate(models.Model):
    """What a body answers for: theme x level x place x period x legal basis. The whole country is a place too."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="mandates")
    theme = models.CharField(max_length=16, choices=Theme.choices)
    level = models.CharField(max_length=10, choices=Level.choices)
    place = models.ForeignKey(Place, on_delete=models.PROTECT)
    held_from = models.DateField(null=True)
    held_until = models.DateField(null=True)
    legal_basis = models.CharField(max_length=200, blank=True)
    source = models.URLField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "theme", "level", "place"], name="one_mandate_once")
        ]
        indexes = [models.Index(fields=["theme", "place"], name="mandates_by_theme")]


class Office(ThreeNames):
    """A foreigners' office: where files are lodged. Its local commission sits beside it."""

    code = models.CharField(max_length=16, primary_key=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT)
    body = models.ForeignKey(Body, on_delete=models.PROTECT)
    next_order_number = models.PositiveIntegerField(default=1)


class StaffManager(BaseUserManager["Staff"]):
    """Accounts by user name."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> "Staff":
        """Make an account; used by directory.actions and tests only."""
        staff = self.model(username=username, **fields)
        staff.set_password(password)
        staff.save(using=self._db)
        return staff


class Staff(AbstractBaseUser):
    """A person who works here. What they may do stands in their posts, never in a flag."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(max_length=60, unique=True)
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=120)
    name_ar = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=3, default="ar")
    is_active = models.BooleanField(default=True)
    password_was_given = models.BooleanField(default=False)
    shortcuts = models.BooleanField(default=True)

    objects = StaffManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """Role x compartment x body x place x purpose, held by one person for a period."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=20, choices=Role.choices)
    compartment = models.CharField(max_length=8, choices=Compartment.choices)
    body = models.ForeignKey(Body, null=True, on_delete=models.PROTECT)
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="posts")
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    held_from = models.DateField()
    held_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["staff", "role", "office", "body", "held_from"], name="one_post_once"
            )
        ]
