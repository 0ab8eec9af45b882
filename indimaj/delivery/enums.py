"""Nouns of the room as choices."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AssignmentRole(TextChoices):
    """What a body is asked for. Whoever leads or supports owes an answer."""

    LEAD = "lead", pgettext_lazy("of a body", "In the lead")
    SUPPORT = "support", _("In support")
    CONSULTED = "consulted", _("To be consulted")
    INFORMED = "informed", _("To be informed")


ANSWERING = (AssignmentRole.LEAD, AssignmentRole.SUPPORT)


class ResponsePosition(TextChoices):
    """What a body answers. Whoever does not accept the whole says why."""

    ACCEPTS = "accepts", _("Accepts")
    IN_PART = "in_part", _("Accepts in part")
    ALREADY_IN_PLACE = "already_in_place", _("Says it is already in place")
    NEEDS_ANOTHER_BODY = "needs_another_body", _("Another body must act")
    NOTES = "notes", _("Takes note")
    DECLINES = "declines", _("Declines")


WITH_REASON = (
    ResponsePosition.IN_PART,
    ResponsePosition.ALREADY_IN_PLACE,
    ResponsePosition.NEEDS_ANOTHER_BODY,
    ResponsePosition.DECLINES,
)
TAKES_UP = (ResponsePosition.ACCEPTS, ResponsePosition.IN_PART)


class Nature(TextChoices):
    """What an action changes: it decides what can prove it."""

    TEXT = "text", _("A rule or another text")
    SERVICE = "service", _("A service or a programme")
    AGREEMENT = "agreement", _("An agreement or its funding")
    EVENT = "event", _("Training or a meeting")
    WORKS = "works", _("A building or equipment")


class Says(TextChoices):
    """What a body declares of an action or a step of it. Said, not proved."""

    BEGUN = "begun", _("It has begun")
    DONE = "done", _("It is done")
    STOPPED = "stopped", _("It was given up")


class Claim(TextChoices):
    """What a piece of evidence is for."""

    MILESTONE = "milestone", _("A step of an action")
    ACTION = "action", _("An action")
    RESPONSE = "response", _("An answer")
    COMMITMENT = "commitment", _("The commitment itself")


class EvidenceKind(TextChoices):
    """What a piece of evidence is."""

    MEASUREMENT = "measurement", _("A measured figure")
    PASSAGE = "passage", _("A passage of a document")
    RULE_VERSION = "rule_version", _("A rule in force")
    DOCUMENT = "document", _("A document")
    LINK = "link", _("A published page")
    PHOTO = "photo", _("A published photograph")


WRITTEN = (EvidenceKind.PASSAGE, EvidenceKind.DOCUMENT, EvidenceKind.LINK)
# What can prove an action: a photograph shows a hall or a meeting, never a rule, a service or money.
PROVES: dict[str, tuple[EvidenceKind, ...]] = {
    Nature.TEXT: (EvidenceKind.RULE_VERSION, *WRITTEN),
    Nature.SERVICE: (EvidenceKind.MEASUREMENT, EvidenceKind.RULE_VERSION, *WRITTEN),
    Nature.AGREEMENT: WRITTEN,
    Nature.EVENT: (EvidenceKind.MEASUREMENT, *WRITTEN, EvidenceKind.PHOTO),
    Nature.WORKS: (EvidenceKind.MEASUREMENT, *WRITTEN, EvidenceKind.PHOTO),
}
PROVES_WORDS = (EvidenceKind.MEASUREMENT, EvidenceKind.RULE_VERSION, *WRITTEN)


class Shows(TextChoices):
    """How far a piece of evidence reaches."""

    BEGUN = "begun", _("That it has begun")
    DONE = "done", _("That it is done")


class EvidenceState(TextChoices):
    """Whether a piece of evidence counts on a day. Derived, never stored."""

    VALID = "valid", _("Valid")
    NOT_YET = "not_yet", _("Not valid yet")
    EXPIRED = "expired", pgettext_lazy("of evidence", "Expired")
    CONTESTED = "contested", _("Contested")
    WITHDRAWN = "withdrawn", pgettext_lazy("of evidence", "Withdrawn")


class MarkKind(TextChoices):
    """What somebody says of a piece of evidence afterwards. The last word counts."""

    CONTESTED = "contested", _("Contested")
    UPHELD = "upheld", _("Upheld")
    WITHDRAWN = "withdrawn", pgettext_lazy("of evidence", "Withdrawn")


class CarrierKind(TextChoices):
    """What carries a commitment out in the running system."""

    RULE_VERSION = "rule_version", _("Rule")
    SERVICE = "service", _("Service")
    PROGRAMME = "programme", _("Programme or course")
    INDICATOR = "indicator", _("Indicator")


class Status(TextChoices):
    """Where a commitment or an action stands. Derived from rows on a day, never stored."""

    NO_OWNER = "no_owner", _("Nobody answers for it")
    ASKED = "asked", _("An answer is awaited")
    SILENT = "silent", _("No answer came in time")
    ANSWERED = "answered", pgettext_lazy("of a commitment", "Answered")
    DECLINED = "declined", _("Declined, with a reason")
    DECLARED = "declared", _("Declared, without evidence")
    UNDER_WAY = "under_way", _("Under way, with evidence")
    DONE = "done", _("Done, with evidence")
    LAPSED = "lapsed", _("The evidence no longer counts")
    NO_TRACE_FOUND = "no_trace_found", _("Looked for, no trace found")


class ActionStatus(TextChoices):
    """Where an action stands. Derived from rows on a day, never stored."""

    PLANNED = "planned", pgettext_lazy("of an action", "Planned")
    DECLARED = "declared", _("Declared, without evidence")
    UNDER_WAY = "under_way", _("Under way, with evidence")
    DONE = "done", _("Done, with evidence")
    LAPSED = "lapsed", _("The evidence no longer counts")
    STOPPED = "stopped", pgettext_lazy("of an action", "Given up")


TONES: dict[str, str] = {
    Status.NO_OWNER: "red",
    Status.ASKED: "grey",
    Status.SILENT: "red",
    Status.ANSWERED: "blue",
    Status.DECLINED: "purple",
    Status.DECLARED: "amber",
    Status.UNDER_WAY: "blue",
    Status.DONE: "green",
    Status.LAPSED: "red",
    Status.NO_TRACE_FOUND: "red",
    ActionStatus.PLANNED: "grey",
    ActionStatus.STOPPED: "grey",
}
POSITION_TONES: dict[str, str] = {
    ResponsePosition.ACCEPTS: "green",
    ResponsePosition.IN_PART: "blue",
    ResponsePosition.ALREADY_IN_PLACE: "amber",
    ResponsePosition.NEEDS_ANOTHER_BODY: "amber",
    ResponsePosition.NOTES: "grey",
    ResponsePosition.DECLINES: "purple",
}
STATE_TONES: dict[str, str] = {
    EvidenceState.VALID: "green",
    EvidenceState.NOT_YET: "grey",
    EvidenceState.EXPIRED: "amber",
    EvidenceState.CONTESTED: "red",
    EvidenceState.WITHDRAWN: "grey",
}


class FindingKind(TextChoices):
    """What comes up by itself."""

    SILENCE = "silence", _("Asked, and no answer came in time")
    NO_OWNER = "no_owner", _("Commitments that no institution was asked to answer for")
    NO_ACTION = "no_action", _("Accepted, and nothing was planned")
    NO_COMMITMENT = "no_commitment", _("Actions that answer no commitment")
    OVERDUE_STEP = "overdue_step", _("Steps whose day has passed")
    OVERDUE_ACTION = "overdue_action", _("Actions whose day has passed")
    UNPROVED = "unproved", _("Declared done, without evidence")
    LAPSED = "lapsed", _("Evidence that no longer counts")
