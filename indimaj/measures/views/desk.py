"""Where figures are counted, looked at, published and corrected. Nothing here takes a number."""

from collections.abc import Collection
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indimaj.design import conflicts
from indimaj.design.wording import instant_text, number_text
from indimaj.directory import door
from indimaj.directory.door import see, staff_of
from indimaj.directory.models import Staff
from indimaj.ledger.enums import Compartment
from indimaj.ports import clock

from .. import actions, queries, tasks, words
from ..enums import RunState, State
from ..forms import CorrectForm, FreezeForm
from ..models import FreezeRun, Indicator, Measurement
from ..permissions import may_correct, may_freeze, may_publish, may_see_countings

LISTED = 30


def _log(staff: Staff, purpose: str, what: str, subject: UUID | None = None, **more: Any) -> None:
    door.log(staff, purpose, what, subject, side=Compartment.HOUSE, **more)


@login_required
@require_safe
def countings(request: HttpRequest) -> HttpResponse:
    """The last countings, how far each is, and the form that asks for one."""
    staff = staff_of(request)
    purpose = see(may_see_countings(staff))
    return _countings(
        request, staff, purpose, FreezeForm(initial={"submission": uuid4()}, today=clock.today())
    )


def _countings(
    request: HttpRequest, staff: Staff, purpose: str, form: FreezeForm, status: int = 200
) -> HttpResponse:
    runs = list(FreezeRun.objects.order_by("-asked_at", "id")[:LISTED])
    _log(staff, purpose, "countings", count=len(runs))
    columns: list[dict[str, Any]] = [
        {"label": _("Period")},
        {"label": _("Recorded before (cut-off)")},
        {"label": _("State")},
        {"label": _("Figures"), "number": True},
    ]
    rows = [
        [
            format_html(
                '<a href="{}">{}</a>',
                reverse("measures:counting", args=[run.pk]),
                words.period(run.period_from, run.period_until),
            ),
            instant_text(run.cut_off),
            run.get_state_display(),
            number_text(run.done),
        ]
        for run in runs
    ]
    context = {"form": form, "columns": columns, "rows": rows}
    return render(request, "measures/countings.html", context, status=status)


@login_required
@require_POST
def freeze(request: HttpRequest) -> HttpResponse:
    """Ask for a month; a job counts it."""
    staff = staff_of(request)
    purpose = see(may_freeze(staff))
    form = FreezeForm(request.POST, today=clock.today())
    if not form.is_valid():
        return _countings(request, staff, purpose, form, 422)
    run, fresh = actions.ask(
        month=form.cleaned_data["month"], by=staff, at=clock.now(), submission=form.cleaned_data["submission"]
    )
    if fresh:
        tasks.count.enqueue(str(run.pk))
    return redirect("measures:counting", run.pk)


@login_required
@require_safe
def counting(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a counting gave, before it is published: each figure with its value, hidden numbers hidden here too."""
    staff = staff_of(request)
    purpose = see(may_see_countings(staff))
    run = FreezeRun.objects.filter(pk=pk).first()
    if run is None:
        raise Http404
    figures = list(run.measurements.select_related("indicator", "version").order_by("indicator__position"))
    _log(staff, purpose, "counting", pk, count=len(figures))
    return render(request, "measures/counting.html", _counting(run, figures))


def _counting(run: FreezeRun, figures: list[Measurement], **more: Any) -> dict[str, Any]:
    columns: list[dict[str, Any]] = [
        {"label": _("Indicator")},
        {"label": _("Side")},
        {"label": _("Period")},
        {"label": _("Value"), "number": True},
        {"label": _("Numbers hidden"), "number": True},
        {"label": _("State")},
    ]
    newer = Measurement.objects.filter(replaces__in=figures, state=State.PUBLISHED)
    replaced = set(newer.values_list("replaces", flat=True))
    rows = [
        [
            _linked(one),
            str(one.indicator.get_side_display()),
            words.period(one.period_from, one.period_until),
            words.value(queries.figure(one.indicator, one)),
            number_text(one.hidden),
            _state(one, replaced),
        ]
        for one in figures
    ]
    waiting = any(one.state == State.PROVISIONAL for one in figures)
    return {
        "run": run,
        "period": words.period(run.period_from, run.period_until),
        "columns": columns,
        "rows": rows,
        "counting": run.state == RunState.COUNTING,
        "waiting": waiting and run.state == RunState.DONE,
        **more,
    }


def _linked(one: Measurement) -> str:
    if one.state != State.PUBLISHED:
        return str(one.indicator)
    return format_html(
        '<a href="{}">{}</a>', reverse("measures:measurement", args=[one.pk]), str(one.indicator)
    )


def _state(one: Measurement, replaced: Collection[UUID | None]) -> str:
    """Its state, and the way to count it anew where it stands published."""
    said = str(one.get_state_display())
    if one.state != State.PUBLISHED or one.pk in replaced:
        return said
    return format_html(
        '{} · <a href="{}">{}</a>', said, reverse("measures:correct", args=[one.pk]), _("Count anew")
    )


@login_required
@require_POST
def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Count every figure a second time and publish what is the same; otherwise say which are not."""
    staff = staff_of(request)
    see(may_publish(staff))
    run = FreezeRun.objects.filter(pk=pk).first()
    if run is None:
        raise Http404
    if run.state != RunState.DONE:
        return conflicts.conflict(request)
    try:
        actions.publish(run, by=staff, at=clock.now())
    except actions.Differs as differ:
        figures = list(
            run.measurements.select_related("indicator", "version").order_by("indicator__position")
        )
        changed = [str(one) for one in Indicator.objects.filter(code__in=differ.codes)]
        return render(request, "measures/counting.html", _counting(run, figures, changed=changed), status=409)
    return redirect("measures:counting", pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Have a published figure counted anew in its place; the old one stays readable."""
    staff = staff_of(request)
    found = Measurement.objects.select_related("indicator", "version").filter(pk=pk).first()
    if found is None:
        raise Http404
    purpose = see(may_correct(staff, found))
    form = CorrectForm(request.POST or None, initial={"submission": uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            new = actions.correct(
                found,
                reason=form.cleaned_data["reason"],
                by=staff,
                at=clock.now(),
                submission=form.cleaned_data["submission"],
            )
        except actions.NothingToCorrect:
            return conflicts.conflict(request, form)
        return redirect("measures:measurement", new.pk)
    _log(staff, purpose, "figure", pk)
    figure = queries.figure(found.indicator, found)
    context = {
        "form": form,
        "figure": figure,
        "value": words.value(figure),
        "period": words.period(found.period_from, found.period_until),
    }
    return render(request, "measures/correct.html", context, status=422 if request.method == "POST" else 200)
