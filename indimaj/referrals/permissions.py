"""Who may do what to needs, referrals, refusals of access and grievances: one function a verb, asked by all."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from indimaj.clients.enums import ConsentPurpose
from indimaj.clients.models import Client
from indimaj.clients.permissions import may_open_client
from indimaj.clients.queries import has_consent
from indimaj.directory.enums import Purpose, Role
from indimaj.directory.models import Body, Staff
from indimaj.directory.permissions import Allowed, Answer, Refused
from indimaj.directory.queries import serves

from .enums import AccessState, NeedState, Turn
from .transitions import possible

if TYPE_CHECKING:
    from indimaj.services.models import Service

    from .models import AccessRefusal, AnswerLink, Grievance, Need, Referral

LINK = "answer_link"
# What the service's side does to a referral.
PROVIDER_VERBS = ("see", "accept", "put_on_list", "start", "finish", "refuse")
_ROLE = Refused("role", _("Your post does not allow this."))
_STATE = Refused("state", _("This is not possible for a referral in this state."))
MOST_NEEDS = 20
_MANY = Refused(
    "many", _("Many needs of yours are written down already. Say first which you do not need any more.")
)
_CLOSED = Refused("closed", _("This need is closed."))
_OVER = Refused("over", _("This link is no longer valid."))
_DONE = Refused("done", _("This has been answered."))
_NO_BODY = Refused("no_body", _("Nobody answers for this service here: give the person its address."))
NO_CONSENT = Refused(
    "no_consent",
    _(
        "The person has not said yes to this. Ask: “May I give your name and what you need to this service? You can "
        "say no, and take your yes back at any time.” Without a yes, give them the address to go there themselves."
    ),
)


def may_list_referrals(staff: Staff) -> Answer:
    """Have the caseworkers' queue."""
    post = serves(staff, Role.CASEWORKER)
    return Allowed(post.purpose) if post else _ROLE


def may_record_need(staff: Staff, client: Client) -> Answer:
    """Write down what a person needs: caseworkers of a body that helps them now."""
    return may_open_client(staff, client)


def may_say_need(client: Client) -> Answer:
    """The person says what they need, on their own page: so many at a time."""
    many = client.needs.filter(state=NeedState.OPEN).count() >= MOST_NEEDS
    return _MANY if many else Allowed(Purpose.OWN_PAGE)


def may_close_need(staff: Staff, need: "Need") -> Answer:
    """Say that a need is met, or given up."""
    return may_record_need(staff, need.client) if need.state == NeedState.OPEN else _CLOSED


def may_send_referral(staff: Staff, need: "Need", service: "Service") -> Answer:
    """Send a person to a service: only with their yes to what the service learns."""
    answer = may_record_need(staff, need.client)
    return may_be_sent(need, service) if answer else answer


def may_be_sent(need: "Need", service: "Service") -> Answer:
    """What holds for everybody who sends."""
    if need.state != NeedState.OPEN:
        return _CLOSED
    if service.body_id is None:
        return _NO_BODY
    if not has_consent(need.client, ConsentPurpose.REFERRAL, service.body_id):
        return NO_CONSENT
    return Allowed("support")


def may_open_referral(staff: Staff, referral: "Referral") -> Answer:
    """Follow a referral: caseworkers of a body that helps the person now."""
    return may_open_client(staff, referral.client)


def may_send_on(staff: Staff, referral: "Referral") -> Answer:
    """Send a person on after a refusal or a silence, once."""
    answer = may_open_referral(staff, referral)
    return _STATE if answer and referral.turn != Turn.BACK else answer


def may_withdraw_referral(staff: Staff, referral: "Referral") -> Answer:
    """Take a referral back in the person's name."""
    answer = may_open_referral(staff, referral)
    return _STATE if answer and not possible(referral.state, "withdraw") else answer


def may_make_link(staff: Staff, referral: "Referral") -> Answer:
    """Make a link by which a service without an account answers."""
    answer = may_open_referral(staff, referral)
    return _STATE if answer and not referral.is_open else answer


def may_list_inbox(staff: Staff) -> Answer:
    """Have the list of what was sent to one's own body."""
    post = serves(staff, Role.PROVIDER)
    return Allowed(post.purpose) if post else _ROLE


def may_read_as_provider(staff: Staff, referral: "Referral") -> Answer:
    """Read a referral that was sent to one's own body, as long as the person says yes."""
    post = serves(staff, Role.PROVIDER, body=referral.body_id)
    if post is None:
        return _ROLE
    agreed = has_consent(referral.client, ConsentPurpose.REFERRAL, referral.body_id)
    return Allowed(post.purpose) if agreed else NO_CONSENT


def may_answer(staff: Staff, referral: "Referral", verb: str) -> Answer:
    """Answer for one's own body."""
    answer = may_read_as_provider(staff, referral)
    if answer and (verb not in PROVIDER_VERBS or not possible(referral.state, verb)):
        return _STATE
    return answer


def may_deliver(staff: Staff, referral: "Referral") -> Answer:
    """Say where the card, the certificate or the keys are."""
    answer = may_read_as_provider(staff, referral)
    return _STATE if answer and not (referral.is_open and referral.delivery_kind) else answer


def may_answer_by_link(link: "AnswerLink", at: datetime) -> Answer:
    """Answer the one referral of a link, until it ends."""
    if link.withdrawn_at is not None or link.expires_at <= at:
        return _OVER
    referral = link.referral
    agreed = has_consent(referral.client, ConsentPurpose.REFERRAL, referral.body_id)
    return Allowed(LINK) if agreed else _OVER


def may_report_access(staff: Staff, client: Client) -> Answer:
    """Write down for a person that they were not received."""
    return may_open_client(staff, client)


def may_list_access(staff: Staff) -> Answer:
    """Have the list of refusals of access that one's own body must answer."""
    post = serves(staff, Role.PROVIDER)
    return Allowed(post.purpose) if post else _ROLE


def may_answer_access(staff: Staff, refusal: "AccessRefusal") -> Answer:
    """Answer for the body that must."""
    if refusal.answerer_id is None:
        return _ROLE
    post = serves(staff, Role.PROVIDER, body=refusal.answerer_id)
    if post is None:
        return _ROLE
    return Allowed(post.purpose) if refusal.state == AccessState.WAITING else _DONE


def may_watch_access(staff: Staff) -> Answer:
    """See who has not answered when it was due; never what anybody wrote."""
    post = serves(staff, Role.POLICY_OFFICER)
    return Allowed(post.purpose) if post else _ROLE


def may_send_grievance(staff: Staff, client: Client) -> Answer:
    """Send on what went wrong at work, in the person's name."""
    return may_open_client(staff, client)


def may_list_grievances(staff: Staff) -> Answer:
    """Have the list of grievances that were sent to one's own body."""
    post = serves(staff, Role.PROVIDER, Role.CASEWORKER)
    return Allowed(post.purpose) if post else _ROLE


def may_answer_grievance(staff: Staff, grievance: "Grievance") -> Answer:
    """Deal with a grievance that was sent to one's own body."""
    post = serves(staff, Role.PROVIDER, Role.CASEWORKER, body=grievance.body_id)
    if post is None:
        return _ROLE
    return Allowed(post.purpose) if grievance.is_open else _DONE


def may_withdraw_grievance(staff: Staff, grievance: "Grievance") -> Answer:
    """Take a grievance back in the person's name."""
    return may_open_client(staff, grievance.client) if grievance.is_open else _DONE


def may_record_step(staff: Staff, client: Client) -> Answer:
    """Write down a step of a child's path."""
    return may_open_client(staff, client)


def may_see_list(staff: Staff, body: Body | str | None) -> Answer:
    """See the order of a service's waiting list, by reference: its own body."""
    post = serves(staff, Role.PROVIDER, body=body) if body else None
    return Allowed(post.purpose) if post else _ROLE
