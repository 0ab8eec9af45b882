"""What a person asked for and somebody must answer: objections and erasure."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from indimaj.directory.enums import Role
from indimaj.directory.permissions import Refused
from indimaj.directory.queries import holds
from indimaj.ports import clock

from .. import actions, queries
from ..actions.lines import Stale
from ..forms import AnswerForm, DecisionForm
from ..models import ErasureRequest, Objection
from ..permissions import may_answer_objection, may_decide_erasure, may_list_erasures, may_list_objections
from .door import client_or_404, log, moved_on, see, staff_of


@login_required
def objection(request: HttpRequest, reference: str, objection_id: UUID) -> HttpResponse:
    """Read an objection and answer it."""
    staff = staff_of(request)
    client = client_or_404(staff, reference)
    found = Objection.objects.filter(pk=objection_id, client=client).first()
    if found is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    answer = may_answer_objection(staff, found, clock.now())
    if isinstance(answer, Refused):
        return moved_on(request) if data is not None else redirect("clients:person", reference)
    form = AnswerForm(data)
    if data is not None and form.is_valid():
        try:
            actions.answer_objection(
                objection=found, answer=form.cleaned_data["answer"], by=staff, at=clock.now()
            )
        except Stale:
            return moved_on(request)
        return redirect("clients:person", reference)
    log(staff, answer.purpose, "client", client.pk)
    context = {"form": form, "client": client, "objection": found}
    return render(request, "clients/objection.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def objections(request: HttpRequest) -> HttpResponse:
    """Objections that nobody answers, by reference and day, for data protection."""
    staff = staff_of(request)
    purpose = see(may_list_objections(staff))
    rows = queries.left_objections(clock.now())
    log(staff, purpose, "objections", count=len(rows))
    return render(request, "clients/objections.html", {"rows": rows})


@login_required
def answer(request: HttpRequest, objection_id: UUID) -> HttpResponse:
    """Read what somebody wrote whom nobody answers, and answer: the words alone, not their page."""
    staff = staff_of(request)
    see(may_list_objections(staff))
    waiting = (
        Objection.objects.select_related("client").filter(pk=objection_id, client__erased_at=None).first()
    )
    if waiting is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    allowed = may_answer_objection(staff, waiting, clock.now())
    if isinstance(allowed, Refused):
        return moved_on(request) if data is not None else redirect("clients:objections")
    form = AnswerForm(data)
    if data is not None and form.is_valid():
        try:
            actions.answer_objection(
                objection=waiting, answer=form.cleaned_data["answer"], by=staff, at=clock.now()
            )
        except Stale:
            return moved_on(request)
        return redirect("clients:objections")
    log(staff, allowed.purpose, "objection", waiting.client_id)
    context = {"form": form, "client": waiting.client, "objection": waiting, "is_oversight": True}
    return render(request, "clients/objection.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def erasures(request: HttpRequest) -> HttpResponse:
    """Requests for erasure that wait, by reference and day: no name for data protection."""
    staff = staff_of(request)
    purpose = see(may_list_erasures(staff))
    rows = queries.erasures(staff)
    log(staff, purpose, "erasures", count=len(rows))
    return render(
        request,
        "clients/erasures.html",
        {"rows": rows, "is_oversight": holds(staff, Role.DATA_PROTECTION) is not None},
    )


@login_required
def erasure(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Erase, or keep for a ground that the law gives."""
    staff = staff_of(request)
    found = ErasureRequest.objects.select_related("client").filter(pk=request_id).first()
    if found is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    answer = may_decide_erasure(staff, found)
    if isinstance(answer, Refused):
        if answer.code == "done" and data is not None and may_list_erasures(staff):
            return moved_on(request)
        raise Http404
    form = DecisionForm(data)
    if data is not None and form.is_valid():
        try:
            actions.decide_erasure(request=found, by=staff, at=clock.now(), ground=form.kept_for())
        except Stale:
            return moved_on(request)
        return redirect("clients:erasures")
    log(staff, answer.purpose, "erasure", found.client_id)
    return render(
        request, "clients/erasure.html", {"form": form, "found": found}, status=422 if form.errors else 200
    )
