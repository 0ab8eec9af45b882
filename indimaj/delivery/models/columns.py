"""A column that many rows have."""

from django.db import models

from indimaj.directory.models import Staff


def by_whom() -> "models.ForeignKey[Staff | None, Staff | None]":
    """The member of staff who wrote a row; nobody where a link or the platform did."""
    return models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
