"""Close the rounds whose last day is over: `python -m indimaj manage close_rounds`; `indimaj daily` does it too."""

from typing import Any

from django.core.management.base import BaseCommand

from indimaj.ledger.actors import Actor
from indimaj.ports import clock

from ...actions import close_due


class Command(BaseCommand):
    """A round ends on its day, and with it what leads from an answer back to a browser or to a link."""

    help = "Close the rounds of consultation whose last day is over."

    def handle(self, **options: Any) -> None:
        """Close them, and say how many there were."""
        closed = close_due(at=clock.now(), by=Actor.system("close_rounds"))
        self.stdout.write(f"closed: {closed}")
