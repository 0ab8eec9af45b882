"""Jobs of the reports room."""

from uuid import UUID

from django.db import transaction
from django_tasks import task

from indimaj.directory.permissions import NotAllowed
from indimaj.ledger.actors import Actor
from indimaj.letters.tasks import send_messages
from indimaj.ports import clock

from . import actions
from .enums import Step
from .models import Freezing


@task()
def freeze_edition(freezing: str) -> str:
    """Freeze, or only check, what was asked for; what it lacks is kept beside it for whoever asked."""
    asked = Freezing.objects.select_related("edition", "asked_by").get(pk=UUID(freezing))
    by = Actor.staff(asked.asked_by_id) if asked.asked_by_id else Actor.system("freezing")
    if asked.step != Step.GATHERING:
        return asked.step
    try:
        if asked.checks_only:
            return str(len(actions.check(freezing=asked, by=by)))
        done = actions.freeze(edition=asked.edition, by=by, at=clock.now(), freezing=asked)
    except actions.Incomplete as lacking:
        return str(lacking)
    except (actions.Stale, NotAllowed):
        # Another freezing was there before, or the draft was changed meanwhile.
        Freezing.objects.filter(pk=asked.pk).update(step=Step.STOPPED)
        return str(Step.STOPPED)
    return done.digest


def queue_freezing(freezing: Freezing) -> None:
    """Freeze once the asking is committed."""
    transaction.on_commit(lambda: freeze_edition.enqueue(str(freezing.pk)))


def queue_sending() -> None:
    """Empty the outbox once the dispatch is committed."""
    transaction.on_commit(lambda: send_messages.enqueue())
