"""What identity is made of, as choices."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Sex(TextChoices):
    """As the person states it."""

    FEMALE = "female", _("Woman")
    MALE = "male", _("Man")


class BirthKind(TextChoices):
    """How a birth date is known; every kind is an interval underneath."""

    DAY = "day", _("Exact date")
    YEAR = "year", _("Year only")
    ABOUT = "about", _("Approximate date")
    HIJRI = "hijri", _("Hijri date")
    CONFLICTING = "conflicting", _("Documents disagree")
    UNKNOWN = "unknown", _("Birth date not known")


class NationalityStatus(TextChoices):
    """Nobody is sent to a consulate to prove it (practice 16)."""

    STATED = "stated", _("Nationality stated")
    SEVERAL = "several", _("Several nationalities")
    NONE = "none", _("No nationality")
    DISPUTED = "disputed", _("Disputed nationality")
    UNKNOWN = "unknown", _("Nationality not known")


class ContactMark(TextChoices):
    """Whose a phone or address is (practice 20)."""

    MINE = "mine", _("Mine")
    SHARED = "shared", _("Shared with other people")
    DO_NOT_USE = "do_not_use", _("Do not use")
