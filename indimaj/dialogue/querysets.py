"""Sets of rows in the words of the house."""

from typing import TYPE_CHECKING

from django.db import models

from indimaj.directory.enums import Role
from indimaj.directory.models import Staff
from indimaj.directory.queries import holds

if TYPE_CHECKING:
    from .models import Document, Event  # noqa: F401 -- name the rows of the querysets


class EventQuerySet(models.QuerySet["Event"]):
    """Events."""

    def visible_to(self, staff: Staff | None) -> "EventQuerySet":
        """Everything for who writes the dialogue; what is public for everybody else."""
        return (
            self if staff is not None and holds(staff, Role.POLICY_OFFICER) else self.filter(is_public=True)
        )


class KeptDocumentQuerySet(models.QuerySet["Document"]):
    """Documents."""

    def visible_to(self, staff: Staff | None) -> "KeptDocumentQuerySet":
        """Everything for who writes the dialogue; what is public for everybody else."""
        return (
            self if staff is not None and holds(staff, Role.POLICY_OFFICER) else self.filter(is_public=True)
        )
