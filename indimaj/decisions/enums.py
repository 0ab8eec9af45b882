"""Opinions, decisions and notices, as choices."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SittingState(TextChoices):
    """Where a sitting stands."""

    PLANNED = "planned", _("Planned")
    OPEN = "open", _("In session")
    CLOSED = "closed", _("Closed")


class Stance(TextChoices):
    """What one member holds."""

    FAVOURABLE = "favourable", _("Favourable")
    UNFAVOURABLE = "unfavourable", _("Unfavourable")
    ABSTAINS = "abstains", _("Abstains")


class Outcome(TextChoices):
    """What an opinion or a decision says."""

    FAVOURABLE = "favourable", _("Favourable")
    UNFAVOURABLE = "unfavourable", _("Unfavourable")


class NoticeChannel(TextChoices):
    """How the person was told. A text message is never notice (practice 3)."""

    IN_PERSON = "in_person", _("Handed over in person")
    POST = "post", _("By post with acknowledgement")
    ORAL = "oral", _("Told orally")
