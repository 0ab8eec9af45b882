"""Jobs of the letters room."""

from django_tasks import task

from indimaj.ports import clock

from . import actions


@task()
def send_messages() -> int:
    """Empty the outbox; returns how many messages went out."""
    return actions.send_waiting(at=clock.now())
