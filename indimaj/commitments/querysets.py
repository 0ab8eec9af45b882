"""Sets of commitments in the words of the house."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from .models import Commitment  # noqa: F401 -- names the rows of the queryset


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Commitments."""

    def standing(self) -> "CommitmentQuerySet":
        """Those that were not taken back: what the public sees."""
        return self.filter(withdrawn_at=None)

    def with_tags(self) -> "CommitmentQuerySet":
        """With their themes, levels and places, in three more queries."""
        return self.prefetch_related("themes", "levels", "places")
