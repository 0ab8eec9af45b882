"""Nouns of the directory as choices."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from indimaj.ledger.enums import Compartment


class PlaceLevel(TextChoices):
    """Levels of the tree of places."""

    COUNTRY = "country", _("Country")
    REGION = "region", _("Region")
    PROVINCE = "province", _("Province")
    PREFECTURE = "prefecture", _("Prefecture")
    DISTRICTS = "prefecture_of_arrondissements", _("Prefecture of districts")


class Role(TextChoices):
    """What a post is for. One person may hold several posts; no role sees both sides of the wall."""

    COUNTER = "counter", _("Counter officer")
    EXAMINER = "examiner", _("Examining officer")
    SECRETARY = "secretary", _("Commission secretary")
    MEMBER = "member", _("Commission member")
    SECURITY_MEMBER = "security_member", _("Commission member for the security services")
    AUTHORITY = "authority", _("Deciding authority")
    MEDICAL = "medical", _("Medical reviewer")
    HEAD = "head", _("Head of the foreigners' office")
    DATA_PROTECTION = "data_protection", _("Data-protection officer")
    ADMINISTRATOR = "administrator", _("Administrator of accounts")


class Purpose(TextChoices):
    """Why a file may be opened: stated on each post, written on each line of the ledger."""

    REGISTRATION = "registration", _("Registering applications")
    EXAMINATION = "examination", _("Examining applications")
    OPINION = "opinion", _("Giving the commission's opinion")
    DECISION = "decision", _("Deciding on applications")
    HEALTH = "health", _("Reviewing sealed health evidence")
    SUPERVISION = "supervision", _("Running the office")
    OVERSIGHT = "oversight", _("Data-protection oversight")
    ACCOUNTS = "accounts", _("Managing accounts")
    OWN_FILE = "own_file", _("The person reads their own file")


PURPOSE_OF: dict[str, Purpose] = {
    Role.COUNTER: Purpose.REGISTRATION,
    Role.EXAMINER: Purpose.EXAMINATION,
    Role.SECRETARY: Purpose.OPINION,
    Role.MEMBER: Purpose.OPINION,
    Role.SECURITY_MEMBER: Purpose.OPINION,
    Role.AUTHORITY: Purpose.DECISION,
    Role.MEDICAL: Purpose.HEALTH,
    Role.HEAD: Purpose.SUPERVISION,
    Role.DATA_PROTECTION: Purpose.OVERSIGHT,
    Role.ADMINISTRATOR: Purpose.ACCOUNTS,
}

# One side of the wall a role. Oversight and accounts see neither side's files.
COMPARTMENT_OF: dict[str, Compartment] = {
    role: Compartment.HOUSE if role in (Role.DATA_PROTECTION, Role.ADMINISTRATOR) else Compartment.STATUS
    for role in Role
}

# The public accounts of the demonstration: a name for each role, one password that everybody may read.
DEMO_PASSWORD = "indimaj-demonstration"  # noqa: S105
DEMO_USERNAMES: dict[Role, str] = {
    **{role: role.value for role in Role},
    Role.SECURITY_MEMBER: "security",
    Role.DATA_PROTECTION: "dataprotection",
}
