"""Who may have figures counted, published and corrected: who steers the policy. Anybody may read what is published."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from indimaj.directory.enums import Role
from indimaj.directory.models import Staff
from indimaj.directory.permissions import Allowed, Answer, Refused
from indimaj.directory.queries import holds

from .enums import State

if TYPE_CHECKING:
    from .models import Measurement

_ROLE = Refused("role", _("Your post does not allow this."))
_STATE = Refused("state", _("Only a published figure is corrected."))


def may_see_countings(staff: Staff) -> Answer:
    """See what was counted and is not published yet."""
    return _steers(staff)


def may_freeze(staff: Staff) -> Answer:
    """Have a month counted."""
    return _steers(staff)


def may_publish(staff: Staff) -> Answer:
    """Publish what was counted."""
    return _steers(staff)


def may_correct(staff: Staff, measurement: "Measurement") -> Answer:
    """Have a published figure counted anew in its place."""
    allowed = _steers(staff)
    return _STATE if allowed and measurement.state != State.PUBLISHED else allowed


def _steers(staff: Staff) -> Answer:
    post = holds(staff, Role.POLICY_OFFICER)
    return Allowed(post.purpose) if post else _ROLE
