"""Who may manage accounts."""

from django.utils.translation import gettext_lazy as _

from .enums import Role
from .models import Staff
from .permissions import Allowed, Answer, Refused
from .queries import holds


def may_manage_accounts(staff: Staff) -> Answer:
    """The administrator of accounts, who sees no file."""
    post = holds(staff, Role.ADMINISTRATOR)
    return Allowed(post.purpose) if post else Refused("no_post", _("Your post does not include this."))
