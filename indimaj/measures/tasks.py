"""Jobs of the room."""

from uuid import UUID

from django_tasks import task

from indimaj.ports import clock

from . import actions
from .models import FreezeRun


@task()
def count(run: str) -> int:
    """Count a month that somebody asked for; returns how many figures it has."""
    found = FreezeRun.objects.get(pk=UUID(run))
    return actions.count(found, at=clock.now()).done


@task()
def let_restricted_cells_go() -> int:
    """Delete restricted cells whose term has passed."""
    return actions.let_restricted_cells_go(on=clock.today(), at=clock.now())
