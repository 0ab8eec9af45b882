"""The desk: rounds in every state, one round with its statements, its links and the reasons that were given."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from indimaj.design import conflicts
from indimaj.ledger.actors import Actor
from indimaj.ports import clock

from .. import actions, forms, permissions, queries, words
from ..enums import Kind, State
from ..models import Round
from ..transitions import possible
from .door import desk_or_404, form_page, log, see, staff_of

REASONS = 50


@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """All rounds, the latest first."""
    staff = staff_of(request)
    permission = permissions.may_list_rounds(staff)
    see(permission)
    number, today = queries.page_number(request.GET.get("page", "")), clock.today()
    page = queries.page_of(queries.desk_list(staff), number)
    log(staff, permission, "consultation_rounds", count=len(page.rows))
    rows = [
        {"round": one, "state": State(one.state).label, "tone": words.STATE_TONES[State(one.state)]}
        | (
            words.card(one, today)
            if one.state != State.DRAFT
            else {"standing": State.DRAFT.label, "tone": "grey"}
        )
        for one in page.rows
    ]
    context = {
        "rows": rows,
        "older": f"?page={number + 1}" if page.more else "",
        "newer": f"?page={number - 1}" if number > 1 else "",
    }
    return render(request, "consultations/desk.html", context)


@login_required
def prepare(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One round: what is missing before it opens, whom to invite, what to do next."""
    staff = staff_of(request)
    one = desk_or_404(staff, pk)
    log(staff, permissions.may_read_round(staff, one), "consultation_round", one.pk)
    today, statements = clock.today(), queries.statements_of(one)
    opening = permissions.may_open_round(staff, one, today)
    links = list(queries.invitations_of(one)[:REASONS])
    context = {
        "round": one,
        "state": State(one.state).label,
        "tone": words.STATE_TONES[State(one.state)],
        "statements": statements,
        "is_draft": one.state == State.DRAFT,
        "opening": opening,
        "may_close": possible(one.state, "close"),
        "may_answer": possible(one.state, "answer"),
        "may_invite": bool(permissions.may_invite(staff, one)),
        "kinds": dict(Kind.choices),
        "links": links,
        "gaps": _gaps(one, statements) if one.state == State.DRAFT else [],
        "due_on": one.owed.due_on,
        "published": one.state != State.DRAFT,
    }
    return render(request, "consultations/prepare.html", context)


def _gaps(one: Round, statements: Any) -> list[str]:
    languages = dict(forms.LANGUAGE_CHOICES)
    return [
        f"{name} · {languages[language]} · {gap.label}"
        for name, found in permissions.gaps(one, statements)
        for language, gap in found
    ]


@login_required
def reasons(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The reasons that were given, by statement; who gave one is not known, only for whom they spoke."""
    staff = staff_of(request)
    one = desk_or_404(staff, pk)
    number = queries.page_number(request.GET.get("page", ""))
    page = queries.page_of(queries.reasons_of(one), number, REASONS)
    log(staff, permissions.may_read_round(staff, one), "consultation_reasons", one.pk, count=len(page.rows))
    context = {
        "round": one,
        "rows": page.rows,
        "older": f"?page={number + 1}" if page.more else "",
        "newer": f"?page={number - 1}" if number > 1 else "",
    }
    return render(request, "consultations/reasons.html", context)


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Begin a round."""
    staff = staff_of(request)
    see(permissions.may_draft_round(staff))
    form = forms.RoundForm(request.POST or None, bodies=queries.bodies_that_ask(), today=clock.today())
    if form.is_valid():
        made = actions.draft_round(
            draft=_draft(form),
            by=Actor.staff(staff.pk),
            at=clock.now(),
            submission=form.cleaned_data["submission"],
        )
        return redirect("consultations:prepare", pk=made.pk)
    return form_page(
        request, form, title=_("New round"), submit=_("Keep as a draft"), back=reverse("consultations:desk")
    )


@login_required
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a draft."""
    staff = staff_of(request)
    one = desk_or_404(staff, pk)
    form = forms.RoundForm(
        request.POST or None,
        bodies=queries.bodies_that_ask(),
        today=clock.today(),
        kept={"title": one.title, "about": one.about},
        initial={
            "body": one.body_id,
            "way": one.way,
            "closes_on": one.closes_on.isoformat(),
            "due_on": one.owed.due_on.isoformat(),
            "version": one.version,
        },
    )
    if not permissions.may_change_round(staff, one):
        return _moved_on(request, one, form)
    if form.is_valid():
        try:
            actions.change_round(
                one=one,
                draft=_draft(form),
                by=Actor.staff(staff.pk),
                at=clock.now(),
                version=form.cleaned_data["version"],
            )
        except actions.Stale:
            return conflicts.conflict(request, form)
        return redirect("consultations:prepare", pk=one.pk)
    return form_page(
        request,
        form,
        title=_("Change the round"),
        submit=_("Keep the changes"),
        back=reverse("consultations:prepare", args=[one.pk]),
    )


def _draft(form: forms.RoundForm) -> actions.Draft:
    data = form.cleaned_data
    return actions.Draft(
        title=form.words("title"),
        about=form.words("about"),
        body=form.bodies[data["body"]],
        way=data["way"],
        closes_on=data["closes_on"],
        due_on=data["due_on"],
    )


def _moved_on(request: HttpRequest, one: Round, form: Any) -> HttpResponse:
    """The round is no draft any more: what was typed is shown, and nothing is lost by reading."""
    if request.method == "POST":
        return conflicts.conflict(request, form)
    raise Http404
