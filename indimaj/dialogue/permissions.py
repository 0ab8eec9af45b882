"""Who may do what with the dialogue: one function a verb, asked by views, pages and actions alike."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from indimaj.directory.enums import Role
from indimaj.directory.models import Staff
from indimaj.directory.permissions import Allowed, Answer, Refused
from indimaj.directory.queries import holds

if TYPE_CHECKING:
    from .models import Document, DocumentVersion, Event

_ROLE = Refused("role", _("Your post does not allow this."))
_HIDDEN = Refused("not_public", _("This is not public yet."))


def may_list_dialogue(staff: Staff) -> Answer:
    """Have the lists with what is not public yet."""
    return _writes(staff)


def may_write_event(staff: Staff, event: "Event | None" = None) -> Answer:
    """Call an event into being, correct it, write its programme, participants and minutes, make it public."""
    return _writes(staff)


def may_contribute(staff: Staff, event: "Event") -> Answer:
    """Write into the threads of an event, closed or not: who steers the policy, and a body's focal point."""
    answer = _writes(staff)
    if answer:
        return answer
    post = holds(staff, Role.FOCAL_POINT)
    if post is None:
        return _ROLE
    return Allowed(post.purpose) if event.is_public else _HIDDEN


def may_write_document(staff: Staff, document: "Document | None" = None) -> Answer:
    """Keep a document, correct what is said of it, add a version, make it public."""
    return _writes(staff)


def may_repair(staff: Staff, version: "DocumentVersion") -> Answer:
    """Correct the text of a version beside what was read from the file."""
    return _writes(staff)


def may_mark(staff: Staff, version: "DocumentVersion") -> Answer:
    """Mark a passage of a version, and say where a lost one stands."""
    return _writes(staff)


def _writes(staff: Staff) -> Answer:
    post = holds(staff, Role.POLICY_OFFICER)
    return Allowed(post.purpose) if post else _ROLE
