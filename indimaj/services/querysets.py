"""Sets of services in the words of the house."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models

from indimaj.directory.enums import Role
from indimaj.directory.models import Staff
from indimaj.directory.queries import bodies_of

from .enums import Status

if TYPE_CHECKING:
    from .models import Service  # noqa: F401 -- names the row of the queryset

# Who keeps the entries of their own body.
KEEPING_ROLES = (Role.PROVIDER, Role.COORDINATOR)
LISTED = (Status.ACTIVE, Status.PAUSED)


class ServiceQuerySet(models.QuerySet["Service"]):
    """Services."""

    def kept_by(self, staff: Staff) -> "ServiceQuerySet":
        """The entries that somebody keeps for their bodies; nothing for every other role."""
        bodies = bodies_of(staff, *KEEPING_ROLES)
        return self.filter(body_id__in=sorted(bodies)) if bodies else self.none()

    def listed(self) -> "ServiceQuerySet":
        """What the public sees: also what is closed for now, marked so; also what is stale, marked so."""
        return self.filter(status__in=LISTED)

    def open(self) -> "ServiceQuerySet":
        """Services that receive people."""
        return self.filter(status=Status.ACTIVE)

    def due(self, today: date) -> "ServiceQuerySet":
        """Entries whose check is due, longest first; its index follows it."""
        return self.listed().filter(next_check_on__lt=today).order_by("next_check_on", "id")
