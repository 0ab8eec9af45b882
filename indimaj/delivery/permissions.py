"""Who may do what in the room: one function a verb, asked by pages and actions alike.

Reading where commitments and actions stand needs no permission. The ministry asks, contests and records searches; a
focal point answers, declares and proves for its own body alone, and nobody contests their own evidence.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from indimaj.directory.enums import Role
from indimaj.directory.models import Body, Staff
from indimaj.directory.permissions import Allowed, Answer, Refused
from indimaj.directory.queries import serves

from .enums import ANSWERING, Claim

if TYPE_CHECKING:
    from .models import Action, AnswerLink, Assignment, Evidence

LINK = "answer_link"
_ROLE = Refused("role", _("Your post does not allow this."))
_ENDED = Refused("ended", _("This assignment has ended."))
_NO_ANSWER = Refused("no_answer", _("This body was not asked for an answer."))
_OVER = Refused("over", _("This link is no longer valid."))
_OWN = Refused("own", _("Nobody contests evidence of their own."))


def may_steer(staff: Staff) -> Answer:
    """See the ministry's desk of the follow-up."""
    post = serves(staff, Role.POLICY_OFFICER)
    return Allowed(post.purpose) if post else _ROLE


def may_assign(staff: Staff) -> Answer:
    """Ask a body to answer for a commitment."""
    return may_steer(staff)


def may_end_assignment(staff: Staff, assignment: "Assignment") -> Answer:
    """Say that a body need not answer any more; that it was asked, and how it answered, stays."""
    answer = may_steer(staff)
    return _ENDED if answer and assignment.held_until is not None else answer


def may_make_link(staff: Staff, assignment: "Assignment") -> Answer:
    """Make a link by which a body without an account answers once."""
    answer = may_end_assignment(staff, assignment)
    return _NO_ANSWER if answer and assignment.role not in ANSWERING else answer


def may_keep_contact(staff: Staff) -> Answer:
    """Write down where a body is written to."""
    return may_steer(staff)


def may_record_search(staff: Staff) -> Answer:
    """Record that a trace of a commitment was looked for and not found."""
    return may_steer(staff)


def may_follow(staff: Staff) -> Answer:
    """See what one's own body must answer and do."""
    post = serves(staff, Role.FOCAL_POINT)
    return Allowed(post.purpose) if post else _ROLE


def may_answer(staff: Staff, assignment: "Assignment") -> Answer:
    """Answer for one's own body, as long as it is asked."""
    post = serves(staff, Role.FOCAL_POINT, body=assignment.body_id)
    if post is None:
        return _ROLE
    if assignment.held_until is not None:
        return _ENDED
    return Allowed(post.purpose) if assignment.role in ANSWERING else _NO_ANSWER


def may_answer_by_link(link: "AnswerLink", at: datetime) -> Answer:
    """Give the one answer of a link: once, before it ends, while the body is asked."""
    over = link.withdrawn_at is not None or link.used_at is not None or link.expires_at <= at
    return _OVER if over or link.assignment.held_until is not None else Allowed(LINK)


def may_plan(staff: Staff, body: Body) -> Answer:
    """Write down an action that a body leads: the body itself, or the ministry, which knows of it from a source."""
    post = serves(staff, Role.FOCAL_POINT, body=body.pk) or serves(staff, Role.POLICY_OFFICER)
    return Allowed(post.purpose) if post else _ROLE


def may_see_translations(staff: Staff) -> Answer:
    """See which texts lack a language: of one's own body, or of all of them for the ministry."""
    post = serves(staff, Role.FOCAL_POINT) or serves(staff, Role.POLICY_OFFICER)
    return Allowed(post.purpose) if post else _ROLE


def may_translate(staff: Staff, body: Body | str | None) -> Answer:
    """Translate what a body wrote: the body itself, or the ministry, which prints it; nobody's are the ministry's own."""
    own = serves(staff, Role.FOCAL_POINT, body=body) if body else None
    post = own or serves(staff, Role.POLICY_OFFICER)
    return Allowed(post.purpose) if post else _ROLE


def may_declare(staff: Staff, action: "Action") -> Answer:
    """Say that an action or a step of it has begun, is done or was given up: the leading body."""
    post = serves(staff, Role.FOCAL_POINT, body=action.body_id)
    return Allowed(post.purpose) if post else _ROLE


def may_extend(staff: Staff, action: "Action") -> Answer:
    """Add a partner, a step or a commitment to an action."""
    return may_plan(staff, action.body)


def may_prove(staff: Staff, claim: str, body: Body | str | None) -> Answer:
    """Add evidence: a body for what it claims itself, the ministry from what is published for anything."""
    if post := serves(staff, Role.POLICY_OFFICER):
        return Allowed(post.purpose)
    own = serves(staff, Role.FOCAL_POINT, body=body) if body and claim != Claim.COMMITMENT else None
    return Allowed(own.purpose) if own else _ROLE


def may_contest(staff: Staff, evidence: "Evidence") -> Answer:
    """Contest a piece of evidence, or uphold one that is contested: never one's own."""
    answer = may_steer(staff)
    return _OWN if answer and evidence.added_by_id == staff.pk else answer


def may_withdraw(staff: Staff, evidence: "Evidence") -> Answer:
    """Take back a piece of evidence: whoever added it, and their colleagues of the same body."""
    post = serves(staff, Role.FOCAL_POINT, Role.POLICY_OFFICER)
    if post is None:
        return _ROLE
    if evidence.added_by_id == staff.pk:
        return Allowed(post.purpose)
    body = claimant(evidence)
    own = serves(staff, Role.FOCAL_POINT, body=body) if body else None
    return Allowed(own.purpose) if own else _ROLE


def may_carry(staff: Staff) -> Answer:
    """Say which rule, service, programme or indicator carries a commitment or an action out."""
    return may_steer(staff)


def claimant(evidence: "Evidence") -> str | None:
    """The body whose claim a piece of evidence is for; nobody's where it is for the commitment itself."""
    if evidence.action is not None:
        return evidence.action.body_id
    return evidence.response.assignment.body_id if evidence.response is not None else None
