"""Count the figures of a month: `python -m indimaj manage freeze --period 2014-06`. Killed, it goes on when asked again."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from indimaj.ports import clock

from ... import actions
from ...actions.freeze import SYSTEM


class Command(BaseCommand):
    """Counting by the command line."""

    help = (
        "Count every figure of a month (and of the quarter or year that ends with it), and keep it for good."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Its options."""
        parser.add_argument("--period", required=True, metavar="YYYY-MM", help="the month")
        parser.add_argument(
            "--cut-off", metavar="DAY", help="count what was recorded before this day (default: now)"
        )
        parser.add_argument(
            "--publish", action="store_true", help="count a second time, and publish what is the same"
        )

    def handle(self, **options: Any) -> None:
        """Load what is new in the catalogue, count, and publish when asked."""
        at = clock.now()
        actions.load_catalogue(by=SYSTEM, at=at)
        try:
            run = actions.begin(month=options["period"], at=at, cut_off=_day(options["cut_off"]))
            actions.count(run, at=at, progress=lambda done, total: self.stdout.write(f"  {done} / {total}"))
            if options["publish"]:
                self.stdout.write(f"published: {actions.publish_counted(run, at=clock.now())}")
        except (ValueError, actions.NotOver) as problem:
            raise CommandError(str(problem)) from problem
        except actions.Differs as problem:
            raise CommandError(
                f"Counted again, these are other numbers; nothing is published: {problem}"
            ) from problem


def _day(text: str | None) -> datetime | None:
    return None if text is None else timezone.make_aware(datetime.fromisoformat(text))
