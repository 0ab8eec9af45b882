"""Each month that has ended is counted once, without anybody asking. Publishing stays an act of a person."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils import timezone

from .. import periods
from ..enums import RunState
from ..models import FreezeRun
from .catalogue import load_catalogue
from .freeze import SYSTEM, begin, count

MOST_MONTHS = 24


def freeze_ended(*, at: datetime) -> int:
    """Count the months that have ended and were not counted; returns how many. Killed, it goes on when asked again.

    Where nothing was ever counted, it begins with the last month: earlier ones are somebody's decision.
    """
    months = list(_uncounted(timezone.localdate(at)))
    if not months:
        return 0
    load_catalogue(by=SYSTEM, at=at)
    for month in months[-MOST_MONTHS:]:
        count(begin(month=month, at=at), at=at)
    return len(months[-MOST_MONTHS:])


def _uncounted(today: date) -> Iterator[str]:
    this = today.replace(day=1)
    counted = FreezeRun.objects.filter(state=RunState.DONE, period_until__lte=this)
    counted = counted.exclude(measurements__replaces__isnull=False)
    last = counted.order_by("-period_until").values_list("period_until", flat=True).first()
    begins = last or periods.after(this, -1)
    while begins < this:
        ends = periods.after(begins, 1)
        yield periods.written(begins, ends)
        begins = ends
