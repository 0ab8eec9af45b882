"""Who may do what with editions: one function a verb, asked by pages and actions alike. Frozen ones are public."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from indimaj.directory.enums import Role
from indimaj.directory.models import Staff
from indimaj.directory.permissions import Allowed, Answer, Refused
from indimaj.directory.queries import holds

from .enums import State

if TYPE_CHECKING:
    from .models import Dispatch, Edition

LINK = "report_link"
# How long after the day on which the reply was due a link still takes one.
LINK_LASTS = timedelta(days=365)
_ROLE = Refused("role", _("Your post does not allow this."))
_FROZEN = Refused("frozen", _("A frozen edition is never changed."))
_DRAFT = Refused("draft", _("Only a frozen edition is sent."))
_OVER = Refused("over", _("This link is no longer valid."))
_DONE = Refused("done", _("This has been answered."))


def may_list_editions(staff: Staff) -> Answer:
    """Have the list with drafts."""
    return _publishes(staff)


def may_draft_edition(staff: Staff) -> Answer:
    """Begin a new edition."""
    return _publishes(staff)


def may_open_edition(staff: Staff, edition: "Edition") -> Answer:
    """See what an edition lacks, and where it was sent."""
    return _publishes(staff)


def may_change_edition(staff: Staff, edition: "Edition") -> Answer:
    """Set another day up to which a draft counts."""
    answer = _publishes(staff)
    return _FROZEN if answer and edition.state == State.FROZEN else answer


def may_freeze(staff: Staff, edition: "Edition") -> Answer:
    """Freeze a draft for good."""
    return may_change_edition(staff, edition)


def may_dispatch(staff: Staff, edition: "Edition") -> Answer:
    """Send a frozen edition to counterparts."""
    answer = _publishes(staff)
    return _DRAFT if answer and edition.state != State.FROZEN else answer


def may_keep_counterparts(staff: Staff) -> Answer:
    """Keep the list of institutions that editions are sent to."""
    return _publishes(staff)


def may_open_by_link(dispatch: "Dispatch", at: datetime) -> Answer:
    """Read what was sent, and the reply that was given."""
    return Allowed(LINK) if at.date() <= dispatch.reply_due_on + LINK_LASTS else _OVER


def may_reply_by_link(dispatch: "Dispatch", at: datetime) -> Answer:
    """Reply once, for the institution that the edition was sent to."""
    answer = may_open_by_link(dispatch, at)
    return _DONE if answer and dispatch.replied_at else answer


def _publishes(staff: Staff) -> Answer:
    post = holds(staff, Role.POLICY_OFFICER)
    return Allowed(post.purpose) if post else _ROLE
