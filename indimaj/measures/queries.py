"""Reading figures: the newest that was published, its other side beside it, and how it came about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Final, Literal
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from .enums import State
from .models import Indicator, Measurement


class Missing(Enum):
    """What stands in the place of a figure that nobody has counted yet."""

    NOT_MEASURED = "not measured"


NOT_MEASURED: Final = Missing.NOT_MEASURED


@dataclass(frozen=True)
class Figure:
    """A published number with all that it takes to count it again.

    `numerator`, `denominator` and `value` are None where they are small and would name people (`is_hidden`).
    `pair` is the other side: a figure, NOT_MEASURED, or None for what has no second side.
    """

    code: str
    names: dict[str, str]
    side: str
    dimension: str
    theme: str
    unit: str
    direction: str
    value: Decimal | None
    numerator: int | None
    denominator: int | None
    is_hidden: bool
    hidden: int
    period_from: date
    period_until: date
    cut_off: datetime
    definition_number: int
    definition_digest: str
    query_hash: str
    code_version: str
    digest: str
    measurement_id: UUID
    replaces: UUID | None
    pair_code: str
    pair: "Figure | Literal[Missing.NOT_MEASURED] | None" = None

    @property
    def name(self) -> str:
        """Its name in the reader's language."""
        return self.name_in(get_language())

    def name_in(self, language: str | None) -> str:
        """Its name in a language."""
        return self.names.get((language or "ar")[:2], self.names["ar"])

    @property
    def url(self) -> str:
        """Where the public reads how it was counted."""
        return reverse("measures:measurement", args=[self.measurement_id])


def published(on: date | None = None) -> QuerySet[Measurement]:
    """Published measurements that nothing published has replaced, as they stood at the end of a day (now)."""
    found = Measurement.objects.filter(state=State.PUBLISHED)
    replacing = Measurement.objects.filter(state=State.PUBLISHED, replaces__isnull=False)
    if on is not None:
        end = datetime.combine(on + timedelta(days=1), time(), tzinfo=timezone.get_default_timezone())
        found = found.filter(published_at__lt=end)
        replacing = replacing.filter(published_at__lt=end)
    return found.exclude(pk__in=replacing.values("replaces"))


def latest(code: str, on: date | None = None) -> Figure | None:
    """The newest published figure of an indicator, known on a day (today); None when nothing was published."""
    return latest_many([code], on).get(code)


def latest_many(codes: Iterable[str], on: date | None = None) -> dict[str, Figure]:
    """The newest published figure of each indicator, with its other side; four questions, whatever their number."""
    wanted = list(Indicator.objects.filter(code__in=list(codes)))
    beside = {str(one.pair_id) for one in wanted if one.pair_id}
    indicators = {one.code: one for one in wanted}
    indicators |= {one.code: one for one in Indicator.objects.filter(code__in=beside - indicators.keys())}
    newest = _newest(indicators, on)
    alone = {code: figure(indicators[code], row) for code, row in newest.items()}
    return {one.code: with_pair(one, alone) for one in wanted if one.code in alone}


def with_pair(indicator: Indicator, alone: dict[str, Figure]) -> Figure:
    """A figure with its other side in place, or with the statement that nobody has measured it."""
    own = alone[indicator.code]
    if not indicator.is_integration:
        return own
    other = alone.get(str(indicator.pair_id)) if indicator.pair_id else None
    return Figure(**{**vars(own), "pair": other or NOT_MEASURED})


def figure(indicator: Indicator, row: Measurement) -> Figure:
    """A figure from its row, alone."""
    return Figure(
        code=indicator.code,
        names={"ar": indicator.name_ar, "fr": indicator.name_fr, "en": indicator.name_en},
        side=indicator.side,
        dimension=indicator.dimension,
        theme=indicator.theme,
        unit=row.version.definition["unit"],
        direction=indicator.direction,
        value=row.value,
        numerator=row.numerator,
        denominator=row.denominator,
        is_hidden=row.is_hidden,
        hidden=row.hidden,
        period_from=row.period_from,
        period_until=row.period_until,
        cut_off=row.cut_off,
        definition_number=row.version.number,
        definition_digest=row.version.digest,
        query_hash=row.query_hash,
        code_version=row.code_version,
        digest=row.digest,
        measurement_id=row.pk,
        replaces=row.replaces_id,
        pair_code=str(indicator.pair_id or ""),
    )


def history(code: str, on: date | None = None, limit: int = 60) -> Sequence[Figure]:
    """The published figures of an indicator, oldest first, corrected ones replaced."""
    indicator = Indicator.objects.filter(pk=code).first()
    if indicator is None:
        return []
    rows = published(on).filter(indicator=indicator).select_related("version")
    newest = list(rows.order_by("-period_until", "-cut_off")[:limit])
    return [figure(indicator, row) for row in reversed(newest)]


def at_the_same_time(row: Measurement) -> "Figure | Literal[Missing.NOT_MEASURED]":
    """The other side of a measurement: its figure of the period that held the same last day, or that there is none."""
    if row.indicator.pair_id is None:
        return NOT_MEASURED
    beside = published().filter(indicator=row.indicator.pair_id, period_until__lte=row.period_until)
    found = beside.select_related("version", "indicator").order_by("-period_until", "-cut_off").first()
    return NOT_MEASURED if found is None else figure(found.indicator, found)


def exists(code: str) -> bool:
    """Whether there is an indicator of this code: for rooms that point at one by its code."""
    return Indicator.objects.filter(pk=code).exists()


def _newest(indicators: dict[str, Indicator], on: date | None) -> dict[str, Measurement]:
    """One row of the index of published figures for each indicator."""
    own = published(on).filter(indicator=OuterRef("pk")).order_by("-period_until", "-cut_off")
    keys = Indicator.objects.filter(pk__in=list(indicators)).annotate(newest=Subquery(own.values("pk")[:1]))
    rows = Measurement.objects.filter(pk__in=[key for key in keys.values_list("newest", flat=True) if key])
    return {row.indicator_id: row for row in rows.select_related("version")}
