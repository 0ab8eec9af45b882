"""Which facts may be handed across, what they may say, and for what."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Fact(TextChoices):
    """A short list, on purpose: whatever is not here does not cross."""

    IDENTITY_CONFIRMED = "identity_confirmed", _("Identity confirmed from a document")
    VALID_RECEIPT = "valid_receipt", _("Holds a receipt that is valid")
    AGE_GROUP = "age_group", _("Age group")


class Value(TextChoices):
    """What a fact may say."""

    YES = "yes", _("Yes")
    UNDER_18 = "under_18", _("Under 18")
    FROM_18_TO_24 = "18_24", _("From 18 to 24")
    FROM_25_TO_59 = "25_59", _("From 25 to 59")
    FROM_60 = "60_up", _("60 and over")


class ProofPurpose(TextChoices):
    """What the person hands the fact over for; it counts for nothing else."""

    SERVICE = "service", _("To be received by a service")
    ENROLMENT = "enrolment", _("To enrol in a school, a course or an activity")
    PROJECT = "project", _("For a project, a grant or a loan")
    RECOGNITION = "recognition", _("For the recognition of skills or qualifications")
