"""Who may do what to a person on the service side: one function a verb, asked by views, pages and actions alike."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from indimaj.directory.enums import Purpose, Role
from indimaj.directory.models import Body, Staff
from indimaj.directory.permissions import Allowed, Answer, Refused
from indimaj.directory.queries import bodies_of, holds, serves
from indimaj.people.births import ages

from .enums import ConsentPurpose, ErasureState, ObjectionState

if TYPE_CHECKING:
    from .models import Arrival, Client, ErasureRequest, Objection, Paper, Support

MOST_PAPERS = 20
# The house's own term: no source here gives one.
LONGEST_ANSWER = timedelta(days=30)
# Morocco's Family Code (law 70-03), article 209.
AGE_OF_MAJORITY = 18
_ROLE = Refused("role", _("Your post does not allow this."))
_DONE = Refused("done", _("This was already answered."))
_CONSENT = Refused("consent", _("The person has not said yes to this body."))
_COLLEAGUE = Refused("colleague", _("This caseworker does not work for this body."))
_NOBODY = Refused("nobody", _("Nobody helps you at the moment: there is nobody who could read it."))
_MANY = Refused(
    "many", _("Many papers of yours are here already. Take one back, or bring this one in person.")
)
_HELPED = Refused("helped", _("Somebody helps this person: they have 30 days to answer."))
_NO_CHILD = Refused(
    "no_child",
    _("This person is not known to be under 18. Write down the birth first, or they decide alone."),
)
_NO_ADULT = Refused("no_adult", _("Whoever is a child, or has a guardian, is nobody's guardian."))
_OWN = Refused("own", _("The child chooses this PIN, with their own code."))
_ENDED = Refused("ended", _("This support has ended."))


def may_list_clients(staff: Staff) -> Answer:
    """Have the list of people whom one's body helps, and search it."""
    post = serves(staff, Role.CASEWORKER)
    return Allowed(post.purpose) if post else _ROLE


def may_register_client(staff: Staff, body: Body) -> Answer:
    """Take a person into the support of a body."""
    post = serves(staff, Role.CASEWORKER, body=body)
    return Allowed(post.purpose) if post else _ROLE


def may_open_client(staff: Staff, client: "Client") -> Answer:
    """Open a person's page on the service side: caseworkers of a body that helps them now."""
    bodies = bodies_of(staff, Role.CASEWORKER)
    if not bodies or not any(one.is_open and one.body_id in bodies for one in client.supports.all()):
        return _ROLE
    return may_list_clients(staff)


def may_correct_client(staff: Staff, client: "Client") -> Answer:
    """Correct what is known of a person."""
    return may_open_client(staff, client)


def may_replace_code(staff: Staff, client: "Client") -> Answer:
    """Print a new code for a person who is there."""
    return may_open_client(staff, client)


def may_name_guardian(staff: Staff, child: "Client", guardian: "Client", today: date) -> Answer:
    """Say who is a child's parent or guardian: whoever helps both of them."""
    if isinstance(answer := may_open_client(staff, guardian), Refused):
        return answer
    if not can_be_child(child, today):
        return _NO_CHILD
    if guardian.pk == child.pk or guardian.guardian_id or _surely_child(guardian, today):
        return _NO_ADULT
    return may_open_client(staff, child)


def may_end_guardian(staff: Staff, child: "Client") -> Answer:
    """Say that somebody is a child's guardian no more: whoever helps the child."""
    return may_open_client(staff, child)


def may_open_child(guardian: "Client", child: "Client", today: date) -> Answer:
    """The guardian opens a child's page: while they are its guardian, and the child may be under 18."""
    if child.guardian_id != guardian.pk or child.erased_at is not None:
        return _ROLE
    return Allowed(Purpose.OWN_PAGE) if can_be_child(child, today) else _NO_CHILD


def may_change_pin(client: "Client") -> Answer:
    """Choose the PIN of a page: the person, never a guardian who has it open."""
    return _OWN if client.opened_by else Allowed(Purpose.OWN_PAGE)


def can_be_child(client: "Client", today: date) -> bool:
    """Whether somebody may be under 18; the doubt benefits the child, a birth that nobody knows tells nothing."""
    between = ages(client.birth_from, client.birth_to, today)
    return between is not None and between[0] < AGE_OF_MAJORITY


def _surely_child(client: "Client", today: date) -> bool:
    between = ages(client.birth_from, client.birth_to, today)
    return between is not None and between[1] < AGE_OF_MAJORITY


def may_note(staff: Staff, support: "Support") -> Answer:
    """Write down a contact: caseworkers of the body that helps, while it does."""
    return _ENDED if not support.is_open else _works_for(staff, support.body_id)


def may_end_support(staff: Staff, support: "Support") -> Answer:
    """End the support of one's own body."""
    return _ENDED if not support.is_open else _works_for(staff, support.body_id)


def may_hand_over(
    staff: Staff, support: "Support", body: Body | None = None, caseworker: Staff | None = None
) -> Answer:
    """Hand a person over: inside the body, or to a body that the person's own yes names."""
    answer = may_end_support(staff, support)
    target = body.code if body else support.body_id
    if not answer:
        return answer
    if caseworker and serves(caseworker, Role.CASEWORKER, body=target) is None:
        return _COLLEAGUE
    if target != support.body_id and not _says_yes_to(support, target):
        return _CONSENT
    return answer


def may_hand_in(client: "Client") -> Answer:
    """The person hands in a paper: while somebody helps them, and so many at most."""
    if not is_helped(client):
        return _NOBODY
    return _MANY if client.papers.count() >= MOST_PAPERS else Allowed(Purpose.OWN_PAGE)


def may_open_paper(staff: Staff, paper: "Paper") -> Answer:
    """Open a paper that the person handed in: caseworkers of a body that helps them now."""
    return may_open_client(staff, paper.client)


def may_see_arrival(staff: Staff, arrival: "Arrival") -> Answer:
    """Say that what the person said or brought was seen."""
    return may_open_client(staff, arrival.client)


def may_list_objections(staff: Staff) -> Answer:
    """Have the list of objections that nobody answers: data protection, by reference."""
    post = holds(staff, Role.DATA_PROTECTION)
    return Allowed(post.purpose) if post else _ROLE


def may_answer_objection(staff: Staff, objection: "Objection", at: datetime) -> Answer:
    """Answer an objection that waits: a caseworker of a body that helps.

    Data protection answers where nobody helps, or where those who help have left it unanswered too long.
    """
    if objection.state != ObjectionState.OPEN:
        return _DONE
    answer = may_list_objections(staff)
    if answer:
        waits = is_helped(objection.client) and at - objection.made_at <= LONGEST_ANSWER
        return _HELPED if waits else answer
    return may_open_client(staff, objection.client)


def may_list_erasures(staff: Staff) -> Answer:
    """Have the list of requests for erasure: caseworkers of their people, data protection of all, by reference."""
    post = holds(staff, Role.DATA_PROTECTION)
    return Allowed(post.purpose) if post else may_list_clients(staff)


def may_decide_erasure(staff: Staff, request: "ErasureRequest") -> Answer:
    """Decide on erasure: a caseworker of a body that helps the person, or the data-protection officer."""
    if request.state != ErasureState.ASKED:
        return _DONE
    post = holds(staff, Role.DATA_PROTECTION)
    return Allowed(post.purpose) if post else may_open_client(staff, request.client)


def is_helped(client: "Client") -> bool:
    """Whether a body helps the person now."""
    return any(one.is_open for one in client.supports.all())


def _works_for(staff: Staff, body: str) -> Answer:
    post = serves(staff, Role.CASEWORKER, body=body)
    return Allowed(post.purpose) if post else _ROLE


def _says_yes_to(support: "Support", body: str) -> bool:
    """The consent must name the body: a yes to everybody does not hand anybody over."""
    return support.client.consents.filter(
        purpose=ConsentPurpose.REFERRAL, body_id=body, withdrawn_at=None
    ).exists()
