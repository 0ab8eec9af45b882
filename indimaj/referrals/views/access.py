"""Refusals of access: told without an account, answered by the body that must, counted in public."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from indimaj.directory import limits
from indimaj.directory.enums import Theme
from indimaj.directory.models import Place
from indimaj.ledger.actors import Actor
from indimaj.ports import clock

from .. import actions, clocks, forms, permissions, queries
from ..actions.access import PUBLIC
from ..enums import Barrier
from ..models import AccessRefusal
from .door import client_or_404, form_page, log, moved_on, see, staff_of


def report(request: HttpRequest) -> HttpResponse:
    """Anybody tells that they were not received; nobody asks who."""
    form = forms.AccessForm(request.POST or None)
    if request.method == "POST" and (seconds := limits.wait(request, limits.REPORT)):
        return limits.too_many(request, seconds)
    if form.is_valid():
        made = _keep(form, PUBLIC)
        where = urlencode({"need": made.theme, "place": made.place_id})
        return redirect(f"{reverse('referrals:reported')}?{where}")
    return form_page(
        request,
        form,
        title=_("I was not received"),
        submit=_("Send"),
        back="",
        frame="design/public.html",
        neutral=True,
        lead=_("Tell what happened. The body that answers for it must reply. You give no name and no paper."),
    )


def _keep(form: forms.AccessForm, by: Actor, client: object = None) -> AccessRefusal:
    data = form.cleaned_data
    return actions.report_access(
        theme=data["theme"],
        place=Place.objects.get(code=data["place"]),
        barrier=data["barrier"],
        words=data["words"],
        client=client,  # type: ignore[arg-type]
        by=by,
        at=clock.now(),
        submission=data["submission"],
    )


def reported(request: HttpRequest) -> HttpResponse:
    """It has arrived, what happens now, and who else may receive the person."""
    asked = {name: request.GET[name] for name in ("need", "place") if name in request.GET}
    context = {"term": clocks.days("access_answer"), "others": "?" + urlencode(asked) if asked else ""}
    return render(request, "referrals/reported.html", context)


def counts(request: HttpRequest) -> HttpResponse:
    """How many, by province and theme; small numbers hidden, and how many answers are late."""
    table = queries.access_counts()
    known = queries.places(list(table.rows))
    answered, waiting = queries.access_answered()
    themes = list(table.columns)
    rows = [
        {
            "place": str(known[code]),
            "cells": [table.cells[code, theme] for theme in themes],
            "total": total,
        }
        for code, total in table.rows.items()
    ]
    context = {
        "themes": [Theme(theme).label for theme in themes],
        "rows": sorted(rows, key=lambda row: str(row["place"])),
        "totals": [table.columns[theme] for theme in themes],
        "total": table.total,
        "answered": answered,
        "waiting": waiting,
        "barriers": Barrier.choices,
    }
    return render(request, "referrals/counts.html", context)


@login_required
def record(request: HttpRequest, reference: str) -> HttpResponse:
    """A caseworker writes it down for a person."""
    staff = staff_of(request)
    client = client_or_404(staff, reference)
    see(permissions.may_report_access(staff, client))
    form = forms.AccessForm(request.POST or None, initial={"place": client.place_id})
    back = reverse("referrals:person", args=[reference])
    if form.is_valid():
        _keep(form, Actor.staff(staff.pk), client)
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("The person was not received"),
        submit=_("Write down and send"),
        back=back,
        client=client,
    )


@login_required
def to_answer(request: HttpRequest) -> HttpResponse:
    """What my body must answer, the first due first."""
    staff = staff_of(request)
    permission = permissions.may_list_access(staff)
    see(permission)
    page = queries.access_to_answer(staff, after=request.GET.get("after", ""))
    log(staff, permission, "access_refusals", count=len(page.rows))
    context = {"rows": page.rows, "today": clock.today(), "next": _next(page)}
    return render(request, "referrals/access_list.html", context)


@login_required
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answer one; it says what happened, never who."""
    staff = staff_of(request)
    one = get_object_or_404(AccessRefusal.objects.select_related("place", "answerer"), pk=pk)
    permission = permissions.may_answer_access(staff, one)
    if not permission and getattr(permission, "code", "") == "done":
        return moved_on(request)
    log(staff, permission, "access_refusal", one.client_id or one.pk)
    form = forms.AccessAnswerForm(request.POST or None)
    if form.is_valid():
        try:
            actions.answer_access(refusal=one, by=Actor.staff(staff.pk), at=clock.now(), **form.cleaned_data)
        except actions.Stale:
            return moved_on(request)
        return redirect("referrals:access")
    return form_page(
        request,
        form,
        title=one.get_barrier_display(),
        submit=_("Give an answer"),
        back=reverse("referrals:access"),
        lead=f"{one.get_theme_display()} · {one.place}",
        words=one.words,
    )


@login_required
def late(request: HttpRequest) -> HttpResponse:
    """Who has not answered when it was due, in plain sight; never what anybody wrote."""
    staff = staff_of(request)
    permission = permissions.may_watch_access(staff)
    see(permission)
    today = clock.today()
    page = queries.access_late(today, after=request.GET.get("after", ""))
    log(staff, permission, "access_refusals_late", count=len(page.rows))
    rows = [(one, (today - one.due_on).days) for one in page.rows]
    return render(request, "referrals/access_late.html", {"rows": rows, "next": _next(page)})


def _next(page: queries.Listed) -> str:
    return "?" + urlencode({"after": page.after}) if page.after else ""
