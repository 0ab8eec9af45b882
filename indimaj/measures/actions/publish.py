"""Publishing what was counted, after counting it again; correcting what was published; letting restricted cells go."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from indimaj import indicators
from indimaj.directory.models import Staff
from indimaj.directory.permissions import ensure
from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment

from .. import counting, disclosure
from ..counting import Period
from ..enums import Correction, RunState, State
from ..models import FreezeRun, IndicatorVersion, Measurement, RestrictedCells
from ..permissions import may_correct, may_publish
from .freeze import SYSTEM, Replacing, canonical_digest, count_one, counted, digest_of


class Differs(Exception):
    """Counted again, a figure is another one: it is not published. `codes` are the indicators."""

    def __init__(self, codes: list[str]) -> None:
        super().__init__(", ".join(codes))
        self.codes = codes


class NothingToCorrect(Exception):
    """The figure is not published, or has been replaced already."""


@dataclass(frozen=True)
class Again:
    """A figure counted a second time: whether all its numbers are the same, and whether its row is as it was made."""

    same: bool
    untouched: bool


def again(measurement: Measurement) -> Again:
    """Count a figure again at its own cut-off, and read its row again. Writes nothing."""
    definition = indicators.parse(measurement.version.definition)
    numbers = counted(measurement.version, period_of(measurement))
    found = canonical_digest(disclosure.as_counted(definition, numbers))
    return Again(found == measurement.restricted_digest, digest_of(measurement) == measurement.digest)


def publish(run: FreezeRun, *, by: Staff, at: datetime) -> int:
    """Publish what a run counted, once every number has been counted a second time; returns how many.

    Raises Differs where a number is another one now; then nothing is published.
    """
    allowed = ensure(may_publish(by))
    return _publish(run, Actor.staff(by.pk), allowed.purpose, at)


def publish_counted(run: FreezeRun, *, at: datetime) -> int:
    """The same by the platform, for the command and the demo."""
    return _publish(run, SYSTEM, "", at)


def _publish(run: FreezeRun, by: Actor, purpose: str, at: datetime) -> int:
    with transaction.atomic():
        waiting = run.measurements.filter(state=State.PROVISIONAL).select_related("version", "indicator")
        printed = Measurement.objects.filter(
            state=State.PUBLISHED, indicator=OuterRef("indicator"), period_from=OuterRef("period_from"),
            period_until=OuterRef("period_until"),
        )  # fmt: skip
        waiting = waiting.filter(~Exists(printed)).select_for_update(of=("self",))
        rows = list(waiting.order_by("indicator__position"))
        changed = _that_differ(rows)
        if changed:
            raise Differs(changed)
        Measurement.objects.filter(pk__in=[one.pk for one in rows]).update(
            state=State.PUBLISHED, published_at=at
        )
        ledger.record_many([
            ledger.Line(Compartment.HOUSE, one.pk, "publish", by, at, purpose, {"digest": one.digest})
            for one in rows
        ])  # fmt: skip
    return len(rows)


def _that_differ(rows: Iterable[Measurement]) -> list[str]:
    """The indicators whose numbers are others when counted again; each period in one go."""
    by_period: dict[Period, list[Measurement]] = {}
    for one in rows:
        by_period.setdefault(period_of(one), []).append(one)
    differ = []
    for period, group in by_period.items():
        definitions = {one.indicator_id: indicators.parse(one.version.definition) for one in group}
        found = counting.count_all(definitions, period)
        for one in group:
            cells = disclosure.as_counted(definitions[one.indicator_id], found[one.indicator_id])
            if canonical_digest(cells) != one.restricted_digest or digest_of(one) != one.digest:
                differ.append(one.indicator_id)
    return differ


def period_of(one: Measurement) -> Period:
    """What a measurement was asked for."""
    return Period(one.period_from, one.period_until, one.cut_off)


@transaction.atomic
def correct(
    measurement: Measurement, *, reason: Correction, by: Staff, at: datetime, submission: UUID
) -> Measurement:
    """Count a published figure anew, as of now and by the newest definition, and publish it in place of the old one.

    Both stay readable; the new one names the old one and the reason. Twice the same submission is one correction.
    """
    allowed = ensure(may_correct(by, measurement))
    old = Measurement.objects.select_for_update(of=("self",)).get(pk=measurement.pk)
    done = Measurement.objects.filter(run__submission=submission).first()
    if done is not None:
        return done
    if old.state != State.PUBLISHED or Measurement.objects.filter(replaces=old).exists():
        raise NothingToCorrect
    version = IndicatorVersion.objects.filter(indicator=old.indicator_id).order_by("-number")[0]
    run = FreezeRun.objects.create(
        period_from=old.period_from, period_until=old.period_until, cut_off=at, asked_by=by, asked_at=at,
        submission=submission,
    )  # fmt: skip
    period = Period(old.period_from, old.period_until, at)
    made = count_one(version, run, period, at, Replacing(old, reason))
    FreezeRun.objects.filter(pk=run.pk).update(state=RunState.DONE, finished_at=at)
    Measurement.objects.filter(pk=made.pk).update(state=State.PUBLISHED, published_at=at)
    detail = {"replaces": str(old.pk), "reason": str(reason), "digest": made.digest}
    ledger.record(
        compartment=Compartment.HOUSE, subject=made.pk, verb="correct", by=Actor.staff(by.pk),
        purpose=allowed.purpose, at=at, detail=detail,
    )  # fmt: skip
    made.refresh_from_db()
    return made


@transaction.atomic
def let_restricted_cells_go(*, on: date, at: datetime) -> int:
    """Delete the small numbers whose term has passed; the published cells and the digest stand. Returns how many."""
    keys = list(RestrictedCells.objects.filter(keep_until__lte=on).values_list("measurement_id", flat=True))
    RestrictedCells.objects.filter(pk__in=keys).delete()
    ledger.record_many([ledger.Line(Compartment.HOUSE, key, "forget_cells", SYSTEM, at) for key in keys])
    return len(keys)
