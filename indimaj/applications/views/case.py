"""The case page and what an examining officer does on it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from indimaj import law
from indimaj.directory.enums import Role
from indimaj.directory.models import Staff
from indimaj.directory.permissions import NotAllowed
from indimaj.ledger.actors import Actor
from indimaj.letters.http import pdf_response
from indimaj.letters.models import Letter
from indimaj.people.answers import answers_of

from .. import case, catalogue, clock, permissions, queries
from ..actions import Stale, examine, intake, rows
from ..case_forms import AssignForm, CompletionForm, RejectForm, VersionedForm
from ..enums import EvidenceState
from ..forms import FactsForm, PersonForm, fact_initial
from ..models import Application, Evidence
from ..reasons import NOT_READY
from ..words import EVIDENCE_TONES, tone
from .door import file_or_404, log, moved_on, see, staff_of


@login_required
def page(request: HttpRequest, reference: str) -> HttpResponse:
    """The file: who, what the rule finds and why, what is missing, the pieces, one form, what happened."""
    staff = staff_of(request)
    file = file_or_404(staff, reference)
    log(staff, see(permissions.may_open(staff, file)), "application", file.pk)
    return render(request, "applications/case.html", context_of(request, staff, file))


def context_of(request: HttpRequest, staff: Staff, file: Application, **forms: Any) -> dict[str, Any]:
    """What the case page needs, with the form that was refused in place of a fresh one."""
    today = clock.today()
    found = case.findings(file, today)
    lines = case.fact_lines(file, found)
    pieces = queries.evidence_of(staff, file)
    may_examine = bool(permissions.may_examine(staff, file))
    chosen = request.GET.get("fact", "") or case.next_fact(lines)
    requests = list(file.completion_requests.order_by("number"))
    versions = {"version": file.version, "seen": clock.now().isoformat()}
    acts = case.acts_on(file)
    reads = case.reads_on(file) if permissions.may_see_readers(staff, file) else []
    people = case.names_of([*acts, *reads])
    context: dict[str, Any] = {
        "file": file,
        "versions": versions,
        "state": (file.get_state_display(), tone(file.state)),
        "overdue": bool(file.is_open and file.due_on and file.due_on < today),
        "person": _person(staff, file),
        "found": found,
        "facts": lines,
        "pieces": [
            (piece, catalogue.evidence_label(piece.kind), EVIDENCE_TONES[EvidenceState(piece.state)])
            for piece in pieces
        ],
        "requests": [(one, [catalogue.fact_label(line["fact"]) for line in one.asked]) for one in requests],
        "timeline": case.timeline(acts, people),
        "letters": Letter.objects.filter(subject=file.pk).order_by("-made_at")[:20],
        "may_examine": may_examine,
        "may_mark": bool(permissions.may_mark_examined(staff, file)),
        "may_reopen": bool(permissions.may_reopen(staff, file)),
        "may_receive": bool(permissions.may_receive(staff, file)),
        "may_correct": bool(permissions.may_correct_identity(staff, file)),
        "may_replace_code": bool(permissions.may_replace_code(staff, file)),
        "may_take": bool(permissions.may_assign(staff, file, staff)) and file.assigned_to_id != staff.pk,
        "today": today,
        **forms,
    }
    if reads:
        context["readings"] = case.readings(reads, people)
    if may_examine and chosen in {name for name in rows.pack().facts if case.askable_fact(name)}:
        context.setdefault("fact_form", fact_form(file, chosen))
        context["fact"] = chosen
        context["fact_label"] = catalogue.fact_label(chosen)
        context["proofs"] = [
            (one, catalogue.evidence_label(one.kind)) for one in case.proving(chosen, pieces)
        ]
        context["wanted"] = case.wanted(chosen)
    if may_examine:
        context.setdefault(
            "completion_form",
            completion_form(file, found, pieces, second=bool(requests), versions=versions),
        )
        context["reject_form"] = RejectForm(initial=versions, auto_id=False)
    return context


def _person(staff: Staff, file: Application) -> list[tuple[str, Any]]:
    """The identity bar. Contacts are locked once a refusal is final (practice 10)."""
    person = file.applicant
    assert person
    shown: list[tuple[str, Any]] = [
        (_("Name in Arabic"), person.name_arabic),
        (_("Name as said"), person.name_said),
        (_("Birth"), catalogue.value_text("birth", answers_of(person).birth.as_fact())),
        (_("Sex"), person.get_sex_display()),
        (
            _("Nationality"),
            catalogue.nationality_names(person.nationalities) or person.get_nationality_status_display(),
        ),
        (_("Document"), person.document_number),
    ]
    if permissions.may_see_contacts(staff, file):
        shown += [(_("Phone"), person.phone), (_("E-mail"), person.email), (_("Address"), person.address)]
    return [(label, value) for label, value in shown if value]


def fact_form(file: Application, name: str, data: Any = None) -> FactsForm:
    """The box of one fact, with what the person stated in it."""
    initial = {name: fact_initial(name, file.facts.get(name, file.declared.get(name)))}
    return FactsForm(data, names=[name], initial=initial)


def completion_form(
    file: Application,
    found: case.Findings,
    pieces: list[Evidence],
    *,
    second: bool,
    versions: dict[str, Any],
    data: Any = None,
) -> CompletionForm:
    """The list that the rule proposes, to be edited."""
    initial = {**versions, "asked": case.proposed_request(file, found, pieces)}
    return CompletionForm(data, facts=case.askable(file, found), second=second, initial=initial)


def _to_page(file: Application, part: str = "") -> HttpResponse:
    response = redirect("applications:case", file.reference)
    if part:
        response["Location"] += f"#{part}"
    return response


def _version(request: HttpRequest) -> int:
    """The version that the page showed; a post without it is no post of this page."""
    form = VersionedForm(request.POST)
    if not form.is_valid():
        raise Http404
    return int(form.cleaned_data["version"])


@login_required
@require_POST
def confirm(request: HttpRequest, reference: str, fact: str) -> HttpResponse:
    """Confirm one fact from a piece, or take its confirmation back."""
    staff = staff_of(request)
    file = file_or_404(staff, reference)
    see(permissions.may_open(staff, file))
    if not case.askable_fact(fact):
        raise Http404
    version, form = _version(request), fact_form(file, fact, request.POST)
    try:
        if request.POST.get("do") == "set_aside":
            examine.set_aside_fact(application=file, fact=fact, by=staff, version=version, at=clock.now())
            return _to_page(file, "facts")
        if form.is_valid() and form.stated():
            piece = _piece(file, request.POST.get("evidence", ""))
            examine.confirm_fact(
                application=file,
                fact=fact,
                value=form.stated()[fact],
                evidence=piece,
                by=staff,
                version=version,
                at=clock.now(),
            )
            return _to_page(file, "facts")
        if not form.errors:
            form.refuse(fact, _("Write the value that the documents show."))
    except Stale as error:
        return moved_on(request, error, form)
    except law.FactError as error:
        form.refuse(fact, catalogue.error_text(error))
    return _again(request, staff, file, fact_form=form, fact=fact)


def _again(request: HttpRequest, staff: Staff, file: Application, **forms: Any) -> HttpResponse:
    """The page with the form that was refused, everything typed kept."""
    return render(request, "applications/case.html", context_of(request, staff, file, **forms), status=422)


def _piece(file: Application, text: str) -> Evidence | None:
    """The piece that was chosen, if it is one of this file and not under seal."""
    try:
        return file.evidence.filter(sealed=False, pk=UUID(text)).first()
    except ValueError:
        return None


@login_required
@require_POST
def request_completion(request: HttpRequest, reference: str) -> HttpResponse:
    """Send the one complete, dated list of what is missing."""
    staff = staff_of(request)
    file = file_or_404(staff, reference)
    version = _version(request)
    found = case.findings(file, clock.today())
    second = file.completion_requests.exists()
    form = completion_form(file, found, [], second=second, versions={}, data=request.POST)
    if not form.is_valid():
        return _again(request, staff, file, completion_form=form)
    asked = [{"fact": fact} for fact in form.cleaned_data["asked"]]
    try:
        examine.request_completion(
            application=file,
            asked=asked,
            reason=form.cleaned_data.get("reason", ""),
            by=staff,
            version=version,
            at=clock.now(),
        )
    except Stale as error:
        return moved_on(request, error, form)
    messages.success(request, _("The list was sent. It is in the letters of the file."))
    return _to_page(file)


@login_required
@require_POST
def step(request: HttpRequest, reference: str, verb: str) -> HttpResponse:
    """Finish the examination, take it up again, take the file, or note that everything was brought."""
    staff = staff_of(request)
    file = file_or_404(staff, reference)
    version = _version(request)
    at = clock.now()
    try:
        if verb == "mark_examined":
            examine.mark_examined(application=file, by=staff, version=version, at=at)
        elif verb == "reopen":
            examine.reopen(application=file, by=staff, version=version, at=at)
        elif verb == "take":
            examine.assign(application=file, to=staff, by=staff, version=version, at=at)
        elif verb == "brought":
            examine.answer_completion(application=file, by=Actor.staff(staff.pk), at=at)
        else:
            raise Http404
    except Stale as error:
        return moved_on(request, error)
    return _to_page(file)


@login_required
def assign(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the file to an examining officer of its office."""
    staff = staff_of(request)
    file = file_or_404(staff, reference)
    today = clock.today()
    examiners = Staff.objects.filter(
        posts__role=Role.EXAMINER, posts__office=file.office_id, posts__held_from__lte=today, is_active=True
    ).distinct()
    versions = {"version": file.version, "seen": clock.now().isoformat()}
    form = AssignForm(request.POST or None, examiners=examiners, initial=versions)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            examine.assign(
                application=file, to=given["to"], by=staff, version=given["version"], at=clock.now()
            )
        except Stale as error:
            return moved_on(request, error, form)
        except NotAllowed as error:
            form.add_error("to", str(error.answer.reason))
        else:
            return _to_page(file)
    context = {"file": file, "form": form}
    return render(request, "applications/assign.html", context, status=422 if form.errors else 200)


@login_required
def identity(request: HttpRequest, reference: str) -> HttpResponse:
    """Correct the identity or a contact: free, and never held against the person."""
    staff = staff_of(request)
    file = file_or_404(staff, reference)
    see(permissions.may_correct_identity(staff, file))
    assert file.applicant
    initial = PersonForm.initial_of(answers_of(file.applicant))
    form = PersonForm(request.POST or None, initial=initial, today=clock.today())
    if request.method == "POST":
        version = _version(request)
        if form.is_valid():
            try:
                intake.correct_identity(
                    application=file, person=form.answers(), by=staff, version=version, at=clock.now()
                )
                return _to_page(file)
            except Stale as error:
                return moved_on(request, error, form)
            except intake.NotReady as error:
                form.add_error("given_names", str(NOT_READY[error.missing]))
    context = {
        "file": file,
        "form": form,
        "versions": {"version": file.version, "seen": clock.now().isoformat()},
        "free": catalogue.text("protection_name_discrepancy"),
    }
    return render(request, "applications/identity.html", context, status=422 if form.errors else 200)


@login_required
def letter(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    """A letter of the file, as a PDF."""
    staff = staff_of(request)
    file = file_or_404(staff, reference)
    found = get_object_or_404(Letter, pk=pk, subject=file.pk)
    log(staff, see(permissions.may_open(staff, file)), "letter", file.pk, detail={"letter": str(found.pk)})
    return pdf_response(found)
