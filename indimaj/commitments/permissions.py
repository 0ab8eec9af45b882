"""Who may do what with commitments: one function a verb, asked by views, pages and actions alike.

What stands is public. Who steers the policy writes; everybody else answers for commitments in the rooms above.
"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from indimaj.dialogue.models import DocumentVersion
from indimaj.directory.enums import Role
from indimaj.directory.models import Staff
from indimaj.directory.permissions import Allowed, Answer, Refused
from indimaj.directory.queries import holds

if TYPE_CHECKING:
    from .models import Commitment, ImportBatch

_ROLE = Refused("role", _("Your post does not allow this."))
_WITHDRAWN = Refused("withdrawn", _("This commitment was taken back: restore it first."))
_STANDS = Refused("stands", _("This commitment stands."))
_NO_TEXT = Refused("no_text", _("This version holds no text to read."))


def may_keep_commitments(staff: Staff) -> Answer:
    """Have the desk of commitments, and write new ones."""
    return _writes(staff)


def may_change_commitment(staff: Staff, commitment: "Commitment") -> Answer:
    """Correct a commitment, relate it to others, put it with similar ones, take it back."""
    answer = _writes(staff)
    return _WITHDRAWN if answer and commitment.withdrawn_at is not None else answer


def may_restore_commitment(staff: Staff, commitment: "Commitment") -> Answer:
    """Let a commitment stand again that was taken back."""
    answer = _writes(staff)
    return _STANDS if answer and commitment.withdrawn_at is None else answer


def may_mark_commitment(staff: Staff, version: DocumentVersion) -> Answer:
    """Make a commitment of a passage."""
    return _reads(staff, version)


def may_import(staff: Staff, version: DocumentVersion) -> Answer:
    """Have a version read for what it asks and promises."""
    return _reads(staff, version)


def may_confirm(staff: Staff, batch: "ImportBatch") -> Answer:
    """Confirm or leave out what an import proposes."""
    return _writes(staff)


def _reads(staff: Staff, version: DocumentVersion) -> Answer:
    answer = _writes(staff)
    return _NO_TEXT if answer and not version.text.strip() else answer


def _writes(staff: Staff) -> Answer:
    post = holds(staff, Role.POLICY_OFFICER)
    return Allowed(post.purpose) if post else _ROLE
