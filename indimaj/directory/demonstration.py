"""The public accounts of the demonstration: a name for each role, one password that everybody may read."""

from dataclasses import dataclass

from django.conf import settings

from .enums import DEMO_EMPLOYER, DEMO_PASSWORD, DEMO_USERNAMES, BodyKind
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
    labels = {name: str(role.label) for role, name in DEMO_USERNAMES.items()}
    labels[DEMO_EMPLOYER] = str(BodyKind.EMPLOYER.label)
    there = set(Staff.objects.filter(username__in=labels).values_list("username", flat=True))
    return [PublicAccount(name, label) for name, label in labels.items() if name in there]
