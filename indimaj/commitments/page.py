"""What the room puts on pages of others: links beside passages, and what may be done with a selection."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from indimaj.dialogue.marks import Mark, MarkAction
from indimaj.dialogue.models import DocumentVersion, Event

from . import queries, words
from .enums import CommitmentKind
from .models import Commitment
from .permissions import may_mark_commitment


def marks(passages: Sequence[UUID]) -> dict[UUID, list[Mark]]:
    """Beside each passage the commitments that come from it."""
    return {passage: [_mark(one) for one in found] for passage, found in queries.marks_of(passages).items()}


def of_event(event: Event) -> list[Mark]:
    """What came of an event."""
    return [_mark(one) for one in queries.raised_in(event)]


def _mark(one: Commitment) -> Mark:
    said = {"kind": CommitmentKind(one.kind).label, "title": words.title_text(one.title)}
    return Mark(_("%(kind)s: %(title)s") % said, reverse("commitments:commitment", args=[one.key]))


def actions() -> list[MarkAction]:
    """A selection becomes a commitment of one of five kinds, in one act."""
    return [
        MarkAction(f"commitment_{kind}", kind.label, _address(kind), may_mark_commitment)
        for kind in CommitmentKind
    ]


def _address(kind: CommitmentKind) -> Callable[[DocumentVersion], str]:
    def url(version: DocumentVersion) -> str:
        return reverse("commitments:mark", args=[version.pk, kind.value])

    return url
