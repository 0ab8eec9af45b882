"""Who may do what to a person on the service side: one function a verb, asked by views, pages and actions alike."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from indimaj.directory.enums import Role
from indimaj.directory.models import Body, Staff
from indimaj.directory.permissions import Allowed, Answer, Refused
from indimaj.directory.queries import bodies_of, serves

if TYPE_CHECKING:
    from .models import Client

_ROLE = Refused("role", _("Your post does not allow this."))


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
    if not bodies or not client.supports.filter(body_id__in=sorted(bodies), is_open=True).exists():
        return _ROLE
    return may_list_clients(staff)
