"""Who may do what to rounds: one function a verb, asked by page and action alike."""

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from indimaj.directory.enums import Role
from indimaj.directory.models import Staff
from indimaj.directory.permissions import Allowed, Answer, Refused
from indimaj.directory.queries import serves
from indimaj.texts import words
from indimaj.texts.enums import Gap
from indimaj.texts.words import Words

from .enums import State
from .transitions import possible

if TYPE_CHECKING:
    from .models import Invitation, Round, Statement

CONSULTATION = "consultation"
_ROLE = Refused("role", _("Your post does not allow this."))
_STATE = Refused("state", _("This is not possible for a round in this state."))
_EMPTY = Refused("empty", _("A round needs at least one statement."))
_PAST = Refused("past", _("The last day of this round is over: give it a later one."))
_OVER = Refused("over", _("This round is closed."))
_LINK = Refused("link", _("This link is no longer valid."))
_INVITED = Refused("invited_only", _("This round is answered by those who are invited."))
_OPEN = Refused("open_only", _("Nobody is invited to this round: anybody may answer."))
_WORDS = _("A text is missing, or was not read again after a change. A round opens in all three languages.")


def may_list_rounds(staff: Staff) -> Answer:
    """Have the desk's list of rounds, drafts included."""
    post = serves(staff, Role.POLICY_OFFICER)
    return Allowed(post.purpose) if post else _ROLE


def may_draft_round(staff: Staff) -> Answer:
    """Begin a round."""
    return may_list_rounds(staff)


def may_read_round(staff: Staff, one: "Round") -> Answer:
    """Read a round at the desk: its invitations, and the reasons that were given."""
    return may_list_rounds(staff)


def may_change_round(staff: Staff, one: "Round") -> Answer:
    """Change what a round asks: only before anybody has been asked."""
    answer = may_list_rounds(staff)
    return _STATE if answer and one.state != State.DRAFT else answer


def may_open_round(staff: Staff, one: "Round", on: date) -> Answer:
    """Publish a round: with a statement, with every text in three languages, before its last day."""
    answer = may_list_rounds(staff)
    if not answer:
        return answer
    ready = may_be_opened(one, on)
    return answer if ready else ready


def may_be_opened(one: "Round", on: date) -> Answer:
    """What holds for everybody who opens a round."""
    if not possible(one.state, "open"):
        return _STATE
    if one.closes_on < on:
        return _PAST
    statements = list(one.statements.all())
    if not statements:
        return _EMPTY
    found = gaps(one, statements)
    return Refused("words", _WORDS, {"gaps": found}) if found else Allowed()


def gaps(one: "Round", statements: list["Statement"]) -> list[tuple[object, list[tuple[str, Gap]]]]:
    """Each text that is not whole in three languages: the text, and what it lacks."""
    texts: list[tuple[object, Words]] = [(_("Title"), one.title), (_("What it is about"), one.about)]
    texts += [(statement.order, statement.text) for statement in statements]
    return [(name, found) for name, value in texts if (found := words.gaps(value))]


def may_invite(staff: Staff, one: "Round") -> Answer:
    """Make a link for a participant, as long as there is something left to answer."""
    answer = may_list_rounds(staff)
    if not answer:
        return answer
    if not one.takes_invited:
        return _OPEN
    return answer if one.state in (State.DRAFT, State.OPEN) else _STATE


def may_close_round(staff: Staff, one: "Round") -> Answer:
    """End a round, on its day or before."""
    answer = may_list_rounds(staff)
    return _STATE if answer and not possible(one.state, "close") else answer


def may_answer_round(staff: Staff, one: "Round") -> Answer:
    """Give the answer that is owed."""
    answer = may_list_rounds(staff)
    return _STATE if answer and not possible(one.state, "answer") else answer


def may_vote_openly(one: "Round", on: date) -> Answer:
    """Answer without an invitation."""
    if not one.takes_open:
        return _INVITED
    return Allowed(CONSULTATION) if one.accepts(on) else _OVER


def may_vote_by_link(invitation: "Invitation", on: date) -> Answer:
    """Answer by the link of an invitation, until the round closes."""
    if invitation.withdrawn_on is not None or not invitation.round.takes_invited:
        return _LINK
    return Allowed(CONSULTATION) if invitation.round.accepts(on) else _OVER
