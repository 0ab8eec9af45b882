"""Who may do what in this room: one function a verb, asked by views, pages and actions alike."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from indimaj.clients.models import Client
from indimaj.clients.permissions import may_open_client
from indimaj.directory.enums import BodyKind, Role
from indimaj.directory.models import Body, Post, Staff
from indimaj.directory.permissions import Allowed, Answer, Refused
from indimaj.directory.queries import posts_of, serves
from indimaj.people.enums import NationalityStatus

from .enums import ConsularKind
from .querysets import AT_THE_BODY
from .transitions import consular_possible, possible

if TYPE_CHECKING:
    from .models import Asset, ConsularRequest, Document, RecognitionRequest, Vacancy

ROLE = Refused("role", _("Your post does not allow this."))
_STATE = Refused("state", _("This is not possible at this stage."))
_OWN = Refused("own", _("Whoever prepared a request does not decide on it."))
_NEVER = Refused("never", _("No consulate is asked about this person."))
_NATIONALITY = Refused("nationality", _("Nobody is sent to a consulate to prove a nationality."))
_CONSULATE = Refused("consulate", _("This body is not a consulate."))
_DECISIONS = ("recognise", "recognise_in_part", "refuse")
# What only the country of a stated nationality can issue.
OF_A_NATIONAL = (ConsularKind.PASSPORT, ConsularKind.ATTESTATION)
STATED = (NationalityStatus.STATED, NationalityStatus.SEVERAL)


def may_add_asset(staff: Staff, client: Client) -> Answer:
    """Write down what a person brings: caseworkers of a body that helps them."""
    return may_open_client(staff, client)


def may_open_asset(staff: Staff, asset: "Asset") -> Answer:
    """See what a person brings outside a request."""
    return may_open_client(staff, asset.client)


def may_draft_request(staff: Staff, client: Client) -> Answer:
    """Prepare a request for recognition with a person."""
    return may_open_client(staff, client)


def may_change_request(staff: Staff, request: "RecognitionRequest", verb: str) -> Answer:
    """Send a request, take it back, bring a document that was asked for: the caseworker's verbs."""
    return may_open_client(staff, request.client) if possible(request.state, verb) else _STATE


def may_list_requests(staff: Staff) -> Answer:
    """Have the desk of a body that recognises."""
    post = serves(staff, Role.ASSESSOR)
    return Allowed(post.purpose) if post else ROLE


def may_open_request(staff: Staff, request: "RecognitionRequest") -> Answer:
    """Open a request at the desk: what was sent to one's own body."""
    post = serves(staff, Role.ASSESSOR, body=request.body_id)
    return Allowed(post.purpose) if post and request.state in AT_THE_BODY else ROLE


def may_examine_request(staff: Staff, request: "RecognitionRequest", verb: str) -> Answer:
    """See a request, ask for a document, decide: the body's verbs."""
    answer = may_open_request(staff, request)
    if not answer:
        return answer
    if not possible(request.state, verb):
        return _STATE
    return _OWN if verb in _DECISIONS and request.drafted_by_id == staff.pk else answer


def may_open_document(staff: Staff, document: "Document") -> Answer:
    """Read a paper: caseworkers of the person, or the body to which the thing that it shows was sent."""
    helps = may_open_client(staff, document.client)
    if helps:
        return helps
    for request in document.asset.requests.select_related("client"):
        if answer := may_open_request(staff, request):
            return answer
    return ROLE


def may_prepare_consular(
    staff: Staff | None, client: Client, kind: str | None = None, body: Body | None = None
) -> Answer:
    """Prepare a question to a consulate. Never where "no consulate" is set, nor to prove a nationality."""
    answer = may_open_client(staff, client) if staff else Allowed("own_page")
    if not answer:
        return answer
    if hasattr(client, "never_consulate"):
        return _NEVER
    if body and (body.kind != BodyKind.EMBASSY or not body.country):
        return _CONSULATE
    if kind in OF_A_NATIONAL and client.nationality_status not in STATED:
        return _NATIONALITY
    if kind in OF_A_NATIONAL and body and body.country not in client.nationalities:
        return _NATIONALITY
    return answer


def may_change_consular(staff: Staff | None, request: "ConsularRequest", verb: str) -> Answer:
    """Confirm before the person, take back, print the slip of silence."""
    if not consular_possible(request.state, verb):
        return _STATE
    if verb == "confirm":
        return may_prepare_consular(staff, request.client, request.kind, request.body)
    return may_open_client(staff, request.client) if staff else Allowed("own_page")


def may_list_consular(staff: Staff) -> Answer:
    """Have the desk of a consulate's focal point."""
    post = serves(staff, Role.CONSULATE)
    return Allowed(post.purpose) if post else ROLE


def may_open_consular(staff: Staff, request: "ConsularRequest") -> Answer:
    """See the one document: the consulate that is asked, while the person's yes stands and it has not answered.

    The same for one row as `at_consulate_of` says for a list.
    """
    post = serves(staff, Role.CONSULATE, body=request.body_id)
    return Allowed(post.purpose) if post and _is_asked(request) else ROLE


def _is_asked(request: "ConsularRequest") -> bool:
    consent = request.consent
    agreed = consent is not None and consent.withdrawn_at is None
    is_consulate = request.body.kind == BodyKind.EMBASSY
    return request.is_open and agreed and is_consulate and not hasattr(request.client, "never_consulate")


def may_answer_consular(staff: Staff, request: "ConsularRequest") -> Answer:
    """Answer about the one document."""
    answer = may_open_consular(staff, request)
    return answer if not answer or consular_possible(request.state, "answer") else _STATE


def may_list_vacancies(staff: Staff) -> Answer:
    """Have the vacancies of one's own employer."""
    for post in _employers(staff):
        return Allowed(post.purpose)
    return ROLE


def may_post_vacancy(staff: Staff, body: Body) -> Answer:
    """Offer work for an employer."""
    post = serves(staff, Role.PROVIDER, body=body)
    return Allowed(post.purpose) if post and body.kind == BodyKind.EMPLOYER else ROLE


def may_change_vacancy(staff: Staff, vacancy: "Vacancy") -> Answer:
    """Correct or close work that one's employer offers."""
    return may_post_vacancy(staff, vacancy.body)


def _employers(staff: Staff) -> list[Post]:
    return [
        post
        for post in posts_of(staff)
        if post.role == Role.PROVIDER and post.body is not None and post.body.kind == BodyKind.EMPLOYER
    ]


def employers_of(staff: Staff) -> list[Body]:
    """The employers for which somebody speaks."""
    return [post.body for post in _employers(staff) if post.body is not None]
