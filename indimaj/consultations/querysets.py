"""Sets of rounds in the words of the domain."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from indimaj.directory.enums import Role
from indimaj.directory.models import Staff
from indimaj.directory.queries import serves

from .enums import State

if TYPE_CHECKING:
    from .models import Round  # noqa: F401 -- names the rows of the queryset


class RoundQuerySet(models.QuerySet["Round"]):
    """Rounds."""

    def visible_to(self, staff: Staff) -> "RoundQuerySet":
        """Those that somebody may prepare and answer: all of them for a policy officer, none for others."""
        return self.all() if serves(staff, Role.POLICY_OFFICER) else self.none()

    def published(self) -> "RoundQuerySet":
        """Those that everybody may read."""
        return self.exclude(state=State.DRAFT)

    def open_on(self, day: date) -> "RoundQuerySet":
        """Those that take answers on a day."""
        return self.filter(state=State.OPEN, closes_on__gte=day)

    def owed_on(self, day: date) -> "RoundQuerySet":
        """Those that are over and whose answer has not been given, in time or late."""
        over = Q(state=State.CLOSED) | Q(state=State.OPEN, closes_on__lt=day)
        return self.filter(over, owed__answered_on=None)

    def overdue_on(self, day: date) -> "RoundQuerySet":
        """Those whose answer should have been given before a day."""
        return self.owed_on(day).filter(owed__due_on__lt=day)

    def answered(self) -> "RoundQuerySet":
        """Those that have been answered."""
        return self.filter(state=State.ANSWERED)
