"""The job that seals the ledger while the platform runs."""

from functools import partial

from django.db import transaction
from django_tasks import task

from . import sealing

SEAL_EVERY = 1000


@task()
def seal_all() -> None:
    """Close what is not sealed yet, on every side."""
    sealing.seal_all()


def seal_when_due(line: int) -> None:
    """Queue the sealing job, after the commit, at every thousandth line."""
    if line % SEAL_EVERY == 0:
        transaction.on_commit(partial(seal_all.enqueue))
