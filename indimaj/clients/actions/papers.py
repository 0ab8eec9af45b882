"""What the person says or brings on their page, until somebody who helps them has seen it."""

from datetime import datetime
from functools import partial
from uuid import UUID, uuid4

from django.core.files.base import File
from django.db import InterfaceError, OperationalError, transaction

from indimaj.directory.models import Staff
from indimaj.directory.permissions import ensure
from indimaj.ledger.actors import Actor
from indimaj.ports import storage, uploads

from ..enums import ArrivalKind
from ..models import Arrival, Client, Paper
from ..permissions import may_hand_in, may_see_arrival
from .lines import Stale, hold, line


def hand_in(
    *, client: Client, words: str, upload: File, at: datetime, submission: UUID | None = None
) -> Paper:
    """Keep a paper for whoever helps the person; the same submission twice is one paper.

    Raises UploadRefused, and NotAllowed where nobody helps or too many wait; nothing stays on disk of what comes to
    no row.
    """
    submission = submission or uuid4()
    if there := Paper.objects.filter(submission=submission, client=client).first():
        return there
    ensure(may_hand_in(client))
    data, content_type = uploads.checked(upload)
    stored = storage.keep(data, prefix="clients")
    try:
        with transaction.atomic():
            hold(client.pk)
            ensure(may_hand_in(client))
            paper = Paper.objects.create(
                client=client,
                words=words,
                path=stored.path,
                digest=stored.digest,
                size=len(data),
                content_type=content_type,
                handed_in_at=at,
                submission=submission,
            )
            arrived(client=client, kind=ArrivalKind.PAPER, thing=paper.pk, at=at)
            line("paper_handed_in", client, client.actor(), at, paper=str(paper.pk))
    except (OperationalError, InterfaceError):
        raise  # Nobody knows whether the row is there: the bytes stay.
    except Exception:
        storage.discard(stored.path)
        raise
    return paper


@transaction.atomic
def take_paper_back(*, paper: Paper, at: datetime) -> None:
    """The person takes a paper back: it is erased, the lines in the ledger stay."""
    hold(paper.client_id)
    current = Paper.objects.filter(pk=paper.pk).first()
    if current is None:
        return
    Arrival.objects.filter(thing=current.pk).delete()
    current.delete()
    transaction.on_commit(partial(storage.discard, paper.path))
    line("paper_taken_back", paper.client, paper.client.actor(), at, paper=str(paper.pk))


def arrived(*, client: Client, kind: ArrivalKind, thing: UUID, at: datetime) -> None:
    """Put something before whoever helps the person; in the transaction of the act, which writes the line."""
    Arrival.objects.get_or_create(thing=thing, defaults={"client": client, "kind": kind, "at": at})


@transaction.atomic
def see_arrival(*, arrival: Arrival, by: Staff, at: datetime) -> Arrival:
    """Say that it was seen. Raises Stale when a colleague has said so."""
    current = Arrival.objects.select_for_update(of=("self",)).select_related("client").get(pk=arrival.pk)
    ensure(may_see_arrival(by, current))
    if current.seen_at is not None:
        raise Stale
    current.seen_at, current.seen_by = at, by
    current.save(update_fields=["seen_at", "seen_by"])
    line(
        "arrival_seen",
        current.client,
        Actor.staff(by.pk),
        at,
        kind=str(current.kind),
        thing=str(current.thing),
    )
    return current


def forget_papers(client: Client, at: datetime) -> None:
    """Erase the papers of somebody who is erased; the caller's transaction holds the erasure and its line."""
    for path in client.papers.values_list("path", flat=True):
        transaction.on_commit(partial(storage.discard, path))
    client.papers.all().delete()
    client.arrivals.all().delete()
