"""Reading the ledger itself."""

from uuid import UUID

from django.db.models import QuerySet

from .models import Entry, Read


def history(compartment: str, subject: UUID) -> QuerySet[Entry]:
    """The acts on a file, oldest first."""
    return Entry.objects.filter(compartment=compartment, subject=subject).order_by("number")


def reads_of(compartment: str, subject: UUID) -> QuerySet[Read]:
    """Who opened a file, newest first."""
    return Read.objects.filter(compartment=compartment, subject=subject).order_by("-id")
