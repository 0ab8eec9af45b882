"""States and kinds of an application."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a file is."""

    DRAFT = "draft", _("Being filled in")
    REGISTERED = "registered", _("Registered")
    EXAMINATION = "examination", _("Under examination")
    AWAITING_DOCUMENTS = "awaiting_documents", _("Missing documents")
    EXAMINED = "examined", _("Ready for the commission")
    ON_AGENDA = "on_agenda", _("On the agenda of a sitting")
    OPINION_GIVEN = "opinion_given", _("Opinion given")
    DECIDED_FAVOURABLE = "decided_favourable", _("Favourable decision")
    DECIDED_UNFAVOURABLE = "decided_unfavourable", _("Unfavourable decision")
    WITHDRAWN = "withdrawn", _("Withdrawn by the person")


OPEN_STATES = (
    State.REGISTERED,
    State.EXAMINATION,
    State.AWAITING_DOCUMENTS,
    State.EXAMINED,
    State.ON_AGENDA,
    State.OPINION_GIVEN,
)


class IntakeChannel(TextChoices):
    """How a file came in."""

    ONLINE = "online", _("Online")
    COUNTER = "counter", _("At the counter")
    PAPER = "paper", _("From a numbered paper receipt")


class FactState(TextChoices):
    """How far a fact is established."""

    DECLARED = "declared", _("Stated by the person")
    CONFIRMED = "confirmed", _("Confirmed from evidence")
    SET_ASIDE = "set_aside", _("Not confirmed")


class EvidenceState(TextChoices):
    """Where a piece of evidence stands."""

    RECEIVED = "received", _("Received")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Not accepted")
    IMPOSSIBLE = "impossible", _("Impossible to obtain")
