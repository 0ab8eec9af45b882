"""What was not answered: everything that comes up by itself, drawn and listed. Without an account."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indimaj.design.charts import bars
from indimaj.directory.door import frame_of
from indimaj.directory.enums import Level, Theme
from indimaj.directory.models import Body, Place
from indimaj.ports import clock

from .. import coverage, finding, queries
from ..counted import counted
from ..enums import FindingKind
from .public import next_page


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """How many of each, and which bodies owe most answers."""
    counts = counted()
    shown = [(str(kind.label), number) for kind, number in counts.findings.items()]
    shown += [(_("Bodies side by side without an action together"), counts.overlaps)]
    shown += [(_("Themes without a body, by level and place"), counts.gaps)]
    bodies = Body.objects.in_bulk([code for code, _number in counts.silent])
    owed = [(bodies[code], number) for code, number in counts.silent]
    context = {
        "frame": frame_of(request),
        "chart": bars(
            "findings", _("What was not answered, today"), shown, heads=(_("Finding"), _("How many"))
        ),
        "silent": bars(
            "silent-bodies",
            _("Answers that bodies owe"),
            [(str(body), number) for body, number in owed],
            heads=(_("Institution"), _("Answers owed")),
        )
        if owed
        else None,
        "lists": [
            (reverse("delivery:finding", args=[kind]), kind.label, number)
            for kind, number in counts.findings.items()
        ],
        "counts": counts,
        "owed": owed,
    }
    return render(request, "delivery/findings.html", context)


@require_safe
def found(request: HttpRequest, kind: str) -> HttpResponse:
    """One finding, row by row, the longest first."""
    if kind not in FindingKind.values:
        raise Http404
    listed = finding.FINDERS[FindingKind(kind)].page(clock.today(), request.GET.get("after", ""))
    context = {
        "frame": frame_of(request),
        "kind": FindingKind(kind),
        "rows": [ROWS[FindingKind(kind)](row) for row in listed.rows],
        "older": next_page(listed.after),
    }
    return render(request, "delivery/finding.html", context)


@require_safe
def gaps(request: HttpRequest) -> HttpResponse:
    """Every theme at every level: in how many places somebody answers, and where nobody does."""
    found = coverage.cells(clock.today())
    by_theme: dict[str, list[coverage.Cell]] = {}
    for cell in found:
        by_theme.setdefault(cell.theme, []).append(cell)
    asked = request.GET.get("theme", "")
    theme = asked if asked in Theme.values else ""
    totals = [
        (str(Theme(name).label), sum(len(cell.empty) for cell in row)) for name, row in by_theme.items()
    ]
    context = {
        "frame": frame_of(request),
        "levels": [label for _value, label in Level.choices],
        "rows": [(name, Theme(name).label, row) for name, row in by_theme.items()],
        "theme": Theme(theme).label if theme else "",
        "empty": [(Level(cell.level).label, cell.empty) for cell in by_theme[theme]] if theme else [],
        "chart": bars(
            "gaps", _("Places without a body, by theme"), totals, heads=(_("Theme"), _("How many places"))
        ),
    }
    return render(request, "delivery/gaps.html", context)


@require_safe
def overlaps(request: HttpRequest) -> HttpResponse:
    """Where bodies with the same theme in the same place do not act together, with the first of the pairs."""
    theme, _sign, place = request.GET.get("after", "").partition("~")
    after = (theme, place) if theme in Theme.values and place and "\x00" not in place else None
    listed = coverage.overlaps(clock.today(), after, queries.PAGE + 1)
    rows = listed[: queries.PAGE]
    last = rows[-1] if len(listed) > queries.PAGE else None
    context = {
        "frame": frame_of(request),
        "rows": [_side_by_side(row) for row in rows],
        "older": next_page(f"{last.theme}~{last.place.pk}" if last else ""),
    }
    return render(request, "delivery/overlaps.html", context)


@require_safe
def overlap(request: HttpRequest, theme: str, place: str) -> HttpResponse:
    """Every pair of bodies of one theme in one place that does not act together."""
    where = Place.objects.filter(code=place).first() if theme in Theme.values else None
    if where is None:
        raise Http404
    one, _sign, other = request.GET.get("after", "").partition("~")
    found, more = coverage.overlap(clock.today(), theme, where, (one, other), queries.PAGE)
    last = "~".join(body.pk for body in found.pairs[-1]) if more else ""
    context = {"frame": frame_of(request), "row": _side_by_side(found), "older": next_page(last)}
    return render(request, "delivery/overlap.html", context)


def _side_by_side(row: coverage.Overlap) -> dict[str, Any]:
    return {
        "theme": Theme(row.theme).label,
        "place": row.place,
        "bodies": row.bodies,
        "pairs": row.pairs,
        "number": row.number,
        "more": row.number - len(row.pairs),
        "url": reverse("delivery:overlap", args=[row.theme, row.place.pk]),
    }


def _commitment(one: Any) -> dict[str, Any]:
    return {"title": one.title, "url": reverse("commitments:commitment", args=[one.key])}


def _action(one: Any) -> dict[str, Any]:
    return {"title": one.title, "url": reverse("delivery:action", args=[one.key])}


def _silent(one: Any) -> dict[str, Any]:
    return {**_commitment(one.commitment), "body": one.body, "day": one.answer_due_on}


def _unowned(one: Any) -> dict[str, Any]:
    return {**_commitment(one), "body": None, "day": one.raised_on}


def _accepted(one: Any) -> dict[str, Any]:
    return {**_commitment(one.assignment.commitment), "body": one.assignment.body, "day": one.on}


def _late_step(one: Any) -> dict[str, Any]:
    return {**_action(one.action), "step": one.title, "body": one.action.body, "day": one.due_on}


def _late_action(one: Any) -> dict[str, Any]:
    return {**_action(one), "body": one.body, "day": one.due_on}


def _unproved(one: Any) -> dict[str, Any]:
    step = one.milestone.title if one.milestone else None
    return {**_action(one.action), "step": step, "body": one.action.body, "day": one.on}


def _lapsed(one: Any) -> dict[str, Any]:
    about = _action(one.action) if one.action else _commitment(one.commitment)
    body = one.action.body if one.action else one.response.assignment.body if one.response else None
    return {**about, "body": body, "day": one.valid_until or one.valid_from}


def _loose(one: Any) -> dict[str, Any]:
    return {**_action(one), "body": one.body, "day": one.due_on or one.starts_on}


ROWS: dict[FindingKind, Any] = {
    FindingKind.SILENCE: _silent,
    FindingKind.NO_OWNER: _unowned,
    FindingKind.NO_ACTION: _accepted,
    FindingKind.OVERDUE_STEP: _late_step,
    FindingKind.OVERDUE_ACTION: _late_action,
    FindingKind.UNPROVED: _unproved,
    FindingKind.LAPSED: _lapsed,
    FindingKind.NO_COMMITMENT: _loose,
}
