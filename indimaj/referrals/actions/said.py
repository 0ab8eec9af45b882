"""A person says themselves what they need, on their own page."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from indimaj.clients.actions import arrived
from indimaj.clients.enums import ArrivalKind
from indimaj.clients.models import Client
from indimaj.directory.permissions import ensure

from ..models import Need
from ..permissions import may_say_need
from .needs import record_need


@transaction.atomic
def say_need(
    *, client: Client, theme: str, urgency: int, words: str, at: datetime, submission: UUID | None = None
) -> Need:
    """Write down the need and put it before whoever helps; the same submission twice is one need.

    Raises NotAllowed when very many of the person's needs are open.
    """
    if submission and (there := Need.objects.filter(submission=submission, client=client).first()):
        return there
    ensure(may_say_need(client))
    need = record_need(
        client=client,
        theme=theme,
        urgency=urgency,
        words=words,
        by=client.actor(),
        at=at,
        submission=submission,
    )
    arrived(client=client, kind=ArrivalKind.NEED, thing=need.pk, at=at)
    return need
