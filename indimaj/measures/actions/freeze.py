"""Counting a period: each figure as its definition says, as of one cut-off, kept for good.

A run that was killed goes on where it stopped: what it has counted it does not count again.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from indimaj import indicators
from indimaj.directory.models import Staff
from indimaj.directory.permissions import ensure
from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment

from .. import catalogue, counting, disclosure, periods
from ..counting import Counted, Period
from ..enums import Correction, RunState, State
from ..models import FreezeRun, IndicatorVersion, Measurement, RestrictedCells
from ..permissions import may_freeze

Progress = Callable[[int, int], None]
SYSTEM = Actor.system("measures")


class NotOver(Exception):
    """The period is not over at the cut-off: a part of it would be printed as the whole."""


@dataclass(frozen=True)
class Replacing:
    """What a counting replaces, and why."""

    old: Measurement
    reason: Correction


def ask(
    *, month: str, by: Staff, at: datetime, submission: UUID, cut_off: datetime | None = None
) -> tuple[FreezeRun, bool]:
    """A member of staff asks for a month to be counted; whether this submission is new. `count` does the work."""
    allowed = ensure(may_freeze(by))
    with transaction.atomic():
        run = FreezeRun.objects.filter(submission=submission).first()
        if run is not None:
            return run, False
        run = _begin(*periods.month_of(month), cut_off or at, at, by=by, submission=submission)
        _line("freeze", run.pk, Actor.staff(by.pk), at, allowed.purpose, month=month)
    return run, True


def begin(*, month: str, at: datetime, cut_off: datetime | None = None) -> FreezeRun:
    """The platform counts a month; a counting of it that was interrupted is taken up again."""
    begins, ends = periods.month_of(month)
    with transaction.atomic():
        open_run = FreezeRun.objects.filter(period_from=begins, period_until=ends, state=RunState.COUNTING)
        run = open_run.filter(measurements__replaces__isnull=True).order_by("asked_at").first()
        if run is None:
            run = _begin(begins, ends, cut_off or at, at)
            _line("freeze", run.pk, SYSTEM, at, "", month=month)
    return run


def _begin(begins: date, ends: date, cut_off: datetime, at: datetime, **more: Any) -> FreezeRun:
    if timezone.localdate(cut_off) < ends:
        raise NotOver(f"The month that begins on {begins} is not over at the cut-off.")
    return FreezeRun.objects.create(
        period_from=begins, period_until=ends, cut_off=cut_off, asked_at=at, **more
    )


def count(run: FreezeRun, *, at: datetime, progress: Progress | None = None) -> FreezeRun:
    """Count what the run has not counted yet, rhythm by rhythm and table by table, each kept at once; and close it."""
    versions = _in_force(run.period_until)
    done = set(run.measurements.values_list("indicator_id", flat=True))
    printed = set(
        Measurement.objects.filter(period_until=run.period_until, state=State.PUBLISHED).values_list(
            "indicator_id", "period_from"
        )
    )
    wanted: dict[tuple[date, date], list[IndicatorVersion]] = {}
    for version in versions:
        period = periods.ending(version.indicator.rhythm, run.period_until)
        # What is published already is corrected, not frozen a second time.
        if period is not None and (version.indicator_id, period[0]) not in printed:
            wanted.setdefault(period, []).append(version)
    total = sum(map(len, wanted.values()))
    for (begins, ends), due in wanted.items():
        left = [version for version in due if version.indicator_id not in done]
        for group in _by_table(left):
            _count(run, group, Period(begins, ends, run.cut_off), at, total)
            if progress is not None:
                progress(run.measurements.count(), total)
    with transaction.atomic():
        FreezeRun.objects.filter(pk=run.pk).update(
            state=RunState.DONE, finished_at=at, total=total, done=run.measurements.count()
        )
        _line("frozen", run.pk, SYSTEM, at, "", figures=total)
    run.refresh_from_db()
    return run


def _by_table(versions: Iterable[IndicatorVersion]) -> list[list[IndicatorVersion]]:
    """Definitions that read the same tables together, so that none is read twice; the others apart."""
    groups: list[tuple[set[str], list[IndicatorVersion]]] = []
    for version in versions:
        read = {one.source for one in indicators.parse(version.definition).countings}
        members = [version]
        for sources, others in [group for group in groups if group[0] & read]:
            groups.remove((sources, others))
            read, members = read | sources, others + members
        groups.append((read, members))
    return [members for _read, members in groups]


def count_one(
    version: IndicatorVersion, run: FreezeRun, period: Period, at: datetime, replacing: Replacing
) -> Measurement:
    """Count one figure anew in a run of its own: what a correction does."""
    return _count(run, [version], period, at, 1, {version.indicator_id: replacing})[0]


def counted(version: IndicatorVersion, period: Period) -> list[Counted]:
    """The numbers of one definition, not kept: what counting again compares."""
    definition = indicators.parse(version.definition)
    return counting.count_all({"": definition}, period)[""]


def _count(
    run: FreezeRun,
    versions: list[IndicatorVersion],
    period: Period,
    at: datetime,
    total: int,
    replacing: Mapping[str, Replacing] | None = None,
) -> list[Measurement]:
    definitions = {one.indicator_id: indicators.parse(one.definition) for one in versions}
    found = counting.count_all(definitions, period)
    rows = [
        _row(run, one, definitions[one.indicator_id], found[one.indicator_id], period, at) for one in versions
    ]
    for measurement, _cells in rows:
        change = (replacing or {}).get(measurement.indicator_id)
        if change is not None:
            measurement.replaces, measurement.correction = change.old, change.reason
        measurement.digest = digest_of(measurement)
    keep_until = periods.after(timezone.localdate(at).replace(day=1), catalogue.months_kept() + 1)
    with transaction.atomic():
        # The lines come first: the database takes no figure whose counting is not in the ledger.
        _lines(rows, at)
        Measurement.objects.bulk_create([measurement for measurement, _cells in rows])
        RestrictedCells.objects.bulk_create(
            RestrictedCells(measurement=measurement, cells=cells, keep_until=keep_until)
            for measurement, cells in rows
        )
        FreezeRun.objects.filter(pk=run.pk).update(total=total, done=run.measurements.count())
    return [measurement for measurement, _cells in rows]


def _row(
    run: FreezeRun,
    version: IndicatorVersion,
    definition: indicators.Definition,
    numbers: list[Counted],
    period: Period,
    at: datetime,
) -> tuple[Measurement, list[dict[str, Any]]]:
    shown = disclosure.disclose(definition, numbers)
    cells = disclosure.as_counted(definition, numbers)
    measurement = Measurement(
        run=run,
        indicator_id=version.indicator_id,
        version=version,
        period_from=period.begins,
        period_until=period.ends,
        cut_off=period.cut_off,
        query_hash=counting.query_hash(definition, period),
        code_version=counting.code_version(),
        numerator=shown.numerator,
        denominator=shown.denominator,
        value=shown.value,
        is_hidden=shown.is_hidden,
        cells=shown.cells,
        hidden=shown.hidden,
        restricted_digest=canonical_digest(cells),
        made_at=at,
    )
    return measurement, cells


def canonical_digest(value: Any) -> str:
    """The SHA-256 of a value written in one way."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def digest_of(one: Measurement) -> str:
    """What the digest of a measurement must be: over all that publishing does not write."""
    return canonical_digest({
        "id": str(one.pk), "run": str(one.run_id), "indicator": one.indicator_id,
        "definition": one.version.digest, "from": one.period_from.isoformat(), "until": one.period_until.isoformat(),
        "cut_off": int(one.cut_off.timestamp() * 1_000_000), "query": one.query_hash, "code": one.code_version,
        "numerator": one.numerator, "denominator": one.denominator,
        "value": None if one.value is None else f"{one.value:.6f}", "is_hidden": one.is_hidden,
        "cells": one.cells, "hidden": one.hidden, "restricted": one.restricted_digest,
        "replaces": str(one.replaces_id or ""), "correction": str(one.correction),
    })  # fmt: skip


def _in_force(on: date) -> list[IndicatorVersion]:
    """The newest version of each indicator that was in force before a day."""
    found: dict[str, IndicatorVersion] = {}
    versions = IndicatorVersion.objects.filter(in_force_from__lt=on).select_related("indicator")
    for version in versions.order_by("indicator__position", "number"):
        found[version.indicator_id] = version
    return list(found.values())


def _line(verb: str, subject: UUID, by: Actor, at: datetime, purpose: str, **detail: Any) -> None:
    ledger.record(
        compartment=Compartment.HOUSE,
        subject=subject,
        verb=verb,
        by=by,
        at=at,
        purpose=purpose,
        detail=detail,
    )


def _lines(rows: Iterable[tuple[Measurement, Any]], at: datetime) -> None:
    ledger.record_many([
        ledger.Line(
            Compartment.HOUSE, one.pk, "count", SYSTEM, at, "",
            {"indicator": one.indicator_id, "digest": one.digest, "query": one.query_hash},
        )
        for one, _cells in rows
    ])  # fmt: skip
