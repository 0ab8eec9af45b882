"""Sets of the room's rows in the words of the house."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from indimaj.directory.enums import Role
from indimaj.directory.models import Staff
from indimaj.directory.queries import bodies_of

from .enums import MarkKind, Says, Shows

if TYPE_CHECKING:
    from .models import Action, Assignment, Evidence, Milestone  # noqa: F401 -- name the rows of the querysets


class OneByOne(Exists):
    """EXISTS that is asked of one row after another, so that a list walks its index and stops when its page is full.

    PostgreSQL turns a plain one into a join that reads both tables whole, and that is what a count wants; the offset of
    nothing keeps it from doing so.
    """

    template = "EXISTS(%(subquery)s OFFSET 0)"


Asked = Callable[["models.QuerySet[Any]"], Any]


def not_asked(_rows: "models.QuerySet[Any]") -> models.Value:
    """In the place of EXISTS: all the rows among which a list looks."""
    return models.Value(False, models.BooleanField())


def one_of(codes: set[str], field: str = "body_id") -> Q:
    """The condition that a body is one of those; one alone is compared, so that an index is walked in its order."""
    if len(codes) == 1:
        return Q(**{field: next(iter(codes))})
    return Q(**{f"{field}__in": sorted(codes)})


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Assignments."""

    def held(self) -> "AssignmentQuerySet":
        """Those that were not ended."""
        return self.filter(held_until=None)

    def answering(self) -> "AssignmentQuerySet":
        """Those that owe an answer."""
        return self.filter(answer_due_on__isnull=False)

    def unanswered(self, exists: Asked = Exists) -> "AssignmentQuerySet":
        """Those without any answer."""
        from .models import Response

        return self.filter(~exists(Response.objects.filter(assignment=OuterRef("pk"))))

    def answered(self) -> "AssignmentQuerySet":
        """Those with an answer."""
        from .models import Response

        return self.filter(OneByOne(Response.objects.filter(assignment=OuterRef("pk"))))

    def silent(self, on: date, exists: Asked = Exists) -> "AssignmentQuerySet":
        """Those whose answer was due before a day and did not come."""
        return self.held().filter(answer_due_on__lt=on).unanswered(exists)

    def of_bodies_of(self, staff: Staff) -> "AssignmentQuerySet":
        """Those of the bodies for which somebody is the focal point."""
        bodies = bodies_of(staff, Role.FOCAL_POINT)
        return self.filter(one_of(bodies)) if bodies else self.none()


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Pieces of evidence."""

    def valid(self, on: date, exists: Asked = Exists) -> "EvidenceQuerySet":
        """Those that count on a day: begun, not over, and the last word on them is neither contested nor withdrawn."""
        going_on = Q(valid_until=None) | Q(valid_until__gte=on)
        return self.filter(going_on, valid_from__lte=on).unmarked(exists)

    def unmarked(self, exists: Asked = Exists) -> "EvidenceQuerySet":
        """Those that nobody contests and nobody has taken back; an upheld piece is as good as one never contested."""
        from .models import EvidenceMark

        mine = EvidenceMark.objects.filter(evidence=OuterRef("pk"))
        later = EvidenceMark.objects.filter(evidence=OuterRef("evidence"), pk__gt=OuterRef("pk"))
        last = mine.exclude(kind=MarkKind.UPHELD).filter(~exists(later))
        return self.filter(~exists(last))


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    """Steps of actions."""

    def overdue(self, on: date, exists: Asked = Exists) -> "MilestoneQuerySet":
        """Those whose day has passed and of which nobody says that they are done or given up, and nothing shows it."""
        from .models import Declaration, Evidence

        said = Declaration.objects.filter(milestone=OuterRef("pk"), says__in=(Says.DONE, Says.STOPPED))
        given_up = Declaration.objects.filter(
            action=OuterRef("action"), milestone=None, says__in=(Says.DONE, Says.STOPPED)
        )
        shown = Evidence.objects.filter(milestone=OuterRef("pk"), shows=Shows.DONE)
        late = self.filter(due_on__lt=on)
        return late.filter(~exists(said), ~exists(given_up), ~exists(shown))


class ActionQuerySet(models.QuerySet["Action"]):
    """Actions."""

    def overdue(self, on: date, exists: Asked = Exists) -> "ActionQuerySet":
        """Those whose day has passed and of which nobody says that they are done or given up, and nothing shows it."""
        from .models import Declaration, Evidence

        said = Declaration.objects.filter(
            action=OuterRef("pk"), milestone=None, says__in=(Says.DONE, Says.STOPPED)
        )
        shown = Evidence.objects.filter(action=OuterRef("pk"), milestone=None, shows=Shows.DONE)
        return self.filter(due_on__lt=on).filter(~exists(said), ~exists(shown))
