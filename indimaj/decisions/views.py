"""Pages of the commission and of the deciding authority, one function a page."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from indimaj.applications.actions import Stale
from indimaj.applications.models import Application
from indimaj.applications.queries import assessment
from indimaj.applications.views.door import log, see, staff_of
from indimaj.design import conflicts
from indimaj.design.charts import bars
from indimaj.directory.enums import STATUS_ROLES, Role
from indimaj.directory.models import Office, Staff
from indimaj.directory.permissions import NotAllowed, Refused
from indimaj.directory.queries import holds
from indimaj.letters.http import pdf_response
from indimaj.letters.models import Letter
from indimaj.ports import clock

from . import actions, findings, queries, remedies
from .enums import Outcome, SittingState
from .forms import NoticeForm, OpinionForm, PaperForm, SittingForm, VerdictForm
from .models import AgendaItem, Decision, Sitting
from .office_papers import subject_of
from .papers import proposal_words
from .permissions import (
    ALREADY_DONE,
    may_call_sitting,
    may_decide,
    may_give_notice,
    may_make_paper,
    may_record_opinion,
    may_see_decision,
    may_see_sitting,
)

PAGE = 50
MAKES_PAPERS = (Role.SECRETARY, Role.HEAD)
COUNTS_DEPARTURES = (Role.SECRETARY, Role.HEAD, Role.AUTHORITY, Role.DATA_PROTECTION)


@login_required
def index(request: HttpRequest) -> HttpResponse:
    """The latest sittings, and what waits for a sitting, a decision or a notice."""
    staff = staff_of(request)
    if not holds(staff, *STATUS_ROLES, Role.DATA_PROTECTION, Role.ADMINISTRATOR):
        raise Http404
    context = {
        "sittings": list(queries.sittings_for(staff)),
        "may_call": queries.offices_where(staff, Role.SECRETARY).exists(),
        "decides": queries.offices_where(staff, Role.AUTHORITY).exists(),
        "papers": queries.offices_where(staff, *MAKES_PAPERS).exists(),
        "counts": queries.offices_where(staff, *COUNTS_DEPARTURES).exists(),
    }
    return render(request, "decisions/index.html", context)


@login_required
def call(request: HttpRequest) -> HttpResponse:
    """Plan a sitting with the files that have waited longest."""
    staff = staff_of(request)
    offices = list(queries.offices_where(staff, Role.SECRETARY)[:100])
    if not offices:
        raise Http404
    form = SittingForm(request.POST or None, offices=offices, accounts=queries.possible_members(offices))
    waiting = [(office, queries.ready_for_the_commission(office).count()) for office in offices[:4]]
    if request.method == "POST" and form.is_valid():
        office = next(one for one in offices if one.code == form.cleaned_data["office"])
        see(may_call_sitting(staff, office))
        ready = queries.ready_for_the_commission(office)
        first = ready.first()
        if called := queries.sitting_called_by(staff, form.cleaned_data["submission"]):
            return redirect("decisions:sitting", called.pk)
        if first is None:
            form.add_error("office", _("No file of this office is ready for the commission."))
        else:
            chosen = ready.filter(campaign=first.campaign)[: form.cleaned_data["how_many"]]
            sitting = actions.call_sitting(
                office=office,
                campaign=first.campaign,
                held_on=form.cleaned_data["held_on"],
                members=form.members(),
                applications=list(chosen.values_list("pk", flat=True)),
                by=staff,
                submission=form.cleaned_data["submission"],
                at=clock.now(),
            )
            return redirect("decisions:sitting", sitting.pk)
    status = 422 if form.errors else 200
    return render(request, "decisions/call.html", {"form": form, "waiting": waiting}, status=status)


@login_required
def sitting(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The agenda of a sitting, and where each file stands."""
    staff = staff_of(request)
    found = get_object_or_404(Sitting.objects.select_related("office").prefetch_related("members"), pk=pk)
    purpose = see(may_see_sitting(staff, found))
    items = list(found.items.select_related("application__applicant", "opinion").order_by("position"))
    log(staff, purpose, "sitting", found.pk, count=len(items))
    context = {
        "sitting": found,
        "items": items,
        "records": bool(may_record_opinion(staff, found)),
        "may_call": bool(may_call_sitting(staff, found.office)),
        "planned": found.state == SittingState.PLANNED,
        "left": [one for one in items if not one.adjourned and not hasattr(one, "opinion")],
        "papers": Letter.objects.filter(subject=found.pk).order_by("made_at"),
    }
    return render(request, "decisions/sitting.html", context)


@login_required
@require_POST
def step(request: HttpRequest, pk: UUID, verb: str) -> HttpResponse:
    """Open or close a sitting."""
    staff = staff_of(request)
    found = get_object_or_404(Sitting, pk=pk)
    see(may_call_sitting(staff, found.office))
    act = {"open": actions.open_sitting, "close": actions.close_sitting}[verb]
    act(sitting=found, by=staff, at=clock.now())
    return redirect("decisions:sitting", pk)


@login_required
def item(request: HttpRequest, pk: UUID, position: int) -> HttpResponse:
    """One file in session: findings, what each member holds, the joint opinion."""
    staff = staff_of(request)
    found = get_object_or_404(
        AgendaItem.objects.select_related("sitting__office", "application__applicant", "application__office"),
        sitting=pk,
        position=position,
    )
    purpose = see(may_see_sitting(staff, found.sitting))
    opinion = getattr(found, "opinion", None)
    assessed = opinion.assessment if opinion else None
    if assessed is None:
        assessed = assessment(found.application, on=found.sitting.held_on).as_dict()
    members = list(found.sitting.members.order_by("id"))
    form = OpinionForm(request.POST or None, proposal=assessed["proposal"], members=members)
    records = bool(may_record_opinion(staff, found.sitting)) and opinion is None and not found.adjourned
    if request.method == "POST":
        see(may_call_sitting(staff, found.sitting.office))
        if not records:
            return conflicts.conflict(request, form)
        try:
            if "adjourn" in request.POST:
                actions.adjourn(item=found, by=staff, at=clock.now())
                return _next(found)
            if form.is_valid():
                actions.speak(
                    item=found, voices=form.voices(), verdict=form.verdict(), by=staff, at=clock.now()
                )
                return _next(found)
        except NotAllowed as error:
            if error.answer is not ALREADY_DONE:
                raise
            return conflicts.conflict(request, form)
    else:
        log(staff, purpose, "file_in_sitting", found.application_id)
    context = {
        "item": found,
        "application": found.application,
        "findings": findings.rows(assessed),
        "proposal": proposal_words(assessed["proposal"])[request.LANGUAGE_CODE[:2]],
        "form": form,
        "records": records,
        "opinion": opinion,
        "voices": found.member_opinions.select_related("member").order_by("member_id"),
    }
    return render(request, "decisions/item.html", context, status=422 if form.errors else 200)


def _next(done: AgendaItem) -> HttpResponse:
    following = done.sitting.items.filter(
        position__gt=done.position, adjourned=False, opinion__isnull=True
    ).order_by("position")
    upcoming = following.first()
    if upcoming:
        return redirect("decisions:item", done.sitting_id, upcoming.position)
    return redirect("decisions:sitting", done.sitting_id)


@login_required
def paper(request: HttpRequest, pk: UUID, letter: UUID) -> HttpResponse:
    """The agenda or the minutes as PDF."""
    staff = staff_of(request)
    found = get_object_or_404(Sitting.objects.select_related("office").prefetch_related("members"), pk=pk)
    purpose = see(may_see_sitting(staff, found))
    wanted = get_object_or_404(Letter, pk=letter, subject=found.pk)
    log(staff, purpose, wanted.kind, found.pk)
    return pdf_response(wanted)


@login_required
def office_papers(request: HttpRequest) -> HttpResponse:
    """The office's own papers: make one about a day, or print one that was made."""
    staff = staff_of(request)
    offices = list(queries.offices_where(staff, *MAKES_PAPERS)[:100])
    if not offices:
        raise Http404
    form = PaperForm(request.POST or None, offices=offices, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        office = next(one for one in offices if one.code == given["office"])
        made = actions.make_paper(
            office=office, kind=given["kind"], day=given["on"], by=staff, at=clock.now()
        )
        return redirect("decisions:office_paper", office.code, made.pk)
    context = {"form": form, "papers": queries.papers_of(offices)}
    return render(request, "decisions/papers.html", context, status=422 if form.errors else 200)


@login_required
def office_paper(request: HttpRequest, code: str, letter: UUID) -> HttpResponse:
    """One of the office's own papers as PDF."""
    staff = staff_of(request)
    office = get_object_or_404(Office, code=code)
    purpose = see(may_make_paper(staff, office))
    wanted = get_object_or_404(Letter, pk=letter, subject=subject_of(office))
    log(staff, purpose, wanted.kind, wanted.subject)
    return pdf_response(wanted)


@login_required
def to_decide(request: HttpRequest) -> HttpResponse:
    """What waits for the authority, oldest first."""
    return _waiting(request, queries.awaiting_decision, "decisions/to_decide.html", (Role.AUTHORITY,))


@login_required
def to_notify(request: HttpRequest) -> HttpResponse:
    """Decisions of which the person has had no regular notice."""
    roles = (Role.COUNTER, Role.EXAMINER, Role.SECRETARY, Role.HEAD)
    return _waiting(request, queries.awaiting_notice, "decisions/to_notify.html", roles)


def _waiting(
    request: HttpRequest, rows: Callable[[Staff], QuerySet[Any]], template: str, roles: tuple[Role, ...]
) -> HttpResponse:
    staff = staff_of(request)
    if not queries.offices_where(staff, *roles).exists():
        raise Http404
    shown = list(rows(staff)[: PAGE + 1])
    log(staff, roles[0].value, template.split("/")[1].removesuffix(".html"), count=len(shown[:PAGE]))
    return render(request, template, {"rows": shown[:PAGE], "more": len(shown) > PAGE})


@login_required
def decide(request: HttpRequest, reference: str) -> HttpResponse:
    """The authority reads the opinion and the findings, and decides. Nothing is pre-ticked."""
    staff = staff_of(request)
    application = get_object_or_404(
        Application.objects.select_related("applicant", "office"), reference=reference
    )
    answer = may_decide(staff, application)
    if isinstance(answer, Refused):
        if answer.code in {"registered_it", "recorded_opinion"}:
            raise NotAllowed(answer)
        made = application.decisions.first()
        if request.method == "POST" and answer.code == "no_opinion" and made is not None:
            return conflicts.conflict(request, VerdictForm(request.POST, proposal=""))
        if made is not None and may_give_notice(staff, made):
            return redirect("decisions:decision", made.pk)
        raise Http404
    opinion = application.opinions.select_related("item__sitting").latest("given_at")
    found = assessment(application, on=clock.today()).as_dict()
    form = VerdictForm(request.POST or None, proposal=found["proposal"], initial={"signed_by": staff.name})
    if request.method == "POST" and form.is_valid():
        try:
            decision = actions.decide(
                application=application,
                verdict=form.verdict(),
                by=staff,
                version=_version(request),
                at=clock.now(),
            )
        except Stale:
            return conflicts.conflict(request, form)
        return redirect("decisions:decision", decision.pk)
    if request.method == "GET":
        log(staff, answer.purpose, "file_for_decision", application.pk)
    context = {
        "application": application,
        "opinion": opinion,
        "voices": opinion.item.member_opinions.select_related("member").order_by("member_id"),
        "findings": findings.rows(found),
        "proposal": proposal_words(found["proposal"])[request.LANGUAGE_CODE[:2]],
        "form": form,
    }
    return render(request, "decisions/decide.html", context, status=422 if form.errors else 200)


def _version(request: HttpRequest) -> int:
    """The version that the page showed; a post without one is no post of this page."""
    try:
        return int(request.POST.get("version", ""))
    except ValueError:
        raise Http404 from None


@login_required
def decision(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A decision: its letter, its notices, the remedies with their days; and the form to record a notice."""
    staff = staff_of(request)
    found = get_object_or_404(
        Decision.objects.select_related("application__applicant", "application__office").prefetch_related(
            "notices"
        ),
        pk=pk,
    )
    purpose = see(may_see_decision(staff, found))
    notifies = bool(may_give_notice(staff, found))
    form = NoticeForm(request.POST or None, decided_on=found.decided_on)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.give_notice(
            decision=found,
            channel=data["channel"],
            on=data["on"],
            signed=data["signed"],
            witness=data["witness"],
            by=staff,
            at=clock.now(),
        )
        return redirect("decisions:decision", pk)
    if request.method == "GET":
        log(staff, purpose, "decision", found.application_id)
    refused = found.outcome == Outcome.UNFAVOURABLE
    read = remedies.read_on(found) if refused else None
    context = {
        "decision": found,
        "application": found.application,
        "notices": found.notices.all(),
        "read_on": read,
        "remedies": remedies.words(found, request.LANGUAGE_CODE[:2], read) if refused else [],
        "form": form if notifies else None,
    }
    return render(request, "decisions/decision.html", context, status=422 if form.errors else 200)


@login_required
def letter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The decision letter as PDF."""
    staff = staff_of(request)
    found = get_object_or_404(Decision.objects.select_related("application"), pk=pk)
    purpose = see(may_see_decision(staff, found))
    log(staff, purpose, "decision_letter", found.application_id)
    return pdf_response(get_object_or_404(Letter, pk=found.letter))


@login_required
def departures(request: HttpRequest) -> HttpResponse:
    """Opinions that depart from what the rule proposes, counted by office, drawn and in a table."""
    staff = staff_of(request)
    rows = queries.departures_by_office(staff)
    if not queries.offices_where(staff, *COUNTS_DEPARTURES).exists():
        raise Http404
    log(staff, "supervision", "departures", count=len(rows))
    title, heads = _("Departures from the rule"), (_("Office"), _("Departures"))
    drawn = [(str(row["office"]), row["departures"]) for row in rows[:12]]
    chart = bars("departures", title, drawn, heads=heads) if rows else None
    return render(request, "decisions/departures.html", {"rows": rows, "chart": chart})
