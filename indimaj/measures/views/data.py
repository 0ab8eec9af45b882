"""Figures as open data: JSON, and CSV with a row of HXL tags. A hidden number is null, and an empty cell."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from .. import catalogue, queries
from ..enums import Unit
from ..models import Indicator, Measurement, PublishedFigure
from ..queries import NOT_MEASURED, Figure

LICENCE = "CC-BY-4.0"
NO_OTHER_SIDE = "not measured"
COLUMNS = (
    ("indicator", "#indicator+code"),
    ("name_ar", "#indicator+name+i_ar"),
    ("name_fr", "#indicator+name+i_fr"),
    ("name_en", "#indicator+name+i_en"),
    ("side", "#indicator+side"),
    ("theme", "#sector+code"),
    ("unit", "#indicator+unit"),
    ("value", "#indicator+value+num"),
    ("numerator", "#indicator+numerator+num"),
    ("denominator", "#indicator+denominator+num"),
    ("period_from", "#date+start"),
    ("period_until", "#date+end"),
    ("cut_off", "#date+reported"),
    ("hidden", "#meta+hidden"),
    ("definition", "#meta+definition"),
    ("query", "#meta+query"),
    ("code", "#meta+version"),
    ("measurement", "#meta+id"),
    ("digest", "#meta+digest"),
    ("replaces", "#meta+replaces"),
    ("other_side", "#indicator+pair+code"),
    ("other_side_value", "#indicator+pair+value+num"),
)


@require_safe
def indicators_json(request: HttpRequest) -> HttpResponse:
    """The newest figure of every indicator, with its other side."""
    return as_json({"licence": LICENCE, "figures": [row(one) for one in _all()]})


@require_safe
def indicators_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table."""
    return as_csv("figures", COLUMNS, (row(one) for one in _all()))


@require_safe
def indicator_json(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator: its definitions, its series with breakdowns, what others have printed."""
    one = _indicator_or_404(code)
    series = queries.history(code, limit=600)
    cells = dict(
        Measurement.objects.filter(pk__in=[each.measurement_id for each in series]).values_list("pk", "cells")
    )
    return as_json({
        "licence": LICENCE,
        "indicator": one.code,
        "definitions": [
            {"number": each.number, "digest": each.digest, "in_force_from": each.in_force_from.isoformat(),
             "definition": each.definition}
            for each in one.versions.order_by("number")
        ],
        "hidden_is": None,
        "figures": [{**row(each), "breakdowns": cells[each.measurement_id]} for each in series],
        "published_elsewhere": [_printed(each) for each in one.published_figures.order_by("position")],
    })  # fmt: skip


@require_safe
def indicator_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The series of one indicator as a table."""
    one = _indicator_or_404(code)
    return as_csv(one.code, COLUMNS, (row(each) for each in queries.history(code, limit=600)))


def row(one: Figure) -> dict[str, Any]:
    """A figure as plain values."""
    pair = one.pair
    return {
        "indicator": one.code,
        **{f"name_{language}": one.names[language] for language in catalogue.LANGUAGES},
        "side": one.side,
        "theme": one.theme,
        "unit": one.unit,
        "value": _number(one),
        "numerator": one.numerator,
        "denominator": one.denominator,
        "period_from": one.period_from.isoformat(),
        "period_until": (one.period_until - timedelta(days=1)).isoformat(),
        "cut_off": one.cut_off.isoformat(),
        "hidden": one.hidden,
        "definition": f"{one.definition_number}:{one.definition_digest}",
        "query": one.query_hash,
        "code": one.code_version,
        "measurement": str(one.measurement_id),
        "digest": one.digest,
        "replaces": str(one.replaces or ""),
        "other_side": NO_OTHER_SIDE if pair is NOT_MEASURED else one.pair_code,
        "other_side_value": _number(pair) if isinstance(pair, Figure) else None,
    }


def _number(one: Figure) -> int | float | None:
    if one.value is None:
        return None
    return int(one.value) if one.unit == Unit.COUNT else float(one.value)


def _printed(one: PublishedFigure) -> dict[str, Any]:
    return {
        "subject": one.subject, "value": float(one.value), "out_of": None if one.out_of is None else float(one.out_of),
        "as_of": one.as_of, "source": one.source_url, "note": one.note, "others_differ": one.conflicts,
    }  # fmt: skip


def _all() -> list[Figure]:
    codes = list(Indicator.objects.values_list("code", flat=True))
    latest = queries.latest_many(codes)
    return [latest[code] for code in codes if code in latest]


def _indicator_or_404(code: str) -> Indicator:
    found = Indicator.objects.filter(pk=code).first()
    if found is None:
        raise Http404
    return found


def as_json(content: dict[str, Any]) -> HttpResponse:
    """An answer that a program reads."""
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})


def as_csv(name: str, columns: Sequence[tuple[str, str]], rows: Iterable[dict[str, Any]]) -> HttpResponse:
    """A table: names, then HXL tags, then one line a row."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow([column for column, _tag in columns])
    table.writerow([tag for _column, tag in columns])
    for one in rows:
        table.writerow(["" if one[column] is None else one[column] for column, _tag in columns])
    answer = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
