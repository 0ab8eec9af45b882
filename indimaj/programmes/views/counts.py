"""Counts for whoever steers the policy: courses that do not mix, livelihoods that last. Never people."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indimaj.clients import countries
from indimaj.clients.enums import Community
from indimaj.design import charts
from indimaj.design.wording import number_text, percent_text
from indimaj.directory.models import Place
from indimaj.ports import clock

from .. import concentration as conc
from .. import queries, survival, words
from ..enums import FOLLOW_UPS
from ..models import Course
from ..permissions import may_see_counts
from .door import log, see, staff_of

COHORTS = 4


@login_required
@require_safe
def concentration(request: HttpRequest) -> HttpResponse:
    """By province and term: courses where one side or one nationality is more than nine in ten."""
    staff = staff_of(request)
    purpose = see(may_see_counts(staff))
    terms = conc.terms()
    term = request.GET.get("term", "")
    term = term if term in terms else (terms[0] if terms else "")
    watch = conc.watch(conc.mixed_in(term))
    log(staff, purpose, "concentration", count=len(watch.findings))
    courses = Course.objects.select_related("programme").in_bulk([one.course for one in watch.findings])
    places = Place.objects.in_bulk({one.place for one in watch.findings})
    rows = [
        [
            str(places[one.place]),
            courses[one.course].programme.name_in(words.reader()),
            str(courses[one.course].get_kind_display()),
            number_text(one.size),
            _group(one.group),
            words.odds(one.chance),
            _("Look into it") if one.is_beyond_chance else _("May be chance"),
        ]
        for one in watch.findings
    ]
    columns: list[dict[str, Any]] = [
        {"label": _("Province or prefecture")},
        {"label": _("Course or activity")},
        {"label": _("Kind")},
        {"label": _("Participants"), "number": True},
        {"label": _("More than nine in ten")},
        {"label": _("By chance it would be so")},
        {"label": _("What it means")},
    ]
    context = {
        "term": term,
        "terms": [(code, words.term(code)) for code in terms],
        "columns": columns,
        "rows": rows,
        "tested": number_text(watch.tested),
        "small": number_text(watch.too_small),
        "found": number_text(len(watch.findings)),
        "expected": number_text(round(watch.expected, 1), 1),
    }
    return render(request, "programmes/concentration.html", context)


def _group(group: conc.Group) -> str:
    if group.what == "side":
        return str(Community(group.code).label)
    return countries.names([group.code])


@login_required
@require_safe
def livelihoods_that_last(request: HttpRequest) -> HttpResponse:
    """By year of their start: how many still feed after 6, 12 and 24 months, with intervals and bounds."""
    staff = staff_of(request)
    purpose = see(may_see_counts(staff))
    points = survival.curve(queries.answers(), clock.today())
    log(staff, purpose, "survival", count=len(points))
    # A cohort of which nothing may be shown is in the table alone.
    cohorts = list(dict.fromkeys(one.cohort for one in points if one.share is not None))[-COHORTS:]
    series = {cohort: _series(points, cohort) for cohort in cohorts}
    chart = charts.lines(
        "survival",
        _("Livelihoods that still feed, of 100 that answered"),
        [number_text(month) for month in FOLLOW_UPS],
        series,
        head=_("Months after the start"),
    )
    context = {
        "chart": chart if cohorts else None,
        "columns": _columns(),
        "rows": [_row(one) for one in points],
    }
    return render(request, "programmes/survival.html", context)


def _series(points: list[survival.Point], cohort: str) -> list[float | None]:
    known = {one.month: one.share for one in points if one.cohort == cohort}
    shares = [known.get(month) for month in FOLLOW_UPS]
    return [None if share is None else round(100 * share) for share in shares]


def _columns() -> list[dict[str, Any]]:
    return [
        {"label": _("Started")},
        {"label": _("Months after the start"), "number": True},
        {"label": _("Livelihoods"), "number": True},
        {"label": _("Still feed"), "number": True},
        {"label": _("Do not"), "number": True},
        {"label": _("Not known"), "number": True},
        {"label": _("Share of those who answered"), "number": True},
        {"label": _("95 % interval"), "number": True},
        {"label": _("If nobody or everybody else were fed"), "number": True},
    ]


def _row(one: survival.Point) -> list[str]:
    def count(value: int | None) -> str:
        return _("hidden") if value is None else number_text(value)

    def span(pair: tuple[float, float] | None) -> str:
        return "—" if pair is None else f"{percent_text(pair[0])} – {percent_text(pair[1])}"

    share = "—" if one.share is None else percent_text(one.share)
    return [
        one.cohort,
        number_text(one.month),
        count(one.started),
        count(one.feeds),
        count(one.stopped),
        count(one.unknown),
        share,
        span(one.interval),
        span(one.bounds),
    ]
