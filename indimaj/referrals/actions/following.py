"""What each helping body must look at, written anew when a referral moves on or when who helps the person changes."""

from collections.abc import Collection
from uuid import UUID

from indimaj.ports import tables

from ..enums import Turn
from ..models import Followed, Referral

CHUNK = 500


def follow(clients: Collection[UUID]) -> None:
    """Write the rows of these people anew.

    Call it after the act's ledger line: that one holds the person's chain until the end of the transaction, so that
    of two acts at once the later one sees what the earlier one did.
    """
    keys = list(clients)
    for start in range(0, len(keys), CHUNK):
        _follow(keys[start : start + CHUNK])


def _follow(clients: list[UUID]) -> None:
    Followed.objects.filter(referral__client__in=clients).delete()
    waiting = Referral.objects.filter(client__in=clients, turn__lt=Turn.NONE, client__supports__is_open=True)
    told = waiting.values_list("pk", "client__supports__body", "turn", "sent_at")
    tables.insert(
        [Followed(referral_id=key, body_id=body, turn=turn, sent_at=at) for key, body, turn, at in told]
    )
