"""Sides, units, states and reasons of the counting room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Side(TextChoices):
    """Whom a figure is about: each integration figure has another one across from it."""

    MIGRANT = "migrant", _("Migrants")
    HOST = "host", _("Host community")
    INSTITUTION = "institution", _("Institutions")


class Dimension(TextChoices):
    """In what two sides adapt to each other."""

    LANGUAGE = "language", _("Speaking to each other")
    NAVIGATION = "navigation", _("Finding one’s way")
    SOCIAL = "social", _("Meeting each other")
    ECONOMIC = "economic", _("Living from one’s work")
    PSYCHOLOGICAL = "psychological", _("Feeling at home")
    CIVIC = "civic", _("Having a say")
    CULTURE = "culture", _("What people bring")
    SPACE = "space", _("Living and learning in the same places")


class Unit(TextChoices):
    """What a value is counted in."""

    COUNT = "count", _("A number")
    SHARE = "share", _("Share")
    RATIO = "ratio", _("How many for one")
    DAYS = "days", _("Days, median")


class Direction(TextChoices):
    """Which way is better; a count of work done has none."""

    UP = "up", _("Higher is better")
    DOWN = "down", _("Lower is better")
    NONE = "none", _("Neither is better")


class Rhythm(TextChoices):
    """How long a period is."""

    MONTH = "month", _("Each month")
    QUARTER = "quarter", _("Each quarter")
    YEAR = "year", _("Each year")


class State(TextChoices):
    """A measurement is counted, then published: nothing else ever changes in it."""

    PROVISIONAL = "provisional", _("Provisional")
    PUBLISHED = "published", _("Published")


class RunState(TextChoices):
    """Where a freezing is."""

    COUNTING = "counting", _("Counting")
    DONE = "done", _("Finished")


class Correction(TextChoices):
    """Why a published figure is replaced."""

    LATE_ROWS = "late_rows", _("Files came in after the cut-off")
    ERASED = "erased", _("People had their records erased")
    DEFINITION = "definition", _("The definition changed")
    PROGRAM = "program", _("The program counted wrongly")
    DATA = "data", _("Records were put right")
