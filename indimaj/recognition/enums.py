"""Nouns of the room as choices."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AssetKind(TextChoices):
    """What somebody brings."""

    LANGUAGE = "language", _("Language")
    SKILL = "skill", _("Skill or trade")
    QUALIFICATION = "qualification", _("Diploma or training")
    CRAFT = "craft", _("Craft")
    ART = "art", _("Art")
    ROLE = "role", _("Role in the community")


class DocumentKind(TextChoices):
    """What a paper is. None of them is asked for before the person can be received."""

    DIPLOMA = "diploma", _("Diploma or certificate")
    TRANSCRIPT = "transcript", _("Marks or programme of study")
    WORK = "work", _("Work certificate or reference")
    PICTURE = "picture", _("Picture of the work")
    TRANSLATION = "translation", _("Translation")
    OTHER = "other", _("Other document")


class RequestState(TextChoices):
    """Where a request for recognition stands."""

    DRAFTED = "drafted", _("Being prepared")
    SENT = "sent", _("Sent")
    SEEN = "seen", _("Being examined")
    AWAITING = "awaiting", _("Waiting for a document")
    RECOGNISED = "recognised", _("Recognised")
    PARTIAL = "partial", _("Recognised in part")
    REFUSED = "refused", _("Not recognised")
    WITHDRAWN = "withdrawn", _("Taken back")


WAITING_STATES = (RequestState.SENT, RequestState.SEEN, RequestState.AWAITING)
DECIDED_STATES = (RequestState.RECOGNISED, RequestState.PARTIAL, RequestState.REFUSED)


class Reason(TextChoices):
    """Why something is recognised in part or not at all. There is no "other"."""

    CONTENT = "content", _("A part of what is taught here was not covered")
    LEVEL = "level", _("The level reached is lower than the one asked for")
    PRACTICE = "practice", _("Practice under supervision is missing")
    AUTHENTICITY = "authenticity", _("The document could not be confirmed, and nothing else shows the skill")
    NOT_COMPETENT = "not_competent", _("Another body is competent for this")


class ConsularKind(TextChoices):
    """What a consulate is asked."""

    CONFIRM = "confirm", _("Confirm a document")
    PASSPORT = "passport", _("Issue a passport")
    BIRTH = "birth", _("Issue a birth record")
    ATTESTATION = "attestation", _("Issue an attestation")


class ConsularState(TextChoices):
    """Where a question to a consulate stands. Nothing leaves before the person's own yes."""

    PREPARED = "prepared", _("Waiting for the person’s own yes")
    SENT = "sent", _("Sent")
    OPENED = "opened", _("Opened by the consulate")
    ANSWERED = "answered", _("Answered")
    SILENT = "silent", _("No answer")
    WITHDRAWN = "withdrawn", _("Taken back")


class ConsularAnswer(TextChoices):
    """What a consulate may answer."""

    GENUINE = "genuine", _("The document is genuine")
    NOT_OURS = "not_ours", _("The document is not ours")
    CANNOT_SAY = "cannot_say", _("We cannot say")
    READY = "ready", _("The document is ready")


class VacancyState(TextChoices):
    """Whether people may see a vacancy."""

    OPEN = "open", _("Still open")
    CLOSED = "closed", _("No longer open")


REQUEST_TONES: dict[str, str] = {
    RequestState.DRAFTED: "grey",
    RequestState.SENT: "blue",
    RequestState.SEEN: "blue",
    RequestState.AWAITING: "amber",
    RequestState.RECOGNISED: "green",
    RequestState.PARTIAL: "purple",
    RequestState.REFUSED: "red",
    RequestState.WITHDRAWN: "grey",
}
CONSULAR_TONES: dict[str, str] = {
    ConsularState.PREPARED: "amber",
    ConsularState.SENT: "blue",
    ConsularState.OPENED: "blue",
    ConsularState.ANSWERED: "green",
    ConsularState.SILENT: "purple",
    ConsularState.WITHDRAWN: "grey",
}
