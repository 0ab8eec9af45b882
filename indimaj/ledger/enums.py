"""The compartments of the wall, the kinds of actor and the two streams of lines."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Compartment(TextChoices):
    """Which side of the wall a line belongs to; `house` holds accounts, roles and the platform itself."""

    STATUS = "status", _("Status side")
    SERVICE = "service", _("Service side")
    HOUSE = "house", _("The platform")


class ActorKind(TextChoices):
    """Who acted."""

    STAFF = "staff", _("Staff")
    PERSON = "person", _("The person concerned")
    SYSTEM = "system", _("The platform")


class Stream(TextChoices):
    """What a seal closes."""

    ACTS = "acts", _("Acts")
    READS = "reads", _("Readings")
