"""Who does what where: the map and the table of a theme, and the whole matrix as open data."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indimaj.design import charts
from indimaj.design.wording import number_text
from indimaj.directory.enums import Theme
from indimaj.ports import clock

from .. import who, words
from .data import LICENCE, as_csv, as_json

COLUMNS = (
    ("body", "#org+prog+code"),
    ("body_name", "#org+prog+name"),
    ("theme", "#sector+code"),
    ("province", "#adm2+code"),
    ("province_name", "#adm2+name"),
    ("region", "#adm1+code"),
    ("region_name", "#adm1+name"),
    ("on", "#date+reported"),
    ("role", "#org+role"),
    ("services", "#service+num"),
    ("courses", "#activity+num"),
    ("state", "#status"),
    ("reached", "#reached"),
)


@require_safe
def who_does_what(request: HttpRequest) -> HttpResponse:
    """A theme by province: who answers, what is offered, how many are reached; gaps and overlaps in plain sight."""
    theme = request.GET.get("theme", "")
    theme = theme if theme in Theme.values else str(Theme.LANGUAGE)
    matrix = who.Map(clock.today(), [theme])
    rows = matrix.rows(theme)
    national = matrix.national(theme)
    names = who.names_of({*national, *(code for row in rows for code in row.answer)})
    offers = len({one.body for row in rows for one in row.doers})
    context = {
        "theme": theme,
        "themes": Theme.choices,
        "label": Theme(theme).label,
        "table": _table(rows, names, matrix),
        "national": [names.get(code, code) for code in national],
        "sums": _sums(rows, offers),
        "reach": matrix.reach.figure if matrix.reach else None,
        "reach_period": _period(matrix),
        "regions": charts.tiles(
            "by-region", f"{Theme(theme).label} · {_('Region')}", who.region_tiles(rows),
            heads=(_("Region"), _("Services and courses")),
        ),
        "provinces": charts.tiles(
            "by-province", f"{Theme(theme).label} · {_('Province or prefecture')}", who.province_tiles(rows),
            heads=(_("Province or prefecture"), _("Services and courses")),
        ),
    }  # fmt: skip
    return render(request, "measures/who_does_what.html", context)


def _period(matrix: who.Map) -> str:
    if matrix.reach is None:
        return ""
    figure = matrix.reach.figure
    return words.period(figure.period_from, figure.period_until)


def _sums(rows: list[who.Row], offers: int) -> list[dict[str, Any]]:
    total = number_text(len(rows))
    return [
        {
            "label": _("Provinces and prefectures where nothing is offered"),
            "value": f"{_with(rows, 'gap')} / {total}",
        },
        {"label": _("Where something is offered and nobody answers for it"), "value": _with(rows, "unowned")},
        {"label": _("Where several bodies answer"), "value": _with(rows, "overlap")},
        {"label": _("Bodies that offer something"), "value": number_text(offers)},
    ]


def _with(rows: list[who.Row], state: str) -> str:
    return number_text(sum(row.state == state for row in rows))


def _table(rows: list[who.Row], names: dict[str, str], matrix: who.Map) -> dict[str, Any]:
    columns: list[dict[str, Any]] = [
        {"label": _("Province or prefecture")},
        {"label": _("Region")},
        {"label": _("Who answers for it there")},
        {"label": _("Services"), "number": True},
        {"label": _("Courses"), "number": True},
        {"label": _("Bodies that offer something"), "number": True},
        {"label": _("State")},
    ]
    if matrix.reach:
        columns.append({"label": _("Referrals accepted"), "number": True})
    states = {
        "gap": _("Nothing is offered"),
        "unowned": _("Nobody answers for it"),
        "overlap": _("Several bodies answer"),
        "served": _("Served"),
    }
    cells = [
        [
            str(row.place),
            str(row.region),
            " · ".join(names.get(code, code) for code in row.answer) or words.NOTHING,
            number_text(row.services),
            number_text(row.courses),
            number_text(len(row.doers)),
            states[row.state],
            *([words.count(row.reached)] if matrix.reach else []),
        ]
        for row in rows
    ]
    return {"columns": columns, "rows": cells}


@require_safe
def who_json(request: HttpRequest) -> HttpResponse:
    """The whole matrix: a line for each body, theme and province, and one for each gap."""
    return as_json({"licence": LICENCE, "hidden_is": None, "lines": list(_lines())})


@require_safe
def who_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table with HXL tags."""
    return as_csv("who-does-what-where", COLUMNS, _lines())


def _lines() -> Iterator[dict[str, Any]]:
    today = clock.today()
    matrix = who.Map(today)
    names = who.names_of(matrix.bodies())
    for theme in matrix.themes:
        for row in matrix.rows(theme):
            about = {
                "theme": theme,
                "province": row.place.code,
                "province_name": str(row.place),
                "region": row.region.code,
                "region_name": str(row.region),
                "on": today.isoformat(),
                "state": row.state,
                "reached": row.reached if matrix.reach else None,
            }
            nobody = {"body": "", "body_name": "", "services": 0, "courses": 0}
            for code in row.answer:
                yield {**about, **nobody, "body": code, "body_name": names.get(code, code), "role": "answers"}
            for one in row.doers:
                said = {"body": one.body, "body_name": names.get(one.body, ""), "role": "offers"}
                yield {**about, **said, "services": one.services, "courses": one.courses}
            if row.state == "gap" and not row.answer:
                yield {**about, **nobody, "role": "nobody"}
