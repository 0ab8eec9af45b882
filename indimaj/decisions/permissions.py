"""Who may call a sitting, speak in it, decide, and tell the person."""

from django.utils.translation import gettext_lazy as _

from indimaj.applications.enums import State
from indimaj.applications.models import Application
from indimaj.applications.querysets import RESTRICTED_ROLES
from indimaj.directory.enums import Role
from indimaj.directory.models import Office, Staff
from indimaj.directory.permissions import Allowed, Answer, Refused
from indimaj.directory.queries import holds

from .enums import SittingState
from .models import Decision, Opinion, Sitting

ALREADY_DONE = Refused("already_done", _("This file already has its opinion, or was adjourned."))
NOTICE_ROLES = (Role.COUNTER, Role.EXAMINER, Role.SECRETARY, Role.HEAD)
NOT_YOUR_POST = Refused("no_post", _("Your post does not include this."))


def may_call_sitting(staff: Staff, office: Office) -> Answer:
    """The secretary of the office's commission."""
    post = holds(staff, Role.SECRETARY, office=office.code)
    return Allowed(post.purpose) if post else NOT_YOUR_POST


def may_make_paper(staff: Staff, office: Office) -> Answer:
    """The head of an office and the secretary of its commission, for the office's own papers of a day."""
    post = holds(staff, Role.HEAD, Role.SECRETARY, office=office.code)
    return Allowed(post.purpose) if post else NOT_YOUR_POST


def may_open_sitting(staff: Staff, sitting: Sitting) -> Answer:
    """The secretary, on a planned sitting."""
    if sitting.state != SittingState.PLANNED:
        return Refused("not_planned", _("This sitting has already been opened."))
    return may_call_sitting(staff, sitting.office)


def may_record_opinion(staff: Staff, sitting: Sitting) -> Answer:
    """The secretary, while the sitting is in session."""
    if sitting.state != SittingState.OPEN:
        return Refused("not_open", _("Opinions are recorded while the sitting is in session."))
    return may_call_sitting(staff, sitting.office)


def may_see_sitting(staff: Staff, sitting: Sitting) -> Answer:
    """The office's secretary, head and authority; members of this sitting; security members only in session."""
    post = holds(staff, Role.SECRETARY, Role.HEAD, Role.AUTHORITY, office=sitting.office_id)
    if post:
        return Allowed(post.purpose)
    seat = next((member for member in sitting.members.all() if member.staff_id == staff.pk), None)
    post = holds(staff, Role.MEMBER, Role.SECURITY_MEMBER, office=sitting.office_id)
    if seat is None or post is None:
        return NOT_YOUR_POST
    if post.role == Role.SECURITY_MEMBER and sitting.state != SittingState.OPEN:
        return Refused("only_in_session", _("You can see these files while the sitting is in session."))
    return Allowed(post.purpose)


def may_decide(staff: Staff, application: Application, opinion: Opinion | None = None) -> Answer:
    """The authority of the office; never who registered the file, nor who recorded the opinion.

    `opinion` spares the search for it where the caller has the file's only one at hand.
    """
    post = holds(staff, Role.AUTHORITY, office=application.office_id)
    if post is None:
        return NOT_YOUR_POST
    if application.registered_by_id == staff.pk:
        return Refused("registered_it", _("You registered this file: somebody else must decide on it."))
    if application.state != State.OPINION_GIVEN:
        return Refused("no_opinion", _("A decision needs the commission's opinion first."))
    known = None if opinion is None else opinion.recorded_by_id == staff.pk
    if application.opinions.filter(recorded_by=staff).exists() if known is None else known:
        return Refused("recorded_opinion", _("You recorded the opinion: somebody else must decide on it."))
    return Allowed(post.purpose)


def may_give_notice(staff: Staff, decision: Decision) -> Answer:
    """Whoever works at the office's counter or runs the commission's papers; a restricted file is not the counter's."""
    file = decision.application
    open_to_counter = not file.restricted or file.registered_by_id == staff.pk
    roles = NOTICE_ROLES if open_to_counter else tuple(one for one in NOTICE_ROLES if one in RESTRICTED_ROLES)
    post = holds(staff, *roles, office=file.office_id)
    return Allowed(post.purpose) if post else NOT_YOUR_POST


def may_see_decision(staff: Staff, decision: Decision) -> Answer:
    """Whoever gives notice at the office, and the authority that decided."""
    answer = may_give_notice(staff, decision)
    if not answer and decision.decided_by_id == staff.pk:
        post = holds(staff, Role.AUTHORITY, office=decision.application.office_id)
        return Allowed(post.purpose) if post else NOT_YOUR_POST
    return answer
