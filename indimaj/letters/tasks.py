"""Jobs of the letters room."""

from django.utils import timezone
from django_tasks import task

from . import actions


@task()
def send_messages() -> int:
    """Empty the outbox; returns how many messages went out."""
    return actions.send_waiting(at=timezone.now())
