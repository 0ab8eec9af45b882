"""The desk of a body's focal point: what it must answer, what it does, what proves it."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from indimaj.commitments.models import Commitment
from indimaj.directory.enums import Role
from indimaj.directory.models import Body, Place
from indimaj.directory.queries import bodies_of
from indimaj.ledger.actors import Actor
from indimaj.ports import clock
from indimaj.texts.words import shown

from .. import actions, permissions, queries, words
from ..forms import AnswerForm, DeclareForm, PlanForm, said
from ..models import Action, Assignment, Milestone
from . import public
from .door import form_page, log, reader, see, staff_of, written
from .translating import into


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, the steps that are late, and the actions of one's own bodies."""
    staff = staff_of(request)
    permission = permissions.may_follow(staff)
    see(permission)
    waiting = queries.to_answer(staff, request.GET.get("after", ""))
    log(staff, permission, "assignments", count=len(waiting.rows))
    today = clock.today()
    bodies = list(Body.objects.filter(code__in=bodies_of(staff, Role.FOCAL_POINT)).order_by("code"))
    # What another body leads is read as everybody reads it: only the lead writes in it.
    cards = [
        card | {"led_elsewhere": card["body"] not in bodies}
        for card in public.cards(queries.own_actions(staff))
    ]
    context = {
        "waiting": [(one, one.answer_due_on < today) for one in waiting.rows],
        "older": public.next_page(waiting.after),
        "answered": queries.answered(staff),
        "late": queries.own_overdue(staff, today),
        "cards": cards,
        "bodies": bodies,
    }
    return render(request, "delivery/mine.html", context)


@login_required
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One assignment: what is asked, what was answered, and the form for an answer."""
    staff = staff_of(request)
    asked = _assignment(pk)
    log(staff, permissions.may_answer(staff, asked), "assignment", asked.commitment_id)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.answer(
                assignment=asked, position=data["position"], reason=said(data["reason"]),
                other_body=data["other_body"], submission=data["submission"], by=Actor.staff(staff.pk),
                at=clock.now(),
            )  # fmt: skip
            return redirect("delivery:answer", pk)
        except actions.NotFitting as fault:
            form.refuse(fault)
    given = asked.responses.select_related("other_body").order_by("-given_at")
    context = {
        "asked": asked,
        "form": form,
        "given": [words.answer(one) | {"into": into(one)} for one in given],
        "late": asked.answer_due_on is not None and asked.answer_due_on < clock.today(),
    }
    return render(request, "delivery/answer.html", context, status=422 if form.errors else 200)


def _assignment(pk: UUID) -> Assignment:
    found = Assignment.objects.select_related("commitment", "body").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@login_required
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """A new action of a body, for the commitment that the address names or for none."""
    staff = staff_of(request)
    body = Body.objects.select_related("place").filter(code=code).first()
    if body is None:
        raise Http404
    see(permissions.may_plan(staff, body))
    answers = _answered_by(request.GET.get("for", ""))
    form = PlanForm(request.POST or None, places=queries.places(), initial={"place": body.place_id})
    if form.is_valid():
        try:
            made = actions.plan_action(
                body=body, plan=_planned(form), commitments=answers, by=Actor.staff(staff.pk), at=clock.now(),
                submission=form.cleaned_data["submission"],
            )  # fmt: skip
            return redirect("delivery:desk_action", made.key)
        except actions.NotFitting as fault:
            form.refuse(fault)
    return form_page(
        request, form, title=_("A new action"), submit=_("Write it down"), back=_home(request),
        about={"body": body, "title": answers[0].title if answers else None},
    )  # fmt: skip


def _answered_by(key: str) -> list[Commitment]:
    return list(Commitment.objects.standing().filter(key=key)) if key and "\x00" not in key else []


def _home(request: HttpRequest) -> str:
    """The desk that somebody came from: the ministry's, or that of a body."""
    steers = permissions.may_steer(staff_of(request))
    return reverse("delivery:steer") if steers else reverse("delivery:mine")


def _planned(form: PlanForm) -> actions.Plan:
    data = form.cleaned_data
    plain = written(
        form,
        "nature",
        "theme",
        "starts_on",
        "due_on",
        "budget",
        "currency",
        "funder",
        "funder_body",
        "source_url",
        "supports",
    )
    return actions.Plan(
        title=said(data["title"]), place=Place.objects.get(code=data["place"]), steps=form.steps(), **plain
    )


@login_required
def desk_action(request: HttpRequest, key: str) -> HttpResponse:
    """An action with what can be said of it, by its own body or by the ministry."""
    staff = staff_of(request)
    found = _action(key)
    permission = permissions.may_extend(staff, found)
    log(staff, permission, "action", found.pk)
    steers = bool(permissions.may_steer(staff))
    context = public.about(found, lambda thing: into(thing, steers=steers)) | {
        "declares": bool(permissions.may_declare(staff, found)),
        "steers": steers,
        "back": _home(request),
        "into": into(found),
    }
    return render(request, "delivery/desk_action.html", context)


def _action(key: str) -> Action:
    found = queries.action(key)
    if found is None:
        raise Http404
    return found


@login_required
def declare(request: HttpRequest, key: str) -> HttpResponse:
    """Say where an action or a step of it stands."""
    staff = staff_of(request)
    found = _action(key)
    see(permissions.may_declare(staff, found))
    steps = list(found.milestones.order_by("position"))
    names = [(str(step.pk), shown(step.title, reader()).text) for step in steps]
    form = DeclareForm(request.POST or None, steps=names, initial={"on": clock.today()})
    if form.is_valid():
        try:
            _declare(form, found, steps, Actor.staff(staff.pk))
            return redirect("delivery:desk_action", key)
        except actions.NotFitting as fault:
            form.refuse(fault)
    return form_page(
        request, form, title=_("Report where this stands"), submit=_("Say so"),
        back=reverse("delivery:desk_action", args=[key]), about={"body": found.body, "title": found.title},
        notice=_("Without evidence this is shown as declared, with its day."),
    )  # fmt: skip


def _declare(form: DeclareForm, found: Action, steps: list[Milestone], by: Actor) -> Any:
    data = form.cleaned_data
    return actions.declare(
        action=found,
        milestone=next((step for step in steps if str(step.pk) == data["milestone"]), None),
        says=data["says"],
        on=data["on"],
        words=said(data["words"]),
        submission=data["submission"],
        by=by,
        at=clock.now(),
    )
