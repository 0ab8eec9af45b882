"""Who may manage accounts and posts, and who may read the ledger."""

from django.utils.translation import gettext_lazy as _

from indimaj.ledger.enums import Compartment

from .enums import COMPARTMENT_OF, Role
from .models import Post, Staff
from .permissions import Allowed, Answer, Refused
from .queries import holds, sides_of

_NO_POST = Refused("no_post", _("Your post does not include this."))
_OWN = Refused(
    "own_account", _("Another administrator must do this: nobody changes what they may do themself.")
)
_BOTH_SIDES = Refused("both_sides", _("One person never holds posts on both sides of the wall."))


def may_manage_accounts(staff: Staff) -> Answer:
    """The administrator of accounts, who sees no file."""
    post = holds(staff, Role.ADMINISTRATOR)
    return Allowed(post.purpose) if post else _NO_POST


def may_change_account(staff: Staff, account: Staff) -> Answer:
    """Close or open somebody's account, or give them a new first password."""
    answer = may_manage_accounts(staff)
    return _OWN if answer and staff.pk == account.pk else answer


def may_give_post(staff: Staff, account: Staff, role: Role) -> Answer:
    """Give somebody a post: never to oneself, and never one on each side of the wall."""
    answer = may_change_account(staff, account)
    return may_hold(account, role) if answer and not may_hold(account, role) else answer


def may_hold(account: Staff, role: Role) -> Answer:
    """Whether the wall lets a person hold a role beside what they hold."""
    sides = {Compartment.STATUS, Compartment.SERVICE} & {*sides_of(account), COMPARTMENT_OF[role]}
    return _BOTH_SIDES if len(sides) > 1 else Allowed()


def may_end_post(staff: Staff, post: Post) -> Answer:
    """End somebody's post."""
    return may_change_account(staff, post.staff)


def may_read_ledger(staff: Staff) -> Answer:
    """The data-protection officer reads who did what, never the files themselves."""
    post = holds(staff, Role.DATA_PROTECTION)
    return Allowed(post.purpose) if post else _NO_POST
