"""The demo's figures: the catalogue of the policy pack, and each month of the campaign counted and published."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from indimaj.measures import actions, periods
from indimaj.measures.enums import RunState
from indimaj.measures.models import FreezeRun

from .staff import BUILDER

Progress = Callable[[str, int, int], None]
FIRST, MONTHS = date(2014, 1, 1), 13
# Figures are counted some days into the next month, when the paper receipts are typed in.
LATER = timedelta(days=5)


def build_measures(progress: Progress) -> None:
    """Count January 2014 to January 2015; what a run has done, a second start passes over."""
    stage = "Figures"
    progress(stage, 0, MONTHS)
    actions.load_catalogue(by=BUILDER, at=_at(FIRST))
    counted = {run.period_from: run for run in FreezeRun.objects.filter(state=RunState.DONE)}
    for place in range(MONTHS):
        begins = periods.after(FIRST, place)
        at = _at(periods.after(begins, 1)) + LATER
        run = counted.get(begins)
        if run is None:
            run = actions.count(actions.begin(month=f"{begins:%Y-%m}", at=at, cut_off=at), at=at)
        actions.publish_counted(run, at=at + timedelta(hours=1))
        progress(stage, place + 1, MONTHS)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=timezone.get_default_timezone())
