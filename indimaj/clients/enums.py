"""Nouns of the room as choices."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Community(TextChoices):
    """Both sides adapt: host-community participants count beside migrants. Never a residence status."""

    MIGRANT = "migrant", _("Came from another country")
    HOST = "host", _("From here")


class ConsentPurpose(TextChoices):
    """What a person may say yes to, one by one; each can be taken back."""

    SUPPORT = "support", _("An association or a service keeps my needs on record to help me")
    REFERRAL = "referral", _("My name and my need may go to the service that I am sent to")
    MESSAGES = "messages", _("You may send me neutral messages")
    CONSULATE = "consulate", _("A consulate may be asked about one document of mine")
    FOLLOW_UP = "follow_up", _("You may ask me later how it went")
