"""States of a text in one language."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TextState(TextChoices):
    """Where a text comes from; stale is read off, never stored."""

    ORIGINAL = "original", _("Original")
    OFFICIAL = "official", _("Official translation")
    REVIEWED = "reviewed", _("Reviewed translation")
    MACHINE = "machine", _("Translated by a machine, not reviewed")
    STALE = "stale", _("The original has changed since this translation")


STORED = (TextState.ORIGINAL, TextState.OFFICIAL, TextState.REVIEWED, TextState.MACHINE)


class Gap(TextChoices):
    """What stands in the way of publishing a text in one language."""

    MISSING = "missing", _("Not translated")
    STALE = "stale", _("The original has changed since this translation")
    MACHINE = "machine", _("Translated by a machine, not reviewed")
