"""A child's path: what is reached, what is due, and a referral for each step that is missing."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from indimaj.ledger.actors import Actor
from indimaj.ports import clock

from .. import actions, forms, permissions, queries
from ..enums import Step
from ..path import OFFERED, Status
from ..words import PATH
from .door import client_or_404, form_page, log, see, staff_of


@login_required
def path(request: HttpRequest, reference: str) -> HttpResponse:
    """The steps, by an age that may be an interval; a move loses none of them."""
    staff = staff_of(request)
    client = client_or_404(staff, reference)
    log(staff, permissions.may_record_step(staff, client), "child_path", client.pk)
    steps = queries.path_of(client, clock.today())
    places = queries.places([one.reached.place for one in steps if one.reached and one.reached.place])
    context = {
        "client": client,
        "steps": [
            {
                "step": one.step.value,
                "label": one.step.label,
                "status": PATH[one.status][0],
                "tone": PATH[one.status][1],
                "on": one.reached.on if one.reached else None,
                "place": places.get(one.reached.place) if one.reached and one.reached.place else "",
                "offered": one.status in OFFERED,
                "maybe": one.status == Status.MAYBE,
            }
            for one in steps
        ],
    }
    return render(request, "referrals/path.html", context)


@login_required
def reached(request: HttpRequest, reference: str, step: str) -> HttpResponse:
    """Write down that a step is reached."""
    staff = staff_of(request)
    client = client_or_404(staff, reference)
    see(permissions.may_record_step(staff, client))
    if step not in Step.values:
        raise Http404
    form = forms.StepForm(request.POST or None)
    back = reverse("referrals:path", args=[reference])
    if form.is_valid():
        actions.record_step(
            client=client, step=step, by=Actor.staff(staff.pk), at=clock.now(), **form.cleaned_data
        )
        return redirect(back)
    label = Step(step).label
    return form_page(request, form, title=label, submit=label, back=back, client=client)
