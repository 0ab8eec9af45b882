"""The room's part of a commitment's page: the rounds that put it to people, and those that it came of."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from indimaj.directory.models import Staff
from indimaj.ports import clock

from . import queries, words

TEMPLATE = "consultations/_panel.html"


def of_commitments(
    commitments: Mapping[UUID, str], reader: Staff | None = None
) -> dict[UUID, tuple[str, dict[str, Any]]]:
    """Template and context for each commitment that a round is about, in one question to the database."""
    today = clock.today()
    found: dict[UUID, dict[str, list[dict[str, Any]]]] = {}
    for said in queries.rounds_of(commitments):
        part = found.setdefault(said.commitment, {"asked": [], "changed": []})
        card = words.card(said.round, today)
        part["asked" if said.order else "changed"].append(card | {"order": said.order})
    return {key: (TEMPLATE, {"panel": part}) for key, part in found.items()}
