"""The room's part of a commitment's page: the rounds that put it to people, and those that it came of."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from indimaj.commitments.models import Commitment
from indimaj.directory.models import Staff
from indimaj.ports import clock

from . import queries, words
from .enums import Changed

TEMPLATE = "consultations/_panel.html"


def of_commitments(
    ids: Sequence[UUID], reader: Staff | None = None
) -> dict[UUID, tuple[str, dict[str, Any]]]:
    """Template and context for each commitment that a round is about, in three questions to the database."""
    today = clock.today()
    found: dict[UUID, dict[str, list[dict[str, Any]]]] = {}
    for statement in queries.about_commitments(ids):
        assert statement.commitment_id is not None
        part = found.setdefault(statement.commitment_id, {"asked": [], "changed": []})
        part["asked"].append(words.card(statement.round, today) | {"order": statement.order})
    keys = dict(Commitment.objects.filter(pk__in=ids).values_list("key", "pk"))
    for change in queries.that_changed(Changed.COMMITMENT, list(keys)):
        part = found.setdefault(keys[change.key], {"asked": [], "changed": []})
        part["changed"].append(words.card(change.answer.round, today))
    return {key: (TEMPLATE, {"panel": part}) for key, part in found.items()}
