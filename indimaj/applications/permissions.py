"""Who may do what to a file: one function a verb, asked by views, pages and actions alike."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from indimaj.directory.enums import Role
from indimaj.directory.models import Office, Staff
from indimaj.directory.permissions import Allowed, Answer, Refused
from indimaj.directory.queries import holds
from indimaj.ledger.actors import Actor

from .enums import EvidenceState, State
from .querysets import LISTING_ROLES, RESTRICTED_ROLES
from .transitions import possible

if TYPE_CHECKING:
    from .models import Application, Evidence, PhonePairing

EXAMINABLE = (State.REGISTERED, State.EXAMINATION, State.AWAITING_DOCUMENTS)
DECIDED = (State.DECIDED_FAVOURABLE, State.DECIDED_UNFAVOURABLE)
# The phone is let go after so long without a paper, and takes so many for one pairing.
PHONE_REST = timedelta(minutes=15)
PHONE_PAPERS = 30

_ROLE = Refused("role", _("Your post does not allow this."))
_DRAFT = Refused("draft", _("This file is not there."))
_LET_GO = Refused("let_go", _("This code is no longer used. The officer can show a new one."))
_STATE = Refused("state", _("This is not possible at this stage of the file."))


def may_list(staff: Staff) -> Answer:
    """Have a queue, search and counts."""
    if post := holds(staff, *LISTING_ROLES):
        return Allowed(post.purpose)
    if holds(staff, Role.SECURITY_MEMBER, Role.MEMBER):
        return Refused("sitting_only", _("Commission members see files inside a sitting only."))
    return _ROLE


def may_register(staff: Staff, office: Office) -> Answer:
    """Receive an application at the counter of an office, or record that it was not registered."""
    return _held(staff, office.code, Role.COUNTER, Role.HEAD)


def may_pair_phone(staff: Staff, office: Office) -> Answer:
    """Have the office phone send papers to the deposit that one is typing."""
    return may_register(staff, office)


def may_see_phone(staff: Staff, pairing: "PhonePairing") -> Answer:
    """See what one's own phone sent, take a paper away, let the phone go."""
    return may_register(staff, pairing.office) if pairing.by_id == staff.pk else _ROLE


def may_send_by_phone(pairing: "PhonePairing", papers: int, at: datetime) -> Answer:
    """Whoever holds the code adds one more paper. Nobody has signed in: this is all that the code can do."""
    if pairing.closed_at is not None:
        return _LET_GO
    if at - pairing.used_at > PHONE_REST:
        return Refused("rested", _LET_GO.reason)
    if papers >= PHONE_PAPERS:
        return Refused(
            "full", _("No more papers can be sent with this code. The officer can show a new one.")
        )
    return Allowed("registration")


def may_open(staff: Staff, application: "Application") -> Answer:
    """Open a file outside a sitting."""
    if application.state == State.DRAFT or application.submitted_at is None:
        return _DRAFT
    if application.restricted and application.registered_by_id != staff.pk:
        answer = _held(staff, application.office_id, *RESTRICTED_ROLES)
        if not answer and holds(staff, Role.COUNTER, office=application.office_id):
            return Refused("restricted", _("This file is on the restricted list."))
        return answer
    return _held(staff, application.office_id, *LISTING_ROLES)


def may_examine(staff: Staff, application: "Application") -> Answer:
    """Work on the file: confirm facts, accept evidence, ask for what is missing."""
    answer = _held(staff, application.office_id, Role.EXAMINER)
    if answer and application.state not in EXAMINABLE:
        return _STATE
    return answer


def may_confirm_fact(staff: Staff, application: "Application", *, sealed: bool = False) -> Answer:
    """Confirm a fact or set it aside. A health fact is the medical reviewer's alone (practice 11)."""
    return may_review_health(staff, application) if sealed else may_examine(staff, application)


def may_judge_evidence(staff: Staff, evidence: "Evidence") -> Answer:
    """Accept or reject one piece."""
    answer = may_confirm_fact(staff, evidence.application, sealed=evidence.sealed)
    if answer and evidence.state == EvidenceState.IMPOSSIBLE:
        return _STATE
    return answer


def may_request_completion(staff: Staff, application: "Application") -> Answer:
    """Send the list of what is missing."""
    return may_examine(staff, application)


def may_mark_examined(staff: Staff, application: "Application") -> Answer:
    """Say that the file is ready for the commission."""
    answer = may_examine(staff, application)
    if answer and not possible(application.state, "mark_examined"):
        return _STATE
    return answer


def may_reopen(staff: Staff, application: "Application") -> Answer:
    """Take a file that is ready for the commission back to examination."""
    answer = _held(staff, application.office_id, Role.EXAMINER, Role.SECRETARY)
    if answer and not possible(application.state, "reopen_examination"):
        return _STATE
    return answer


def may_assign(staff: Staff, application: "Application", to: Staff) -> Answer:
    """Give a file to an examining officer of its office; an officer may take a file for themself."""
    if not application.is_open:
        return _STATE
    if not holds(to, Role.EXAMINER, office=application.office_id):
        return Refused("not_an_examiner", _("Only an examining officer of this office can have the file."))
    roles = (Role.HEAD, Role.SECRETARY) if to.pk != staff.pk else (Role.HEAD, Role.SECRETARY, Role.EXAMINER)
    return _held(staff, application.office_id, *roles)


def may_receive(staff: Staff, application: "Application") -> Answer:
    """Take a piece of evidence, or the statement that it is impossible to obtain, into the file."""
    answer = _held(staff, application.office_id, Role.COUNTER, Role.EXAMINER, Role.HEAD)
    if answer and (not application.is_open or application.state == State.OPINION_GIVEN):
        return _STATE
    return answer


def may_add(application: "Application") -> Answer:
    """The person themself adds to the file or corrects it, until the opinion is given."""
    if application.state in (*DECIDED, State.WITHDRAWN, State.OPINION_GIVEN):
        return _STATE
    return Allowed("own_file")


def may_add_as(actor: Actor, application: "Application") -> Answer:
    """The same question for an actor who is no member of staff: only the file's own person."""
    if actor != Actor.person(application.pk):
        return _ROLE
    return may_add(application)


def may_correct_identity(staff: Staff, application: "Application") -> Answer:
    """Correct a name, a birth date or a contact: free, and never held against the person (practice 19)."""
    answer = _held(staff, application.office_id, Role.COUNTER, Role.EXAMINER, Role.HEAD)
    if answer and application.state == State.DRAFT:
        return _DRAFT
    if answer and application.state in (*DECIDED, State.WITHDRAWN):
        return Refused("locked", _("The identity and the address are locked once the file is decided."))
    return answer


def may_replace_code(staff: Staff, application: "Application") -> Answer:
    """Print a new access code for a person who stands at the counter."""
    return _held(staff, application.office_id, Role.COUNTER, Role.HEAD)


def may_review_health(staff: Staff, application: "Application") -> Answer:
    """Open sealed health pieces and answer met or not met."""
    answer = _held(staff, application.office_id, Role.MEDICAL)
    if answer and not application.is_open:
        return _STATE
    return answer


def may_see_health(staff: Staff, application: "Application") -> Answer:
    """Know that a fact, a piece or a finding about health exists at all."""
    return _held(staff, application.office_id, Role.MEDICAL)


def may_see_contacts(staff: Staff, application: "Application") -> Answer:
    """See phone, e-mail and address. They are locked once a refusal is final (practice 10)."""
    answer = _held(staff, application.office_id, Role.COUNTER, Role.EXAMINER, Role.SECRETARY, Role.HEAD)
    if answer and application.state == State.DRAFT:
        return _DRAFT
    if answer and application.state == State.DECIDED_UNFAVOURABLE:
        return Refused("locked", _("The address and the phone are locked since the refusal."))
    return answer


def may_see_readers(staff: Staff, application: "Application") -> Answer:
    """See who opened the file."""
    return _held(staff, application.office_id, Role.EXAMINER, Role.SECRETARY, Role.HEAD)


def _held(staff: Staff, office: str, *roles: Role) -> Answer:
    post = holds(staff, *roles, office=office)
    return Allowed(post.purpose) if post else _ROLE
