"""Livelihoods of one's own body: the plan, the money, the start, the question that is asked later."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from indimaj.clients.enums import ConsentPurpose
from indimaj.clients.queries import has_consent
from indimaj.ledger.actors import Actor
from indimaj.ports import clock

from .. import actions, queries, words
from ..enums import FOLLOW_UPS, Feeds, LivelihoodState
from ..forms import AskedForm, FundForm, PaidForm, PlanForm, StartForm, StopForm, VersionForm
from ..models import Instalment, Livelihood
from ..permissions import may_begin_livelihood, may_follow_livelihood, may_list_courses
from ..survival import due_on
from ..transitions import livelihood_possible
from .door import MOVED, livelihood_or_404, log, moved_on, see, staff_of

FORMS: dict[str, Any] = {"train": VersionForm, "fund": FundForm, "start": StartForm, "stop": StopForm}


@login_required
@require_safe
def livelihoods(request: HttpRequest) -> HttpResponse:
    """The livelihoods that one's own bodies follow."""
    staff = staff_of(request)
    purpose = see(may_list_courses(staff))
    page = queries.livelihoods(staff, request.GET.get("after", ""))
    log(staff, purpose, "livelihoods", count=len(page.rows))
    rows = [
        (one, LivelihoodState(one.state).label, words.TONES[LivelihoodState(one.state)]) for one in page.rows
    ]
    context = {
        "rows": rows,
        "older": f"?after={page.after.replace('+', '%2B')}" if page.after else "",
        "bodies": queries.bodies_run(staff),
    }
    return render(request, "programmes/livelihoods.html", context)


@login_required
def plan(request: HttpRequest, body: str) -> HttpResponse:
    """Write a person's plan down."""
    staff = staff_of(request)
    of = next((one for one in queries.bodies_run(staff) if one.code == body), None)
    if of is None:
        raise Http404
    see(may_begin_livelihood(staff, of))
    form = PlanForm(request.POST or None, initial={"submission": uuid4()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        client = queries.client_by_reference(data["reference"])
        if client is not None:
            made = actions.begin_livelihood(
                client=client,
                body=of,
                plan=data["plan"],
                submission=data["submission"],
                by=Actor.staff(staff.pk),
                at=clock.now(),
            )
            return redirect("programmes:livelihood", made.pk)
        form.add_error("reference", _("Nobody has this reference. Read it again with the person."))
    context = {"form": form, "body": of}
    return render(request, "programmes/plan.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def livelihood(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One livelihood: the plan, the money, the follow-up."""
    staff = staff_of(request)
    one = livelihood_or_404(staff, pk)
    log(staff, see(may_follow_livelihood(staff, one)), "livelihood", one.client_id)
    return _shown(request, one)


def _shown(request: HttpRequest, one: Livelihood, bad: tuple[str, Any] | None = None) -> HttpResponse:
    seen = {"version": one.version}
    forms = {verb: made(initial=seen) for verb, made in FORMS.items() if livelihood_possible(one.state, verb)}
    asked = list(one.follow_ups.order_by("month"))
    settled = {each.month for each in asked if each.answer != Feeds.NOT_REACHED}
    today = clock.today()
    due = [
        month
        for month in FOLLOW_UPS
        if one.started_on and due_on(one.started_on, month) <= today and month not in settled
    ]
    may_ask = has_consent(one.client, ConsentPurpose.FOLLOW_UP, one.body)
    if due:
        forms["asked"] = AskedForm(initial=seen, months=due)
    if bad:
        forms[bad[0]] = bad[1]
    context = {
        "one": one,
        "state": LivelihoodState(one.state).label,
        "tone": words.TONES[LivelihoodState(one.state)],
        "forms": forms,
        "instalments": list(one.instalments.order_by("number")),
        "asked": asked,
        "may_ask": may_ask,
        "due": due,
        "today": today,
    }
    return render(request, "programmes/livelihood.html", context, status=422 if bad else 200)


@login_required
@require_POST
def step(request: HttpRequest, pk: UUID, verb: str) -> HttpResponse:
    """Train, fund, start or stop, with what was typed."""
    staff = staff_of(request)
    one = livelihood_or_404(staff, pk)
    if verb not in FORMS:
        raise Http404
    form = FORMS[verb](request.POST)
    if not form.is_valid():
        return _shown(request, one, (verb, form))
    data = {"version": form.cleaned_data["version"]}
    if isinstance(form, FundForm):
        data["parts"] = form.parts()
    elif isinstance(form, StartForm | StopForm):
        data = dict(form.cleaned_data)
    run: Any = {
        "train": actions.train,
        "fund": actions.fund,
        "start": actions.start_livelihood,
        "stop": actions.stop_livelihood,
    }[verb]
    try:
        run(livelihood=one, by=Actor.staff(staff.pk), at=clock.now(), **data)
    except actions.NotADay:
        form.add_error(None, _("This day has not come."))
        return _shown(request, one, (verb, form))
    except MOVED:
        return moved_on(request)
    return redirect("programmes:livelihood", pk)


@login_required
@require_POST
def asked(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the person answered."""
    staff = staff_of(request)
    one = livelihood_or_404(staff, pk)
    form = AskedForm(request.POST)
    if not form.is_valid():
        return _shown(request, one, ("asked", form))
    data = form.cleaned_data
    try:
        actions.record_follow_up(
            livelihood=one,
            month=data["month"],
            answer=data["answer"],
            reason=data["reason"],
            by=Actor.staff(staff.pk),
            at=clock.now(),
        )
    except actions.ConsentMissing:
        form.add_error("answer", _("The person has not said that they may be asked later."))
        return _shown(request, one, ("asked", form))
    except actions.NotADay:
        return moved_on(request)
    return redirect("programmes:livelihood", pk)


@login_required
@require_POST
def paid(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """An instalment was paid out."""
    staff = staff_of(request)
    one = livelihood_or_404(staff, pk)
    part = Instalment.objects.select_related("livelihood").filter(livelihood=one, number=number).first()
    if part is None:
        raise Http404
    form = PaidForm(request.POST)
    if not form.is_valid():
        return _shown(request, one, ("paid", form))
    try:
        actions.pay_instalment(instalment=part, paid_on=form.day(), by=Actor.staff(staff.pk), at=clock.now())
    except actions.NotADay:
        form.add_error("paid_on", _("This day has not come."))
        return _shown(request, one, ("paid", form))
    return redirect("programmes:livelihood", pk)
