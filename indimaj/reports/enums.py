"""Nouns of the room as choices."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .contract import BROKEN, MACHINE, MISSING, NO_PAIR, STALE


class State(TextChoices):
    """Where an edition stands."""

    DRAFT = "draft", pgettext_lazy("of an edition", "Draft")
    FROZEN = "frozen", _("Frozen")


class Lack(TextChoices):
    """What keeps an edition from being frozen."""

    MISSING = MISSING, _("Not translated")
    STALE = STALE, _("The original has changed since this translation")
    MACHINE = MACHINE, _("Translated by a machine, not reviewed")
    NO_PAIR = NO_PAIR, _("A figure of integration stands without its other side")
    BROKEN = BROKEN, _("A part is missing")


class Step(TextChoices):
    """How far a freezing is."""

    GATHERING = "gathering", _("Gathering what is known")
    SETTING = "setting", _("Setting the pages")
    CHECKED = "checked", _("Checked")
    DONE = "done", _("Finished")
    STOPPED = "stopped", _("Stopped: something is missing")


class Standing(TextChoices):
    """Where a dispatch stands on a day. Derived from its days, never stored."""

    WAITING = "waiting", _("Waiting to be sent")
    SENT = "sent", _("Sent")
    RECEIVED = "received", _("Received")
    REPLIED = "replied", _("Answered by the counterpart")
    SILENT = "silent", _("No reply came in time")


TONES: dict[str, str] = {
    Standing.WAITING: "grey",
    Standing.SENT: "blue",
    Standing.RECEIVED: "blue",
    Standing.REPLIED: "green",
    Standing.SILENT: "red",
}
