"""Sets of applications in the words of the office."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from indimaj.directory.enums import Role
from indimaj.directory.models import Staff
from indimaj.directory.queries import ALL, Everywhere, offices_of

from .enums import OPEN_STATES, EvidenceState, State

if TYPE_CHECKING:
    from .models import Application  # noqa: F401 -- names the row of the queryset

# Who has lists and search. Commission members see files inside a sitting only (practice 10).
LISTING_ROLES = (Role.COUNTER, Role.EXAMINER, Role.SECRETARY, Role.AUTHORITY, Role.HEAD)
# Who sees the files of children and other restricted files (practice 14).
RESTRICTED_ROLES = (Role.EXAMINER, Role.SECRETARY, Role.AUTHORITY, Role.HEAD)


def within(offices: set[str] | Everywhere, field: str = "office_id") -> Q:
    """The condition that an office is one of those; ALL is no condition."""
    if isinstance(offices, Everywhere):
        return Q()
    codes = sorted(offices)
    return Q(**{field: codes[0]}) if len(codes) == 1 else Q(**{f"{field}__in": codes})


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Applications."""

    def registered(self) -> "ApplicationQuerySet":
        """Files that an office has: a draft is the person's alone."""
        return self.exclude(state=State.DRAFT).filter(submitted_at__isnull=False)

    def visible_to(self, staff: Staff) -> "ApplicationQuerySet":
        """The files that this person may find in a list. None for roles that have no list."""
        offices = offices_of(staff, *LISTING_ROLES)
        if offices is not ALL and not offices:
            return self.none()
        found = self.filter(within(offices), submitted_at__isnull=False)
        unrestricted = offices_of(staff, *RESTRICTED_ROLES)
        if unrestricted is ALL:
            return found
        open_to_staff = Q(restricted=False) | Q(registered_by=staff)
        return found.filter(open_to_staff | within(unrestricted) if unrestricted else open_to_staff)

    def awaiting_health_review(self, staff: Staff) -> "ApplicationQuerySet":
        """Open files with a sealed piece that no medical reviewer has answered, in the reviewer's offices."""
        offices = offices_of(staff, Role.MEDICAL)
        if offices is not ALL and not offices:
            return self.none()
        sealed = Q(evidence__sealed=True, evidence__state=EvidenceState.RECEIVED)
        return self.filter(within(offices), sealed, is_open=True).distinct()

    def open(self) -> "ApplicationQuerySet":
        """Files that wait for somebody."""
        return self.filter(is_open=True)

    def in_state(self, state: str) -> "ApplicationQuerySet":
        """Files in one state."""
        return self.filter(state=state)

    def overdue(self, today: date, filed_before: date) -> "ApplicationQuerySet":
        """Open files whose opinion was due before today; `filed_before` bounds the range of the index."""
        return self.filter(is_open=True, due_on__lt=today, submitted_at__lt=filed_before)

    def oldest_first(self) -> "ApplicationQuerySet":
        """The order of every queue; its indexes follow it."""
        return self.order_by("submitted_at", "id")


def is_open(state: str) -> bool:
    """Whether a file in this state waits for somebody."""
    return state in OPEN_STATES
