"""Nouns of the room as choices."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CommitmentKind(TextChoices):
    """What was said: something asked for, promised, given as guidance, decided, or left open."""

    RECOMMENDATION = "recommendation", _("Recommendation")
    PLEDGE = "pledge", _("Pledge")
    GUIDANCE = "guidance", _("Guidance")
    DECISION = "decision", pgettext_lazy("of a policy", "Decision")
    OPEN_ISSUE = "open_issue", _("Open issue")


class Position(TextChoices):
    """How the State under review received a recommendation, as the report says."""

    SUPPORTED = "supported", _("Enjoys support")
    IN_PART = "in_part", _("Supported in part")
    NOTED = "noted", _("Noted")
    NOT_SUPPORTED = "not_supported", _("Does not enjoy support")
    PENDING = "pending", _("Answer to come")


class RelationKind(TextChoices):
    """What one commitment is to another, read from the first to the second."""

    SAME_AS = "same_as", _("Same as")
    SPLITS = "splits", _("Part of")
    MERGES = "merges", _("Brings together")
    SUPERSEDES = "supersedes", _("Replaces")
    CONTRADICTS = "contradicts", _("Contradicts")
    RESPONDS_TO = "responds_to", _("Responds to")


class Certainty(TextChoices):
    """How sure the source of a commitment is."""

    STATED = "stated", _("Stated by a source")
    SEVERAL = "several", _("Stated by several sources")
    DEDUCED = "deduced", _("Deduced by us")
    UNCERTAIN = "uncertain", _("Uncertain")


class Wording(TextChoices):
    """Whose words the title and the text are."""

    SOURCE = "source", _("Words of the source")
    OURS = "ours", _("In our own words, not official")


class Style(TextChoices):
    """How an imported document sets out what it asks for."""

    UN_REVIEW = "un_review", _("UN review report: codes, sponsors and positions")
    NUMBERED = "numbered", _("Numbered list")
    PLAIN = "plain", _("Plain report: sentences that ask or promise")


class ProposalState(TextChoices):
    """Where a proposal of an import stands."""

    PROPOSED = "proposed", _("To be confirmed")
    CONFIRMED = "confirmed", _("Confirmed")
    DROPPED = "dropped", _("Left out")


class StepKind(TextChoices):
    """What somebody did to proposals at once; the last one can be undone."""

    CONFIRM = "confirm", _("Confirmed")
    DROP = "drop", _("Left out")
    CHANGE = "change", _("Changed")
