"""Nouns of the room as choices."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from indimaj.directory.enums import Theme


class ProgrammeKind(TextChoices):
    """What people come for."""

    LANGUAGE = "language", _("Language course")
    SCHOOL_SUPPORT = "school_support", _("School support")
    TRAINING = "training", _("Vocational training")
    EXCHANGE = "exchange", _("Cultural exchange")
    LEISURE = "leisure", _("Youth and leisure")
    LIVELIHOOD = "livelihood", _("Livelihoods")


THEME_OF: dict[str, Theme] = {
    ProgrammeKind.LANGUAGE: Theme.LANGUAGE,
    ProgrammeKind.SCHOOL_SUPPORT: Theme.EDUCATION,
    ProgrammeKind.TRAINING: Theme.TRAINING,
    ProgrammeKind.EXCHANGE: Theme.CULTURE,
    ProgrammeKind.LEISURE: Theme.LEISURE,
    ProgrammeKind.LIVELIHOOD: Theme.LIVELIHOOD,
}


class Taught(TextChoices):
    """The languages that courses teach."""

    DARIJA = "ary", _("Darija")
    ARABIC = "ar", _("Standard Arabic")
    AMAZIGH = "zgh", _("Amazigh")
    FRENCH = "fr", _("French")


class Rung(TextChoices):
    """The six levels of the European framework for languages."""

    A1 = "A1", "A1"
    A2 = "A2", "A2"
    B1 = "B1", "B1"
    B2 = "B2", "B2"
    C1 = "C1", "C1"
    C2 = "C2", "C2"


class EnrolmentState(TextChoices):
    """Where a participant stands."""

    APPLIED = "applied", _("Applied")
    WAITING = "waiting", _("On the waiting list")
    ENROLLED = "enrolled", _("Enrolled")
    COMPLETED = "completed", _("Completed")
    DROPPED_OUT = "dropped_out", _("Left before the end")
    NOT_ADMITTED = "not_admitted", _("Not admitted")


OPEN_STATES = (EnrolmentState.APPLIED, EnrolmentState.WAITING, EnrolmentState.ENROLLED)
# Who took part: what the mix, the attendance and the concentration count.
TOOK_PART = (EnrolmentState.ENROLLED, EnrolmentState.COMPLETED, EnrolmentState.DROPPED_OUT)


class LeaveReason(TextChoices):
    """Why somebody left before the end. It asks about the course, never about the person's papers."""

    WORK = "work", _("Work or its hours")
    CARE = "care", _("Children or family to look after")
    DISTANCE = "distance", _("Too far, or transport too dear")
    COST = "cost", _("Too dear")
    MOVED = "moved", _("Moved to another town or country")
    LEVEL = "level", _("The level did not fit")
    UNWELCOME = "unwelcome", _("Did not feel welcome")
    FOUND_ELSEWHERE = "elsewhere", _("Found another course or work")
    NOT_SAID = "not_said", _("Did not say why")


class RefusalReason(TextChoices):
    """Why an application was not admitted. Having no papers is not a reason."""

    LEVEL = "level", _("Another level fits better")
    AGE = "age", _("The course is for another age")
    STARTED = "started", _("The course is too far on")
    CANCELLED = "cancelled", _("The course does not take place")


class Presence(TextChoices):
    """Whether somebody was there."""

    PRESENT = "present", _("Present")
    ABSENT = "absent", _("Absent")
    EXCUSED = "excused", _("Excused")


class LivelihoodState(TextChoices):
    """Where a livelihood stands."""

    PLANNED = "planned", _("Plan written")
    TRAINING = "training", _("In training")
    FUNDED = "funded", _("Money granted")
    RUNNING = "running", _("Running")
    STOPPED = "stopped", _("Stopped")


class MoneyKind(TextChoices):
    """What the money is."""

    GRANT = "grant", _("Grant")
    LOAN = "loan", _("Loan")


class Feeds(TextChoices):
    """Does it still feed you?"""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")
    NOT_REACHED = "not_reached", _("Not reached")


class StopReason(TextChoices):
    """Why a livelihood does not feed, or stopped."""

    MONEY = "money", _("Not enough money to go on")
    CUSTOMERS = "customers", _("Too few customers")
    PLACE = "place", _("Lost the place of work")
    EQUIPMENT = "equipment", _("Equipment broken or lost")
    CARE = "care", _("Children or family to look after")
    JOB = "job", _("Found a job")
    MOVED = "moved", _("Moved to another town or country")
    NOT_SAID = "not_said", _("Did not say why")


# Months after the start at which somebody asks.
FOLLOW_UPS = (6, 12, 24)
