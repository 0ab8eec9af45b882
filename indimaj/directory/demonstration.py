"""The public accounts of the demonstration: a name for each role, one password that everybody may read."""

from dataclasses import dataclass

from django.conf import settings

from .enums import DEMO_PASSWORD, DEMO_USERNAMES
from .models import Staff


@dataclass(frozen=True)
class PublicAccount:
    """One line of the sign-in page's list."""

    username: str
    role: str
    password: str = DEMO_PASSWORD


def public_accounts() -> list[PublicAccount]:
    """The accounts to show on the sign-in page; none outside the demonstration."""
    if not settings.DEMO:
        return []
    there = set(Staff.objects.filter(username__in=DEMO_USERNAMES.values()).values_list("username", flat=True))
    return [PublicAccount(name, str(role.label)) for role, name in DEMO_USERNAMES.items() if name in there]
