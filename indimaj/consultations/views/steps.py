"""The steps of the desk: statements, links, opening, closing, answering. Each is a post or a form of its own."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from indimaj.commitments.models import Commitment
from indimaj.design import conflicts
from indimaj.directory.permissions import NotAllowed, Refused
from indimaj.ledger.actors import Actor
from indimaj.ports import clock

from .. import actions, changes, forms, permissions, queries
from ..enums import Changed
from ..models import Round, Statement
from ..transitions import WrongState
from .door import desk_or_404, form_page, log, reader, see, staff_of

CHOICES = 25


def _back(one: Round) -> str:
    return reverse("consultations:prepare", args=[one.pk])


def _draft_or_404(request: HttpRequest, pk: UUID) -> tuple[Any, Round]:
    staff = staff_of(request)
    one = desk_or_404(staff, pk)
    if request.method != "POST":
        see(permissions.may_change_round(staff, one))
    return staff, one


@login_required
def add_statement(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A sentence of its own."""
    staff, one = _draft_or_404(request, pk)
    form = forms.StatementForm(request.POST or None)
    if form.is_valid():
        try:
            actions.add_statement(
                one=one,
                text=form.words("text"),
                by=Actor.staff(staff.pk),
                at=clock.now(),
                submission=form.cleaned_data["submission"],
            )
        except NotAllowed:
            return conflicts.conflict(request, form)
        return redirect(_back(one))
    return form_page(request, form, title=_("Add a statement"), submit=_("Add"), back=_back(one))


@login_required
def statement(request: HttpRequest, pk: UUID, statement: UUID) -> HttpResponse:
    """Change the words of a statement."""
    staff, one = _draft_or_404(request, pk)
    held = one.statements.select_related("round").filter(pk=statement).first()
    if held is None:
        raise Http404
    form = forms.StatementForm(request.POST or None, kept={"text": held.text})
    if form.is_valid():
        try:
            actions.change_statement(
                statement=held, text=form.words("text"), by=Actor.staff(staff.pk), at=clock.now()
            )
        except NotAllowed:
            return conflicts.conflict(request, form)
        return redirect(_back(one))
    return form_page(
        request, form, title=_("Change the statement"), submit=_("Keep the changes"), back=_back(one)
    )


@login_required
@require_POST
def remove_statement(request: HttpRequest, pk: UUID, statement: UUID) -> HttpResponse:
    """Take a statement out of a draft."""
    staff, one = _draft_or_404(request, pk)
    try:
        actions.remove_statement(
            statement=Statement(pk=statement, round=one), by=Actor.staff(staff.pk), at=clock.now()
        )
    except NotAllowed:
        return conflicts.conflict(request)
    return redirect(_back(one))


@login_required
def from_commitments(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take over the words of commitments."""
    staff, one = _draft_or_404(request, pk)
    number = queries.page_number(request.GET.get("page", ""))
    if request.method == "POST":
        chosen = Commitment.objects.standing().filter(key__in=request.POST.getlist("commitment")[:CHOICES])
        try:
            actions.add_commitments(
                one=one, commitments=list(chosen.order_by("rank")), by=Actor.staff(staff.pk), at=clock.now()
            )
        except NotAllowed:
            return conflicts.conflict(request)
        return redirect(_back(one))
    asked = request.GET.get("q", "").strip()[:100]
    page = queries.page_of(queries.commitments_to_put(one, asked), number, CHOICES)
    log(staff, permissions.may_change_round(staff, one), "consultation_choices", one.pk, count=len(page.rows))
    context = {
        "round": one,
        "rows": page.rows,
        "asked": asked,
        "older": f"?q={asked}&page={number + 1}" if page.more else "",
        "newer": f"?q={asked}&page={number - 1}" if number > 1 else "",
    }
    return render(request, "consultations/choose.html", context)


@login_required
def invite(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make a link for a participant; it is shown once."""
    staff = staff_of(request)
    one = desk_or_404(staff, pk)
    answer = permissions.may_invite(staff, one)
    form = forms.InviteForm(request.POST or None)
    if not answer:
        if request.method == "POST":
            return conflicts.conflict(request, form)
        raise Http404
    if form.is_valid():
        data = form.cleaned_data
        made = actions.invite(one=one, by=Actor.staff(staff.pk), at=clock.now(), **data)
        addresses = [made.address(language) for language in ("ar", "fr", "en")] if made.token else []
        context = {"round": one, "invitation": made.invitation, "addresses": addresses}
        return render(request, "consultations/invitation_made.html", context)
    return form_page(
        request, form, title=_("Invite a participant"), submit=_("Make the link"), back=_back(one)
    )


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: UUID, invitation: UUID) -> HttpResponse:
    """End a link."""
    staff = staff_of(request)
    one = desk_or_404(staff, pk)
    held = one.invitations.filter(pk=invitation).first()
    if held is None:
        raise Http404
    try:
        actions.withdraw_invitation(invitation=held, by=Actor.staff(staff.pk), at=clock.now())
    except NotAllowed:
        return conflicts.conflict(request)
    return redirect(_back(one))


@login_required
@require_POST
def step(request: HttpRequest, pk: UUID, verb: str) -> HttpResponse:
    """Open or close a round."""
    staff = staff_of(request)
    one = desk_or_404(staff, pk)
    form = forms.VersionForm(request.POST)
    if not form.is_valid():
        return conflicts.conflict(request)
    act = actions.open_round if verb == "open" else actions.close_round
    try:
        act(one=one, by=Actor.staff(staff.pk), at=clock.now(), version=form.cleaned_data["version"])
    except (actions.Stale, NotAllowed, WrongState):
        return conflicts.conflict(request)
    return redirect(_back(one))


@login_required
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give the answer that is owed."""
    staff = staff_of(request)
    one = desk_or_404(staff, pk)
    rules = [(key, title.get(reader(), key)) for key, _since, title in changes.rules()]
    form = forms.AnswerForm(request.POST or None, rules=rules, initial={"version": one.version})
    if isinstance(permissions.may_answer_round(staff, one), Refused):
        if request.method == "POST":
            return conflicts.conflict(request, form)
        raise Http404
    if form.is_valid():
        links = _links(form)
        if found := changes.missing(links):
            for kind, key in found:
                field = "commitments" if kind == Changed.COMMITMENT else "actions"
                form.add_error(field, _("Nothing is known under this address: %(key)s") % {"key": key})
        else:
            return _give(request, one, form, links)
    return form_page(
        request,
        form,
        title=_("Answer those who took part"),
        submit=_("Publish the answer"),
        back=_back(one),
        lead=_("It is read by everybody, in three languages, and cannot be changed afterwards."),
    )


def _links(form: forms.AnswerForm) -> list[actions.Link]:
    fields = (
        (Changed.COMMITMENT, "commitments"),
        (Changed.ACTION, "actions"),
        (Changed.RULE_VERSION, "rule_versions"),
    )
    return [actions.Link(kind.value, key) for kind, name in fields for key in form.cleaned_data[name]]


def _give(
    request: HttpRequest, one: Round, form: forms.AnswerForm, links: list[actions.Link]
) -> HttpResponse:
    given = actions.Given(form.cleaned_data["outcome"], form.words("text"), links)
    try:
        actions.answer_round(
            one=one,
            given=given,
            by=Actor.staff(staff_of(request).pk),
            at=clock.now(),
            version=form.cleaned_data["version"],
        )
    except (actions.Stale, NotAllowed, WrongState):
        return conflicts.conflict(request, form)
    return redirect("consultations:round", key=one.key)
