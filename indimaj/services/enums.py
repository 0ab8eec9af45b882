"""Nouns of the room as choices. Where the standard (HSDS 3) has a word for a state, its word is the code."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    """Where a service stands; the codes are those of HSDS."""

    ACTIVE = "active", _("Open to people")
    PAUSED = "temporarily closed", _("Closed for now")
    INACTIVE = "inactive", _("Not running")
    DEFUNCT = "defunct", _("Ended for good")


class Permit(TextChoices):
    """Whether a service receives people without a residence permit: a fact of each service."""

    YES = "yes", _("Receives people without a residence permit")
    NO = "no", _("Asks for a residence permit")
    UNKNOWN = "unknown", _("Not known whether it asks for a residence permit")


class Held(TextChoices):
    """What a person who looks for a service has in hand. Never kept anywhere."""

    NOTHING = "none", _("No document")
    IDENTITY = "identity", _("A passport or identity document")
    PERMIT = "permit", _("A residence permit")


class Document(TextChoices):
    """Documents that services ask for."""

    IDENTITY = "identity", _("Passport or identity document")
    PERMIT = "residence_permit", _("Residence permit")
    BIRTH = "birth_record", _("Birth record")
    ADDRESS = "address_proof", _("Proof of address")
    PHOTO = "photo", _("Photograph")
    REPORT = "school_report", _("School report")
    DIPLOMA = "diploma", _("Diploma or certificate")
    CONTRACT = "contract", _("Work contract")


class Tongue(TextChoices):
    """Languages spoken at a service, by ISO 639 codes."""

    ARABIC = "ar", _("Standard Arabic")
    DARIJA = "ary", _("Darija")
    AMAZIGH = "zgh", _("Amazigh")
    FRENCH = "fr", _("French")
    ENGLISH = "en", _("English")
    SPANISH = "es", _("Spanish")
    PORTUGUESE = "pt", _("Portuguese")
    WOLOF = "wo", _("Wolof")
    PULAAR = "ff", _("Pulaar")
    BAMBARA = "bm", _("Bambara")
    LINGALA = "ln", _("Lingala")
    HAUSA = "ha", _("Hausa")
    TAGALOG = "tl", _("Tagalog")


class CheckedBy(TextChoices):
    """Who said last that an entry is right."""

    OWNER = "owner", _("its owner")
    STAFF = "staff", _("the platform’s staff")
    IMPORT = "import", _("the directory that it came from")


class RunState(TextChoices):
    """Where an import stands."""

    RUNNING = "running", _("Under way")
    DONE = "done", _("Finished")
    FAILED = "failed", _("Stopped: the file could not be read to its end")


# What a service asks for at the door, as a rank: a person who holds more may go wherever less is asked.
ASKS_NOTHING, ASKS_IDENTITY, ASKS_PERMIT = 0, 1, 2
MOST_ASKED = {Held.NOTHING: ASKS_NOTHING, Held.IDENTITY: ASKS_IDENTITY, Held.PERMIT: ASKS_PERMIT}
# An entry is due for a check so many days after the last one.
CHECK_EVERY_DAYS = 180
# Days of the week as iCalendar writes them, Monday first.
WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
