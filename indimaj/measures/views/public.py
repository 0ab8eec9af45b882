"""What anybody reads: every figure with its other side, one figure over time, one measurement to the last detail."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indimaj import indicators as language
from indimaj.design import charts
from indimaj.design.wording import instant_text, number_text

from .. import queries, words
from ..enums import Correction, Dimension, Side, State, Unit
from ..models import Indicator, IndicatorVersion, Measurement, PublishedFigure
from ..panels import of_a_figure
from ..queries import NOT_MEASURED, Figure

MOST_BARS = 12


@require_safe
def indicators(request: HttpRequest) -> HttpResponse:
    """Both sides of each dimension, and what the institutions did; a side that nobody has counted says so."""
    listed = list(Indicator.objects.all())
    latest = queries.latest_many(one.code for one in listed)
    context = {"dimensions": _dimensions(listed, latest), "others": [
        _card(one, latest.get(one.code)) for one in listed if not one.is_integration
    ]}  # fmt: skip
    return render(request, "measures/indicators.html", context)


def _dimensions(listed: list[Indicator], latest: dict[str, Figure]) -> list[dict[str, Any]]:
    found = []
    for dimension in Dimension:
        own = [one for one in listed if one.dimension == dimension]
        first = [one for one in own if not one.pair_id or one.side == Side.MIGRANT]
        by_code = {one.code: one for one in own}
        pairs = [_pair(one, by_code.get(str(one.pair_id)), latest) for one in first]
        found.append({"label": dimension.label, "pairs": pairs})
    return found


def _pair(one: Indicator, other: Indicator | None, latest: dict[str, Figure]) -> list[dict[str, Any]]:
    """Two cards, the migrants' side first; the missing one holds its place."""
    cards = [_card(one, latest.get(one.code))]
    missing = {"missing": words.not_measured(one.side)}
    cards.append(_card(other, latest.get(other.code)) if other else missing)
    return cards if one.side == Side.MIGRANT else cards[::-1]


def _card(one: Indicator, figure: Figure | None) -> dict[str, Any]:
    return {
        "name": str(one),
        "url": reverse("measures:indicator", args=[one.code]),
        "side": one.get_side_display(),
        "value": words.value(figure) if figure else "",
        "period": words.period(figure.period_from, figure.period_until) if figure else "",
        "of": _of(figure),
    }


def _of(figure: Figure | None) -> str:
    """The two counts behind a share."""
    if figure is None or figure.unit not in (Unit.SHARE, Unit.RATIO) or figure.numerator is None:
        return ""
    return f"{words.count(figure.numerator)} / {words.count(figure.denominator)}"


@require_safe
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """One figure: now, over time, broken down, as defined, as others print it; its other side beside it."""
    one = Indicator.objects.select_related("pair").filter(pk=code).first()
    if one is None:
        raise Http404
    series = queries.history(code)
    beside = queries.history(one.pair.code) if one.pair else []
    newest = _measurement(series[-1].measurement_id) if series else None
    version = (
        newest.version
        if newest
        else IndicatorVersion.objects.filter(indicator=one).order_by("-number").first()
    )
    context = {
        "indicator": one,
        "card": _card(one, series[-1] if series else None),
        "other": _other(one, beside),
        "chart": _line(one, series),
        "pair_chart": _line(one.pair, beside, "other-side") if one.pair else None,
        "table": _series_table(series),
        "breakdowns": breakdowns(newest) if newest else [],
        "definition": words.definition(version) if version else [],
        "version": version,
        "newest": newest,
        "corrections": [_correction(each) for each in _corrections(one)],
        "printed": _printed(one),
        "beside": of_a_figure.beside(code, None, [each.measurement_id for each in series]),
    }
    return render(request, "measures/indicator.html", context)


def _other(one: Indicator, beside: Any) -> dict[str, Any] | None:
    if not one.is_integration:
        return None
    if one.pair is None:
        return {"missing": words.not_measured(one.side)}
    return _card(one.pair, beside[-1] if beside else None)


def _line(one: Indicator, series: Any, key: str = "over-time") -> charts.Chart | None:
    """The figure over time, where most of it is known; a share is drawn in hundredths."""
    known = sum(each.value is not None for each in series)
    # A line through what is left of hidden numbers would show a fall that never was.
    if known < 2 or 2 * known < len(series):
        return None
    scale = 100 if one.unit == Unit.SHARE else 1
    drawn = [None if each.value is None else round(float(each.value) * scale, 1) for each in series]
    title = f"{one} (%)" if one.unit == Unit.SHARE else str(one)
    periods = [words.period(each.period_from, each.period_until) for each in series]
    label = str(one.get_side_display())
    return charts.lines(key, title, periods, {label: drawn}, head=_("Period"))


def _series_table(series: Any) -> dict[str, Any]:
    """The same in numbers; a figure that is no part of a whole has no column for one."""
    of_whole = any(each.denominator is not None for each in series)
    labels = (
        [_("Value"), _("Counted"), _("Out of"), _("Definition")]
        if of_whole
        else [_("Value"), _("Definition")]
    )
    columns = [{"label": _("Period")}, *({"label": label, "number": True} for label in labels)]
    rows = [
        [
            _link(each.url, words.period(each.period_from, each.period_until)),
            words.value(each),
            *([words.count(each.numerator), _whole(each)] if of_whole else []),
            number_text(each.definition_number),
        ]
        for each in reversed(series)
    ]
    return {"columns": columns, "rows": rows}


def _whole(one: Figure) -> str:
    return "" if one.denominator is None else number_text(one.denominator)


def _link(url: str, label: str) -> Any:
    return format_html('<a href="{}">{}</a>', url, label)


def _measurement(pk: UUID) -> Measurement | None:
    rows = Measurement.objects.select_related("version", "indicator", "replaces", "run")
    return rows.filter(pk=pk).first()


def breakdowns(measurement: Measurement) -> list[dict[str, Any]]:
    """The tables of a measurement: names of codes, hidden numbers said to be hidden, short ones drawn."""
    parsed = language.parse(measurement.version.definition)
    names, source = words.Names(), parsed.numerator.source
    found = []
    for place, table in enumerate(one for one in measurement.cells if one["rows"]):
        label = words.breakdown(parsed, table["by"], names)
        lines = [
            (
                " · ".join(
                    names.value(source, by, key) for by, key in zip(table["by"], row["key"], strict=True)
                ),
                row,
            )
            for row in table["rows"]
        ]
        rows = [[name, *_cells(row, parsed)] for name, row in lines]
        items = [(name, _drawn(row, parsed)) for name, row in lines][:MOST_BARS]
        chart = None
        known = sum(drawn is not None for _name, drawn in items)
        if known > 1 and len(lines) <= MOST_BARS and parsed.unit != Unit.SHARE:
            chart = charts.bars(f"by-{place}", label, items, heads=(label, str(measurement.indicator)))
        found.append({"label": label, "columns": _columns(label, parsed), "rows": rows, "chart": chart})
    return found


def _columns(label: str, parsed: language.Definition) -> list[dict[str, Any]]:
    heads = [_("Counted")] if parsed.denominator is None else [_("Counted"), _("Out of")]
    if parsed.unit != Unit.COUNT:
        heads.append(_("Value"))
    return [{"label": label}, *({"label": head, "number": True} for head in heads)]


def _cells(row: dict[str, Any], parsed: language.Definition) -> list[str]:
    cells = [words.count(row["numerator"])]
    if parsed.denominator is not None:
        cells.append(words.count(row["denominator"]))
    if parsed.unit != Unit.COUNT:
        cells.append(_("hidden") if row["hidden"] else words.amount(parsed.unit, row["value"]))
    return cells


def _drawn(row: dict[str, Any], parsed: language.Definition) -> float | None:
    number = row["value"] if parsed.unit in (Unit.DAYS, Unit.RATIO) else row["numerator"]
    return None if number is None else float(number)


def _corrections(one: Indicator) -> list[Measurement]:
    rows = Measurement.objects.filter(indicator=one, state=State.PUBLISHED, replaces__isnull=False)
    rows = rows.select_related("version", "replaces__version", "indicator")
    return list(rows.order_by("-published_at")[:20])


def _correction(new: Measurement) -> dict[str, Any]:
    old = new.replaces
    assert old is not None
    return {
        "period": words.period(new.period_from, new.period_until),
        "before": words.value(queries.figure(new.indicator, old)),
        "after": words.value(queries.figure(new.indicator, new)),
        "reason": Correction(new.correction).label,
        "on": new.published_at,
        "url": reverse("measures:measurement", args=[new.pk]),
    }


def _printed(one: Indicator) -> list[dict[str, Any]]:
    """What others have printed, those of one subject together."""
    rows = PublishedFigure.objects.filter(indicator=one).order_by("position")
    return [
        {
            "value": words.printed(each),
            "as_of": each.as_of,
            "note": words.remark(each.note),
            "url": each.source_url,
            "conflicts": each.conflicts,
        }
        for each in rows
    ]


@require_safe
def measurement(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One measurement: its number, and all that it takes to count it again."""
    found = _measurement(pk)
    if found is None or found.state != State.PUBLISHED:
        raise Http404
    replaced = Measurement.objects.filter(replaces=found, state=State.PUBLISHED).first()
    figure = queries.figure(found.indicator, found)
    context = {
        "measurement": found,
        "figure": figure,
        "value": words.value(figure),
        "other": _other_then(figure, found),
        "facts": facts(found),
        "definition": words.definition(found.version),
        "breakdowns": breakdowns(found),
        "beside": of_a_figure.beside(found.indicator_id, found.pk, ()),
        "replaced_by": replaced,
        "reason": Correction(found.correction).label if found.correction else "",
        "replaced_reason": Correction(replaced.correction).label if replaced else "",
    }
    return render(request, "measures/measurement.html", context)


def _other_then(figure: Figure, found: Measurement) -> dict[str, Any] | None:
    """The other side of the same time, or that nobody has measured it."""
    if not found.indicator.is_integration:
        return None
    other = queries.at_the_same_time(found)
    if other is NOT_MEASURED:
        return {"missing": words.not_measured(figure.side)}
    assert isinstance(other, Figure)
    period = words.period(other.period_from, other.period_until)
    return {"name": other.name, "value": words.value(other), "period": period, "url": other.url}


def facts(one: Measurement) -> list[dict[str, Any]]:
    """What a reader needs to count it again."""
    counted = [
        {"label": _("Period"), "value": words.period(one.period_from, one.period_until)},
        {"label": _("Counted"), "value": words.count(one.numerator)},
    ]
    if one.denominator is not None:
        counted.append({"label": _("Out of"), "value": number_text(one.denominator)})
    return [
        *counted,
        {"label": _("Recorded before (cut-off)"), "value": instant_text(one.cut_off)},
        {"label": _("Numbers hidden"), "value": number_text(one.hidden)},
        {"label": _("Definition"), "value": number_text(one.version.number)},
        {"label": _("Digest of the definition"), "value": one.version.digest[:16]},
        {"label": _("Digest of the query"), "value": one.query_hash[:16]},
        {"label": _("Version of the program"), "value": one.code_version},
        {"label": _("Digest of the measurement"), "value": one.digest[:16]},
    ]
