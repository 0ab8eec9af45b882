"""Remind bodies of answers and steps that are due: `manage remind_bodies`; `indimaj daily` does it too."""

from typing import Any

from django.core.management.base import BaseCommand

from indimaj.ledger.actors import Actor
from indimaj.ports import clock

from ...actions import remind


class Command(BaseCommand):
    """The calendar of the follow-up."""

    help = "Remind bodies of answers and steps that are due, once for each step of the calendar."

    def handle(self, **options: Any) -> None:
        """Run until nobody has to be reminded."""
        by, sent = Actor.system("reminders"), 0
        while done := remind(at=clock.now(), by=by):
            sent += done
        self.stdout.write(f"{sent} reminders.")
