"""Who may do what to an entry of the directory: one function a verb, asked by views, pages and actions alike.

Reading needs no permission: the directory is public.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from indimaj.directory.enums import Role
from indimaj.directory.models import Body, Staff
from indimaj.directory.permissions import Allowed, Answer, Refused
from indimaj.directory.queries import serves

from .enums import Status
from .querysets import KEEPING_ROLES

if TYPE_CHECKING:
    from .models import OwnerLink, Service

OWNER = "owner_link"
_ROLE = Refused("role", _("Your post does not allow this."))
_STATE = Refused("state", _("This is not possible for an entry in this state."))
_OVER = Refused("over", _("This link is no longer valid."))


def may_list_services(staff: Staff) -> Answer:
    """Have the list of the entries of one's own body."""
    post = serves(staff, *KEEPING_ROLES)
    return Allowed(post.purpose) if post else _ROLE


def may_add_service(staff: Staff, body: Body) -> Answer:
    """Add an entry for a body."""
    return _of_body(staff, body.code)


def may_edit_service(staff: Staff, service: "Service") -> Answer:
    """Correct an entry, confirm it, set its places, close and reopen it: the body whose entry it is."""
    return _of_body(staff, service.body_id)


def may_close_service(staff: Staff, service: "Service") -> Answer:
    """Say that nobody is received for now."""
    answer = may_edit_service(staff, service)
    return _STATE if answer and service.status != Status.ACTIVE else answer


def may_reopen_service(staff: Staff, service: "Service") -> Answer:
    """Say that people are received again."""
    answer = may_edit_service(staff, service)
    return _STATE if answer and service.status == Status.ACTIVE else answer


def may_chase_services(staff: Staff) -> Answer:
    """See which entries are due for a check, and make links for their owners."""
    post = serves(staff, Role.POLICY_OFFICER)
    return Allowed(post.purpose) if post else _ROLE


def may_exchange_packages(staff: Staff) -> Answer:
    """Take a package of the standard or a table in, and give the whole directory out."""
    return may_chase_services(staff)


def may_keep_by_link(link: "OwnerLink", at: datetime) -> Answer:
    """Keep the one entry of a link, until the link ends."""
    return _OVER if link.withdrawn_at is not None or link.expires_at <= at else Allowed(OWNER)


def _of_body(staff: Staff, body: str | None) -> Answer:
    post = serves(staff, *KEEPING_ROLES, body=body) if body else None
    return Allowed(post.purpose) if post else _ROLE
