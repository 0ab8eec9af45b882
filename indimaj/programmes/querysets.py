"""Sets of rows in the words of the house."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models

from indimaj.directory.enums import Role
from indimaj.directory.models import Staff
from indimaj.directory.queries import bodies_of

if TYPE_CHECKING:
    from .models import Course, Enrolment, Livelihood  # noqa: F401 -- name the rows of the querysets


class CourseQuerySet(models.QuerySet["Course"]):
    """Courses."""

    def visible_to(self, staff: Staff) -> "CourseQuerySet":
        """The courses of the bodies that this coordinator runs programmes for; none for every other role."""
        return self.filter(body_id__in=sorted(bodies_of(staff, Role.COORDINATOR)))

    def open_on(self, day: date) -> "CourseQuerySet":
        """Courses that take applications on a day."""
        return self.filter(is_open=True, ends_on__gte=day)


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    """Participants."""

    def visible_to(self, staff: Staff) -> "EnrolmentQuerySet":
        """Participants of one's own courses."""
        return self.filter(course__body_id__in=sorted(bodies_of(staff, Role.COORDINATOR)))


class LivelihoodQuerySet(models.QuerySet["Livelihood"]):
    """Livelihoods."""

    def visible_to(self, staff: Staff) -> "LivelihoodQuerySet":
        """Livelihoods that one's own bodies follow."""
        return self.filter(body_id__in=sorted(bodies_of(staff, Role.COORDINATOR)))
