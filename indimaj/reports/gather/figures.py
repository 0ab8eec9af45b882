"""The figures of an edition: the newest that were published up to its day, each beside its other side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from indimaj.design.wording import colon
from indimaj.directory.enums import PlaceLevel, Theme
from indimaj.directory.models import Place
from indimaj.measures import queries
from indimaj.measures import words as counted_words
from indimaj.measures.enums import Side
from indimaj.measures.models import Indicator, Measurement, PublishedFigure
from indimaj.measures.queries import NOT_MEASURED, Figure
from indimaj.measures.sources import SOURCES
from indimaj.programmes.coverage import positions

from .. import contract
from .texts import coded, day, names, said

Made = dict[str, Any]
PLACES = "region"
MOST_PERIODS = 12


def gather_figures(on: date) -> dict[str, list[Made]]:
    """The figures known on a day by theme, in the order of the catalogue; those without a theme under ""."""
    indicators = {one.code: one for one in Indicator.objects.order_by("position")}
    latest = queries.latest_many(indicators, on)
    rows = Measurement.objects.select_related("version").in_bulk(
        [one.measurement_id for one in latest.values()]
    )
    printed: dict[str, list[PublishedFigure]] = defaultdict(list)
    for one in PublishedFigure.objects.filter(indicator__in=latest).order_by("indicator", "position"):
        printed[str(one.indicator_id)].append(one)
    regions = {place.code: place for place in Place.objects.filter(level=PlaceLevel.REGION)}
    series = _series(latest, on)
    themes = {code: _theme(code, indicators) for code in latest}
    found: dict[str, list[Made]] = defaultdict(list)
    for code, figure in latest.items():
        made = _figure(figure, indicators[code], rows[figure.measurement_id], printed[code], regions)
        made["series"] = series.get(code, [])
        found[themes[code]].append(made)
    position = {code: number for number, code in enumerate(indicators)}
    return {theme: sorted(held, key=lambda one: position[one["code"]]) for theme, held in found.items()}


def _theme(code: str, indicators: dict[str, Indicator]) -> str:
    """Where a figure is printed: both halves of a pair stand in the chapter of the first."""
    own = indicators[code]
    other = indicators.get(str(own.pair_id)) if own.pair_id else None
    first = own if other is None or own.position < other.position else other
    return first.theme or own.theme or (other.theme if other else "")


def _figure(
    figure: Figure,
    indicator: Indicator,
    row: Measurement,
    printed: list[PublishedFigure],
    regions: dict[str, Place],
) -> Made:
    tables = {tuple(table["by"]): table["rows"] for table in row.cells}
    source = row.version.definition.get("numerator", {}).get("source", "")
    return {
        "code": figure.code,
        "name": dict(figure.names),
        "side": coded(Side(figure.side)),
        "integrates": indicator.is_integration,
        "unit": str(figure.unit),
        "value": _number(figure.value),
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "period": [day(figure.period_from), day(figure.period_until - timedelta(days=1))],
        "cut_off": day(figure.cut_off),
        "definition": {
            "number": figure.definition_number,
            "digest": figure.definition_digest,
            "text": _about(row),
        },
        "query_hash": figure.query_hash,
        "code_version": figure.code_version,
        "measurement": str(figure.measurement_id),
        "hidden": figure.hidden,
        "replaces": str(figure.replaces or ""),
        "pair": _pair(figure),
        "cells": _cells(tables, source, figure.unit),
        "map": _map(tables, regions, figure.unit),
        "series": [],
        "published": [_published(one) for one in printed],
        "commitments": [],
    }


def _about(row: Measurement) -> Made:
    """What it counts, and out of what, by the definition that it was counted with."""
    said_so = {}
    for language in contract.LANGUAGES:
        lines = counted_words.definition(row.version, language)
        parts = 2 if row.version.definition.get("denominator") else 1
        said_so[language] = " ".join(f"{line.label}{colon(language)}{line.text}." for line in lines[:parts])
    return said_so


def _pair(figure: Figure) -> str:
    if figure.pair is NOT_MEASURED:
        return contract.NOT_MEASURED
    return figure.pair_code if figure.pair is not None else ""


def _number(value: Decimal | str | None) -> float | int | None:
    if value is None:
        return None
    exact = Decimal(value)
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def _shown(row: Made, unit: str) -> float | int | None:
    """A cell's number: what it counts, or its share or median where the figure is one. None where it is hidden."""
    if row["hidden"]:
        return None
    return row["numerator"] if unit == "count" else _number(row["value"])


def _cells(tables: dict[tuple[str, ...], list[Made]], source: str, unit: str) -> list[Made]:
    """The first breakdown by something that has a name; never a second one, whose parts would be compared with these."""
    for by, rows in tables.items():
        choices = _choices(source, by[0]) if len(by) == 1 else {}
        if choices and all(row["key"][0] in choices for row in rows):
            return [{"label": choices[row["key"][0]], "value": _shown(row, unit)} for row in rows]
    return []


@cache
def _choices(source: str, column: str) -> dict[str, Made]:
    known = SOURCES[source].columns.get(column) if source in SOURCES else None
    choices = getattr(known, "choices", None)
    return {str(one.value): coded(one)["label"] for one in choices} if choices else {}


def _map(tables: dict[tuple[str, ...], list[Made]], regions: dict[str, Place], unit: str) -> list[Made]:
    rows = next((rows for by, rows in tables.items() if len(by) == 1 and by[0].endswith(PLACES)), [])
    where = positions()
    return [
        {
            "code": row["key"][0],
            "label": names(regions[row["key"][0]]),
            "column": where[row["key"][0]][0],
            "row": where[row["key"][0]][1],
            "value": _shown(row, unit),
        }
        for row in rows
        if row["key"][0] in regions and row["key"][0] in where
    ]


def _series(codes: Iterable[str], on: date) -> dict[str, list[Made]]:
    """The values of each indicator by period, the oldest first; of a period counted twice, the later count."""
    rows = queries.published(on).filter(indicator__in=list(codes), value__isnull=False)
    values: dict[str, dict[str, Any]] = defaultdict(dict)
    for code, begins, value in rows.order_by("period_from", "cut_off", "pk").values_list(
        "indicator_id", "period_from", "value"
    ):
        values[code][f"{begins:%Y-%m}"] = _number(value)
    return {
        code: [{"period": period, "value": value} for period, value in list(found.items())[-MOST_PERIODS:]]
        for code, found in values.items()
    }


def _published(one: PublishedFigure) -> Made:
    """Somebody else's number, as it was printed."""
    value = f"{_number(one.value)}" + (f" / {_number(one.out_of)}" if one.out_of is not None else "")
    note = one.note if isinstance(one.note, dict) and one.note else None
    return {
        "value": value,
        "as_of": one.as_of,
        "source": one.source_url,
        "note": note,
        "conflicts": one.conflicts,
    }


def theme_title(theme: str) -> Made:
    """What a chapter is called."""
    return said(lambda: Theme(theme).label if theme else _("The policy as a whole"))
