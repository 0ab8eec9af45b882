"""Nouns of the room as choices."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

from indimaj.directory.enums import Theme


class Urgency(IntegerChoices):
    """How soon a need must be met; the smallest number comes first on every list."""

    NOW = 1, _("Within days")
    SOON = 2, _("Within weeks")
    LATER = 3, _("It can wait")


class NeedState(TextChoices):
    """Where a need stands."""

    OPEN = "open", _("Not met yet")
    MET = "met", _("The need is met")
    DROPPED = "dropped", _("Given up")


class DropReason(TextChoices):
    """Why a need is given up. The person says so; nobody drops a need because nothing was found."""

    SOLVED_ALONE = "solved_alone", _("The person found a way alone")
    NOT_WANTED = "not_wanted", _("The person does not want it any more")
    MOVED = "moved", _("The person has left the country")
    TWICE = "twice", _("Written down twice")


class State(TextChoices):
    """Where a referral stands."""

    SENT = "sent", _("Sent to the service")
    SEEN = "seen", _("Seen, no answer yet")
    WAITING = "waiting", _("On the waiting list")
    ACCEPTED = "accepted", _("Accepted by the service")
    STARTED = "started", _("Started")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused by the service")
    EXPIRED = "expired", _("No answer came")
    WITHDRAWN = "withdrawn", _("Withdrawn by the person")


UNANSWERED = (State.SENT, State.SEEN)
OPEN_STATES = (*UNANSWERED, State.WAITING, State.ACCEPTED, State.STARTED)
BACK_STATES = (State.REFUSED, State.EXPIRED)


class Turn(IntegerChoices):
    """Which referrals a caseworker must look at first; the smallest number first."""

    BACK = 0, _("Came back: send on")
    SILENT = 1, _("Silent: ask again")
    UNDER_WAY = 2, _("Under way")
    NONE = 9, _("Nothing to do")


class Reason(TextChoices):
    """Why a service refuses. A text may stand beside it, never in place of it."""

    NO_CAPACITY = "no_capacity", _("No place is free")
    OUTSIDE_AREA = "outside_area", _("The person lives outside the area")
    CONDITIONS = "conditions", _("The conditions of the service are not met")
    NO_INTERPRETER = "no_interpreter", _("No interpreter for this language")
    PAPERS = "papers", _("A document is missing that the service asks for")
    COST = "cost", _("The person cannot pay what it costs")
    OTHER_FITS = "other_fits", _("Another service fits better")
    CLOSED = "closed", _("The service is closed")
    NOT_REACHED = "not_reached", _("The person could not be reached")


class Result(TextChoices):
    """What came of it."""

    MET = "met", _("The need is met")
    PARTLY = "partly", _("Part of the need is met")
    NOT_MET = "not_met", _("The need is not met")
    STOPPED = "stopped", _("The person stopped coming")


class DeliveryKind(TextChoices):
    """The thing that a referral ends with; without it in the person's hand, the referral is not done."""

    MEDICAL_CARD = "medical_card", _("Medical cover card")
    ENROLMENT = "enrolment", _("School enrolment certificate")
    KEYS = "keys", _("Keys or lease")


DELIVERIES_OF: dict[str, tuple[DeliveryKind, ...]] = {
    Theme.HEALTH: (DeliveryKind.MEDICAL_CARD,),
    Theme.EDUCATION: (DeliveryKind.ENROLMENT,),
    Theme.HOUSING: (DeliveryKind.KEYS,),
}


class DeliveryState(TextChoices):
    """Where the thing is."""

    PREPARING = "preparing", _("Being prepared")
    PREPARED = "prepared", _("Ready to be handed over")
    HANDED = "handed", _("Handed over")
    MISSED = "missed", _("Not handed over yet: the person was not found")


class HandedTo(TextChoices):
    """In whose hand it was put."""

    PERSON = "person", _("The person")
    GUARDIAN = "guardian", _("A parent or guardian")
    CASEWORKER = "caseworker", _("The caseworker, for the person")


class Missed(TextChoices):
    """Why it could not be handed over. It is tried again."""

    ADDRESS = "address", _("The address has changed")
    NOT_REACHED = "not_reached", _("The person could not be reached")
    NOT_COME = "not_come", _("The person did not come")


class Barrier(TextChoices):
    """What kept a person from being received."""

    NO_PAPERS = "no_papers", _("I was asked for papers that I do not have")
    NO_INTERPRETER = "no_interpreter", _("Nobody spoke my language")
    DISCRIMINATION = "discrimination", _("I was treated differently from others")
    COST = "cost", _("It cost too much")
    DISTANCE = "distance", _("It was too far")
    CLOSED = "closed", _("The office was closed")
    NO_REASON = "no_reason", _("I was sent away without a reason")


class AccessState(TextChoices):
    """Where a refusal of access stands."""

    WAITING = "waiting", _("Waits for an answer")
    ANSWERED = "answered", _("Answered")


class AccessAnswer(TextChoices):
    """What the body that must answer did."""

    RECEIVED = "received", _("The person is invited to come back and will be received")
    CORRECTED = "corrected", _("The practice was corrected")
    EXPLAINED = "explained", _("The rule was explained")
    INQUIRY = "inquiry", _("An inquiry is under way")


class Wrong(TextChoices):
    """What went wrong at work."""

    WAGES = "wages", _("Unpaid wages")
    ACCIDENT = "accident", _("Accident at work")
    NO_CONTRACT = "no_contract", _("No contract")
    PAPERS_KEPT = "papers_kept", _("Papers kept by the employer")
    DISMISSED = "dismissed", _("Sent away without notice")


class Recipient(TextChoices):
    """To whom a grievance goes: the person chooses."""

    INSPECTORATE = "inspectorate", _("The labour inspectorate")
    ASSOCIATION = "association", _("An association")


class GrievanceState(TextChoices):
    """Where a work grievance stands."""

    SENT = "sent", _("Sent")
    RECEIVED = "received", _("Received")
    IN_HAND = "in_hand", _("Being dealt with")
    SETTLED = "settled", _("Settled")
    UNSETTLED = "unsettled", _("Ended without a settlement")
    WITHDRAWN = "withdrawn", _("Withdrawn by the person")


OPEN_GRIEVANCES = (GrievanceState.SENT, GrievanceState.RECEIVED, GrievanceState.IN_HAND)


class Step(TextChoices):
    """Steps of a child's path."""

    BIRTH = "birth", _("Birth registered")
    SCHOOL = "school", _("Enrolled in school")
    DOCUMENT_16 = "document_16", _("Document at 16")
    DOCUMENT_18 = "document_18", _("Document at 18")
