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
    CASEWORKER = "caseworker", _("Caseworker")
    PROVIDER = "provider", _("Service provider")
    COORDINATOR = "coordinator", _("Programme coordinator")
    ASSESSOR = "assessor", _("Recognition officer")
    CONSULATE = "consulate", _("Consulate's focal point")
    POLICY_OFFICER = "policy_officer", _("Policy officer")
    FOCAL_POINT = "focal_point", _("Focal point for follow-up")


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
    SUPPORT = "support", _("Helping a person reach services")
    SERVICE = "service", _("Answering for a service")
    PROGRAMME = "programme", _("Running programmes")
    RECOGNITION = "recognition", _("Recognising skills and qualifications")
    CONSULAR = "consular", _("Confirming a document at the person's request")
    STEERING = "steering", _("Steering the policy by counts")
    FOLLOW_UP = "follow_up", _("Answering for a body's commitments")
    OWN_PAGE = "own_page", _("The person reads their own page")


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
    Role.CASEWORKER: Purpose.SUPPORT,
    Role.PROVIDER: Purpose.SERVICE,
    Role.COORDINATOR: Purpose.PROGRAMME,
    Role.ASSESSOR: Purpose.RECOGNITION,
    Role.CONSULATE: Purpose.CONSULAR,
    Role.POLICY_OFFICER: Purpose.STEERING,
    Role.FOCAL_POINT: Purpose.FOLLOW_UP,
}

SERVICE_ROLES = (
    Role.CASEWORKER,
    Role.PROVIDER,
    Role.COORDINATOR,
    Role.ASSESSOR,
    Role.CONSULATE,
    Role.POLICY_OFFICER,
)
HOUSE_ROLES = (Role.DATA_PROTECTION, Role.ADMINISTRATOR, Role.FOCAL_POINT)
STATUS_ROLES = tuple(role for role in Role if role not in (*SERVICE_ROLES, *HOUSE_ROLES))
# One side of the wall a role. Oversight, accounts and focal points see neither side's files; the policy
# officer sees counts only.
COMPARTMENT_OF: dict[str, Compartment] = {
    **dict.fromkeys(STATUS_ROLES, Compartment.STATUS),
    **dict.fromkeys(SERVICE_ROLES, Compartment.SERVICE),
    **dict.fromkeys(HOUSE_ROLES, Compartment.HOUSE),
}


class BodyKind(TextChoices):
    """What an institution is."""

    MINISTRY = "ministry", _("Ministry")
    PUBLIC_AGENCY = "public_agency", _("Public agency")
    PROVINCE = "province", _("Province")
    PREFECTURE = "prefecture", _("Prefecture")
    DISTRICTS = "prefecture_of_arrondissements", _("Prefecture of districts")
    LOCAL_AUTHORITY = "local_authority", _("Local authority")
    ASSOCIATION = "association", _("Association")
    EMPLOYER = "employer", _("Employer")
    SCHOOL = "school", _("School or training centre")
    HOSPITAL = "hospital", _("Hospital or health centre")
    INTERNATIONAL = "international", _("International organisation")
    EMBASSY = "embassy", _("Embassy or consulate")


class Theme(TextChoices):
    """What a service, a mandate, a need or a programme is about."""

    HEALTH = "health", _("Health")
    WORK = "work", _("Work and employment")
    HOUSING = "housing", _("Housing")
    EDUCATION = "education", _("School and education")
    LANGUAGE = "language", _("Learning the language")
    TRAINING = "training", _("Vocational training")
    LIVELIHOOD = "livelihood", _("Livelihood and own business")
    CULTURE = "culture", _("Culture and exchange")
    LEISURE = "leisure", _("Youth and leisure")
    SOCIAL = "social", _("Social and humanitarian assistance")
    LEGAL = "legal", _("Legal help and rights")
    RECOGNITION = "recognition", _("Recognition of skills and qualifications")


class Level(TextChoices):
    """At which level a body has its mandate."""

    LOCAL = "local", _("Local level")
    REGIONAL = "regional", _("Regional level")
    NATIONAL = "national", _("National level")
    ORIGIN = "origin", _("In a country of origin")


# The public accounts of the demonstration: a name for each role, one password that everybody may read.
DEMO_PASSWORD = "indimaj-demonstration"  # noqa: S105
DEMO_USERNAMES: dict[Role, str] = {
    **{role: role.value for role in Role},
    Role.SECURITY_MEMBER: "security",
    Role.DATA_PROTECTION: "dataprotection",
    Role.POLICY_OFFICER: "policy",
    Role.FOCAL_POINT: "focal",
}
# An employer answers and offers work with the post of a provider: it has an account of its own to be tried.
DEMO_EMPLOYER = "employer"
