"""The staff menu: what each post leads to."""

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from indimaj.directory.enums import Role
from indimaj.directory.models import Staff
from indimaj.directory.permissions import Answer
from indimaj.directory.queries import holds
from indimaj.recognition.permissions import may_list_vacancies

# Pages that a role alone does not open.
ONLY_IF: dict[str, Callable[[Staff], Answer]] = {"recognition:my_vacancies": may_list_vacancies}
DESK = (Role.COUNTER, Role.EXAMINER, Role.SECRETARY, Role.AUTHORITY, Role.HEAD)


def menu(request: HttpRequest) -> dict[str, object]:
    """`menu`: [{url, label, current}] for somebody signed in; lazy, so that public pages ask nothing."""
    return {"menu": lambda: entries(request)}


def _service_side() -> tuple[tuple[str, str, tuple[Role, ...]], ...]:
    """The desks of the other side of the wall: nobody holds posts on both."""
    caseworker, provider, coordinator = (Role.CASEWORKER,), (Role.PROVIDER,), (Role.COORDINATOR,)
    return (
        ("clients:people", _("My people"), caseworker),
        ("referrals:queue", _("My referrals"), caseworker),
        ("referrals:inbox", _("Waiting for us"), provider),
        ("programmes:mine", _("Our courses"), coordinator),
        ("programmes:livelihoods", _("Livelihoods"), coordinator),
        ("services:mine", _("Our services"), (*provider, *coordinator)),
        ("referrals:access", _("Refusals of access to answer"), provider),
        ("referrals:grievances", _("Work grievances"), (*provider, *caseworker)),
        ("recognition:my_vacancies", _("Our vacancies"), provider),
        ("recognition:requests", _("Requests for recognition"), (Role.ASSESSOR,)),
        ("recognition:consulate", _("Documents to confirm"), (Role.CONSULATE,)),
        ("commitments:desk", _("Commitments"), (Role.POLICY_OFFICER,)),
        ("delivery:steer", _("Follow-up"), (Role.POLICY_OFFICER,)),
        ("dialogue:desk", _("Meetings and documents"), (Role.POLICY_OFFICER,)),
        ("measures:countings", _("Figures"), (Role.POLICY_OFFICER,)),
        ("consultations:desk", _("Consultations"), (Role.POLICY_OFFICER,)),
        ("reports:desk", _("Editions of the report"), (Role.POLICY_OFFICER,)),
        ("services:due", _("Entries that need checking"), (Role.POLICY_OFFICER,)),
        ("referrals:late", _("Refusals of access without an answer"), (Role.POLICY_OFFICER,)),
        ("programmes:coverage", _("Where courses are, and where none is"), (Role.POLICY_OFFICER,)),
        ("services:coverage", _("Services by theme and place"), (Role.POLICY_OFFICER,)),
        ("programmes:concentration", _("Where people do not mix"), (Role.POLICY_OFFICER,)),
        ("programmes:survival", _("How many livelihoods last"), (Role.POLICY_OFFICER,)),
    )


def entries(request: HttpRequest) -> list[dict[str, object]]:
    """The menu's entries for the reader's posts."""
    staff = request.user
    if not isinstance(staff, Staff):
        return []
    offered = (
        ("applications:queue", _("My files"), DESK),
        ("applications:counter", _("Counter"), (Role.COUNTER, Role.HEAD)),
        ("applications:health", _("Health evidence"), (Role.MEDICAL,)),
        ("decisions:index", _("Commission"), (Role.SECRETARY, Role.MEMBER, Role.SECURITY_MEMBER, Role.HEAD)),
        ("decisions:to_decide", _("Decisions"), (Role.AUTHORITY,)),
        (
            "decisions:to_notify",
            _("People to be told"),
            (Role.COUNTER, Role.EXAMINER, Role.SECRETARY, Role.HEAD),
        ),
        *_service_side(),
        ("delivery:mine", _("Our commitments"), (Role.FOCAL_POINT,)),
        ("directory:accounts", _("Accounts"), (Role.ADMINISTRATOR,)),
        ("directory:ledger", _("Who did what"), (Role.DATA_PROTECTION,)),
        ("clients:erasures", _("Requests for erasure"), (Role.DATA_PROTECTION,)),
        ("clients:objections", _("Objections that nobody answers"), (Role.DATA_PROTECTION,)),
    )
    shown = []
    for name, label, roles in offered:
        if holds(staff, *roles) and (name not in ONLY_IF or ONLY_IF[name](staff)):
            url = reverse(name)
            shown.append({"url": url, "label": label, "current": request.path == url})
    return shown
