"""The room's part of a commitment's page: where it stands, who answers, what is done, what proves it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse

from indimaj.directory.models import Staff
from indimaj.ports import clock

from . import dossier, status, words
from .permissions import may_steer

TEMPLATE = "delivery/_panel.html"


def of_commitments(
    commitments: Mapping[UUID, str], reader: Staff | None = None
) -> dict[UUID, tuple[str, dict[str, Any]]]:
    """Template and context for each commitment, in one question to the database, and one for where proofs lead."""
    today = clock.today()
    steers = reader is not None and bool(may_steer(reader))
    found = {}
    for key, known in dossier.load(commitments, today).items():
        assert known.standing is not None
        found[key] = (
            TEMPLATE,
            {
                "standing": known.standing,
                "tone": words.tone(known.standing),
                "asked": [words.assignment(each, today) for each in known.asked],
                "cards": [words.card(each.action, each.standing) for each in known.acting],
                "evidence": [words.evidence(each) for each in known.evidence],
                "searches": known.searches,
                "carriers": known.carriers,
                "desk": reverse("delivery:one", args=[commitments[key]]) if steers else "",
            },
        )
    return found


def tags(ids: Sequence[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    """Where each commitment of a list stands, as a word in colour."""
    standings = status.status_of(ids, clock.today())
    return {key: [(str(one.status.label), words.tone(one))] for key, one in standings.items()}
