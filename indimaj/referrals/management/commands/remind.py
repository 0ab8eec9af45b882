"""Ask silent services again, and end what stayed silent too long: `manage remind`; `indimaj daily` does it too."""

from typing import Any

from django.core.management.base import BaseCommand

from indimaj.ledger.actors import Actor
from indimaj.ports import clock

from ...actions import remind_and_expire


class Command(BaseCommand):
    """Silence has its day."""

    help = "Ask services that have not answered again, and end referrals that stayed without an answer."

    def handle(self, **options: Any) -> None:
        """Run until nothing is due."""
        by = Actor.system("reminders")
        while any(done := remind_and_expire(at=clock.now(), by=by)):
            self.stdout.write(f"asked again: {done[0]}, ended without an answer: {done[1]}")
