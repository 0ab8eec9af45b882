"""What went wrong at work: sent to whom the person chooses, dealt with under a clock."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from indimaj.directory.models import Place, Staff
from indimaj.ledger.actors import Actor
from indimaj.ports import clock

from .. import actions, answerers, forms, permissions, queries
from ..enums import Recipient
from ..models import Grievance
from ..transitions import WrongState, grievance_verbs
from ..words import BUTTONS, GRIEVANCE_TONES
from .answer import first_name
from .door import client_or_404, form_page, log, moved_on, see, staff_of

ENDINGS = ("settle", "end")


@login_required
def new(request: HttpRequest, reference: str) -> HttpResponse:
    """What went wrong, in the person's words, and to whom it goes."""
    staff = staff_of(request)
    client = client_or_404(staff, reference)
    see(permissions.may_send_grievance(staff, client))
    place = client.place or Place.objects.get(parent=None)
    form = forms.GrievanceForm(
        request.POST or None,
        inspectorates=answerers.inspectorates(place),
        associations=answerers.associations(place),
    )
    back = reverse("referrals:person", args=[reference])
    if form.is_valid():
        data = form.cleaned_data
        inspected = data["body"] in form.inspectorates
        actions.send_grievance(
            client=client,
            wrong=data["wrong"],
            words=data["words"],
            recipient=Recipient.INSPECTORATE if inspected else Recipient.ASSOCIATION,
            body=form.bodies[data["body"]],
            by=Actor.staff(staff.pk),
            at=clock.now(),
            submission=data["submission"],
        )
        return redirect(back)
    return form_page(
        request, form, title=_("Something went wrong at work"), submit=_("Send"), back=back, client=client
    )


@login_required
def listed(request: HttpRequest) -> HttpResponse:
    """What was sent to my body, the first due first."""
    staff = staff_of(request)
    permission = permissions.may_list_grievances(staff)
    see(permission)
    page = queries.grievances(staff, after=request.GET.get("after", ""))
    log(staff, permission, "grievances", count=len(page.rows))
    today = clock.today()
    context = {
        "rows": [(one, GRIEVANCE_TONES[one.state], one.is_late(today)) for one in page.rows],
        "next": "?" + urlencode({"after": page.after}) if page.after else "",
    }
    return render(request, "referrals/grievances.html", context)


def _found(staff: Staff, key: UUID) -> Grievance:
    one = get_object_or_404(
        Grievance.objects.select_related("client", "body"), pk=key, client__erased_at=None
    )
    mine = permissions.may_answer_grievance(staff, one)
    if not mine and getattr(mine, "code", "") != "done":
        see(mine)
    return one


@login_required
def grievance(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One grievance: the person's words, and what can be done."""
    staff = staff_of(request)
    one = _found(staff, pk)
    log(staff, permissions.may_list_grievances(staff), "grievance", one.client_id)
    verbs = [verb for verb in grievance_verbs(one.state) if verb != "withdraw"]
    context = {
        "one": one,
        "name": first_name(one),  # type: ignore[arg-type]
        "tone": GRIEVANCE_TONES[one.state],
        "late": one.is_late(clock.today()),
        "buttons": [
            {"label": BUTTONS[verb], "url": reverse("referrals:grievance_step", args=[one.pk, verb])}
            for verb in verbs
        ],
    }
    return render(request, "referrals/grievance.html", context)


@login_required
def move(request: HttpRequest, pk: UUID, verb: str) -> HttpResponse:
    """One step of a grievance."""
    staff = staff_of(request)
    one = _found(staff, pk)
    if verb not in ("receive", "take_in_hand", *ENDINGS):
        raise Http404
    if verb not in grievance_verbs(one.state):
        return moved_on(request)
    kind = forms.OutcomeForm if verb in ENDINGS else forms.PlainForm
    form = kind(request.POST or None, initial={"version": one.version})
    back = reverse("referrals:grievance", args=[pk])
    if form.is_valid():
        try:
            actions.move_grievance(
                grievance=one, verb=verb, by=Actor.staff(staff.pk), at=clock.now(), **form.cleaned_data
            )
        except (actions.Stale, WrongState):
            return moved_on(request)
        return redirect(back)
    return form_page(request, form, title=BUTTONS[verb], submit=BUTTONS[verb], back=back)
