"""What a person brings: written down in their own words, taken away again, forgotten."""

from datetime import datetime
from functools import partial
from uuid import UUID, uuid4

from django.db import transaction

from indimaj.clients.actions import line
from indimaj.clients.models import Client
from indimaj.directory.permissions import ensure
from indimaj.ledger.actors import Actor
from indimaj.ports import storage

from ..enums import WAITING_STATES, AssetKind, ConsularState, RequestState
from ..models import Asset, ConsularRequest, Document, RecognitionRequest
from ..permissions import may_add_asset
from .who import staff_or_self

UNDECIDED = (RequestState.DRAFTED, *WAITING_STATES)
UNANSWERED = (ConsularState.PREPARED, ConsularState.SENT, ConsularState.OPENED)


@transaction.atomic
def add_asset(
    *,
    client: Client,
    kind: AssetKind | str,
    words: str,
    words_language: str,
    by: Actor,
    at: datetime,
    code: str = "",
    level: str = "",
    field: str = "",
    years: int | None = None,
    submission: UUID | None = None,
) -> Asset:
    """Write down what a person brings, in their own words; the same submission twice is one."""
    submission = submission or uuid4()
    if staff := staff_or_self(by, client):
        ensure(may_add_asset(staff, client))
    if there := Asset.objects.filter(submission=submission, client=client).first():
        return there
    asset = Asset.objects.create(
        client=client,
        kind=AssetKind(kind),
        words=words.strip(),
        words_language=words_language,
        code=code,
        level=level,
        field=field,
        years=years,
        added_at=at,
        added_by=staff,
        submission=submission,
    )
    line("asset_added", client, by, at, asset=str(asset.pk), kind=asset.kind)
    return asset


@transaction.atomic
def take_away_asset(*, asset: Asset, by: Actor, at: datetime) -> bool:
    """Take away what was written down, unless a request speaks of it; says whether it is gone."""
    current = Asset.objects.select_for_update(of=("self",)).select_related("client").get(pk=asset.pk)
    if staff := staff_or_self(by, current.client):
        ensure(may_add_asset(staff, current.client))
    consular = ConsularRequest.objects.filter(document__asset=current)
    if current.requests.exists() or consular.exists():
        return False
    for path in current.documents.values_list("path", flat=True):
        transaction.on_commit(partial(storage.discard, path))
    line("asset_taken_away", current.client, by, at, asset=str(current.pk))
    current.delete()
    return True


def forget(client: Client, at: datetime) -> None:
    """Empty what names an erased person, in the transaction of the erasure. Counts stay."""
    for path in Document.objects.filter(client=client).exclude(path="").values_list("path", flat=True):
        transaction.on_commit(partial(storage.discard, path))
    Document.objects.filter(client=client).update(path="", digest="", size=0)
    Asset.objects.filter(client=client).update(words="")
    RecognitionRequest.objects.filter(client=client).update(words="", completes="", asked="")
    RecognitionRequest.objects.filter(client=client, state__in=UNDECIDED).update(
        state=RequestState.WITHDRAWN, is_open=False
    )
    ConsularRequest.objects.filter(client=client).update(shown="", warning="", answer_note="")
    ConsularRequest.objects.filter(client=client, state__in=UNANSWERED).update(
        state=ConsularState.WITHDRAWN, is_open=False, closed_at=at
    )
