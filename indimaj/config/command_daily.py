"""`indimaj daily`: what must happen each day, in one command for a timer."""

from __future__ import annotations

import argparse
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from .command_page import Verb
from .start import CommandError, say, start_django

if TYPE_CHECKING:
    from .daily import Outcome, Standing


def add_verb(verb: Verb) -> None:
    """Add `daily` to the command line."""
    daily = verb(
        "daily", run_daily, "do what must happen each day",
        "Runs, one after another: silent services are asked again and referrals without an\n"
        "answer end; owners of entries that are due are asked to check them; photographs of\n"
        "deposits that nobody went on with are discarded; institutions are reminded of answers\n"
        "and steps; consultations end on their last day, and those who\n"
        "consulted are reminded of the answer that they owe; each month that has ended is\n"
        "counted, for a policy officer to publish; small numbers whose term has passed are\n"
        "deleted; the outbox is sent; old visits and results of jobs are forgotten; the ledger\n"
        "is sealed.\n\n"
        "Each part runs once a day: called again, the command runs only what failed or what was\n"
        "killed midway, and nothing is sent twice. A part that fails is named and does not stop\n"
        "the others; the command then ends with 1. Lines in the ledger keep what ran when.",
        "examples:\n"
        "  indimaj daily                  from a timer, once a day (docs/how-to/production.md)\n"
        "  indimaj daily --status         when each part last ran, and what failed",
    )  # fmt: skip
    daily.add_argument("--status", action="store_true", help="run nothing; tell when each part last ran")


def run_daily(options: argparse.Namespace) -> int:
    """Run what is due, or tell; 1 where a part failed."""
    start_django()
    from indimaj.ports.alone import Busy

    from . import daily

    if options.status:
        return _tell_all(daily.standings())
    failed = 0
    try:
        for outcome in daily.tick():
            say(_said(outcome))
            failed += bool(outcome.problem)
    except Busy as problem:
        raise CommandError("The daily command is running already; nothing was begun.") from problem
    return 1 if failed else 0


def _said(outcome: Outcome) -> str:
    name = f"{outcome.part.name}: "
    if outcome.problem:
        return f"{name}FAILED: {outcome.problem}"
    return f"{name}done before today ({outcome.count})" if outcome.was_done else f"{name}{outcome.count}"


def _tell_all(standings: list[Standing]) -> int:
    """Two lines for each part on standard output; 1 where one failed, was cut off or has not run since yesterday."""
    from indimaj.ports import clock

    from .daily import Verb

    bad, yesterday = 0, (clock.today() - timedelta(days=1)).isoformat()
    for one in standings:
        good = (
            f"last done on {one.done.detail['day']} at {_moment(one.done.at)} ({one.done.detail['count']})"
            if one.done
            else "never done"
        )
        trouble = ""
        if one.last and one.last.verb == Verb.FAILED:
            trouble = f"; FAILED at {_moment(one.last.at)}: {one.last.detail['problem']}"
        elif one.last and one.last.verb == Verb.BEGUN:
            trouble = f"; begun at {_moment(one.last.at)} and not ended"
        elif one.done is None or one.done.detail["day"] < yesterday:
            trouble = "; LATE: is the timer on?"
        bad += bool(trouble)
        print(f"{one.part.name:10} {good}{trouble}\n{'':10} {one.part.what}")  # noqa: T201 -- what the command is for
    return 1 if bad else 0


def _moment(at: datetime) -> str:
    from django.utils import timezone

    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"
