"""Who may do what with programmes: one function a verb, asked by views, pages and actions alike."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from indimaj.directory.enums import Role
from indimaj.directory.models import Body, Staff
from indimaj.directory.permissions import Allowed, Answer, Refused
from indimaj.directory.queries import serves

if TYPE_CHECKING:
    from .models import Course, Enrolment, Livelihood

_ROLE = Refused("role", _("Your post does not allow this."))


def may_list_courses(staff: Staff) -> Answer:
    """Have the list of one's own courses."""
    post = serves(staff, Role.COORDINATOR)
    return Allowed(post.purpose) if post else _ROLE


def may_make_programme(staff: Staff, body: Body) -> Answer:
    """Offer something new for a body."""
    return _runs(staff, body.code)


def may_open_course(staff: Staff, body: Body) -> Answer:
    """Open a course of a body."""
    return _runs(staff, body.code)


def may_run_course(staff: Staff, course: "Course") -> Answer:
    """See the participants of a course, enrol, keep attendance, record results."""
    return _runs(staff, course.body_id)


def may_change_enrolment(staff: Staff, enrolment: "Enrolment") -> Answer:
    """Place, refuse, let go, complete a participant of one's own course."""
    return _runs(staff, enrolment.course.body_id)


def may_begin_livelihood(staff: Staff, body: Body) -> Answer:
    """Write down a person's plan for a body."""
    return _runs(staff, body.code)


def may_follow_livelihood(staff: Staff, livelihood: "Livelihood") -> Answer:
    """See a livelihood that one's own body follows, and take its steps."""
    return _runs(staff, livelihood.body_id)


def may_see_counts(staff: Staff) -> Answer:
    """See counts of all bodies, small ones hidden: who steers the policy, and who runs programmes."""
    post = serves(staff, Role.POLICY_OFFICER, Role.COORDINATOR)
    return Allowed(post.purpose) if post else _ROLE


def _runs(staff: Staff, body: str) -> Answer:
    post = serves(staff, Role.COORDINATOR, body=body)
    return Allowed(post.purpose) if post else _ROLE
