"""The rule in force on a day, printed from the tree that decides."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from indimaj import law
from indimaj.applications import catalogue
from indimaj.delivery.beside import of_carrier
from indimaj.delivery.enums import CarrierKind
from indimaj.design.beside import said

from .. import moment, policy
from ..forms import DayForm


@require_safe
def rule(request: HttpRequest) -> HttpResponse:
    """The rule of today, or of the day in the address."""
    if "on_year" in request.GET:
        form = DayForm(request.GET)
        if form.is_valid():
            return redirect(f"{reverse('portal:rule')}?on={form.cleaned_data['on']}")
        return _page(request, moment.today(), form=form)
    asked = request.GET.get("on", "")
    if not asked:
        return _page(request, moment.today())
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        form = DayForm({"on_day": "", "on_month": "", "on_year": asked[:4]})
        form.is_valid()
        return _page(request, moment.today(), form=form)
    return _page(request, day)


def _page(request: HttpRequest, day: date, *, form: DayForm | None = None) -> HttpResponse:
    document = law.explain(policy.pack(), on=day, lang=catalogue.reader())
    sources = {source["id"]: number for number, source in enumerate(document["sources"], start=1)}
    context = {
        "rule": document,
        "day": day,
        "form": form or DayForm(initial={"on": day}),
        "refused": form is not None,
        "numbers": sources,
        "beside": said(of_carrier(CarrierKind.RULE_VERSION, [one["id"] for one in document["sections"]])),
        "changes": [version.in_force_from for version in policy.pack().versions],
    }
    return render(request, "portal/rule.html", context, status=422 if form else 200)
