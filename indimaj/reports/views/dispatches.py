"""To whom editions go, and what became of each."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from indimaj.design import conflicts
from indimaj.directory.door import see, staff_of
from indimaj.ledger.actors import Actor
from indimaj.ports import clock

from .. import actions, queries, tasks
from ..enums import TONES, Standing
from ..forms import CounterpartForm, DispatchForm
from ..models import Dispatch, Edition
from ..permissions import may_dispatch, may_keep_counterparts
from .door import edition_or_404, log, page_number


@login_required
def counterparts(request: HttpRequest) -> HttpResponse:
    """The list of institutions that editions are sent to; one can be added or corrected."""
    staff = staff_of(request)
    purpose = see(may_keep_counterparts(staff))
    form = CounterpartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.keep_counterpart(
            body=form.bodies[data["body"]],
            address=data["address"],
            language=data["language"],
            by=Actor.staff(staff.pk),
            at=clock.now(),
        )
        return redirect("reports:counterparts")
    wanted = page_number(request.GET.get("page", ""))
    rows, more = queries.counterparts(wanted)
    log(staff, purpose, "counterparts", count=len(rows))
    context = {"form": form, "rows": rows, **_pager(wanted, more)}
    return render(request, "reports/counterparts.html", context, status=422 if form.errors else 200)


@login_required
def dispatches(request: HttpRequest, number: int) -> HttpResponse:
    """Where an edition was sent: who received it, replied, is silent; and sending it on."""
    staff = staff_of(request)
    edition = edition_or_404(number)
    purpose = see(may_dispatch(staff, edition))
    bodies = [one.body for one in queries.not_sent(edition)]
    if request.method == "POST" and not bodies:
        return conflicts.conflict(request)
    form = DispatchForm(request.POST if request.method == "POST" else None, bodies=bodies)
    if request.method == "POST" and form.is_valid():
        actions.dispatch_edition(
            edition=edition,
            bodies=[form.known[code] for code in form.cleaned_data["bodies"]],
            reply_due_on=form.cleaned_data["reply_due_on"],
            by=Actor.staff(staff.pk),
            at=clock.now(),
        )
        tasks.queue_sending()
        return redirect("reports:dispatches", number)
    context = {**_sent(request, edition), "edition": edition, "form": form, "bodies": bodies}
    log(staff, purpose, "dispatches", edition.pk, count=len(context["rows"]))
    return render(request, "reports/dispatches.html", context, status=422 if form.errors else 200)


def _sent(request: HttpRequest, edition: Edition) -> dict[str, Any]:
    wanted = page_number(request.GET.get("page", ""))
    rows, more = queries.dispatches_of(edition, wanted)
    today = clock.today()
    counted = [(standing.label, count) for standing, count in queries.standings(edition, today).items()]
    return {
        "rows": [_row(one, one.standing(today)) for one in rows],
        "counted": counted,
        **_pager(wanted, more),
    }


def _row(one: Dispatch, standing: Standing) -> dict[str, Any]:
    return {"one": one, "standing": standing.label, "tone": TONES[standing]}


def _pager(wanted: int, more: bool) -> dict[str, str]:
    return {
        "newer": f"?page={wanted - 1}" if wanted > 1 else "",
        "older": f"?page={wanted + 1}" if more else "",
    }
