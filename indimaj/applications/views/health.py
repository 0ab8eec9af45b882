"""The separate review: a medical reviewer opens what is sealed and answers met, not met, until when."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from indimaj.directory.enums import Role
from indimaj.directory.models import Staff
from indimaj.directory.queries import holds

from .. import catalogue, clock, permissions
from ..actions import Stale, examine, rows
from ..actions import evidence as pieces
from ..case_forms import HealthForm
from ..enums import EvidenceState
from ..models import Application, Evidence
from .door import log, moved_on, see, staff_of
from .evidence import attachment

PAGE = 50


@login_required
def waiting(request: HttpRequest) -> HttpResponse:
    """Files with a sealed piece that waits, oldest first: references only."""
    staff = staff_of(request)
    post = holds(staff, Role.MEDICAL)
    if post is None:
        raise Http404
    files = list(
        Application.objects.awaiting_health_review(staff)
        .oldest_first()
        .values("reference", "filed_on", "due_on", "submitted_at")[:PAGE]
    )
    log(staff, post.purpose, "separate_review_queue", count=len(files))
    return render(request, "applications/health_queue.html", {"files": files})


def _sealed_file(staff: Staff, reference: str) -> Application:
    file = Application.objects.select_related("applicant", "office").filter(reference=reference).first()
    if file is None or file.submitted_at is None:
        raise Http404
    see(permissions.may_review_health(staff, file))
    return file


@login_required
def review(request: HttpRequest, reference: str) -> HttpResponse:
    """The sealed pieces of one file, and the answer. Nothing else of the file is shown."""
    staff = staff_of(request)
    file = _sealed_file(staff, reference)
    purpose = see(permissions.may_review_health(staff, file))
    facts = sealed_facts(file.campaign)
    versions = {"version": file.version, "seen": clock.now().isoformat()}
    form = HealthForm(
        request.POST or None, facts=[(fact, catalogue.fact_label(fact)) for fact in facts], initial=versions
    )
    sealed = list(file.evidence.filter(sealed=True).order_by("received_at", "id"))
    if request.method == "POST" and form.is_valid():
        try:
            _answer(file, sealed, form, staff)
        except Stale as error:
            return moved_on(request, error, form)
        return redirect("applications:health")
    log(staff, purpose, "separate_review", file.pk)
    context = {
        "file": file,
        "form": form,
        "pieces": [(piece, catalogue.evidence_label(piece.kind)) for piece in sealed],
        "rule": catalogue.text("protection_health_under_seal"),
    }
    return render(request, "applications/health.html", context, status=422 if form.errors else 200)


def sealed_facts(campaign: str) -> list[str]:
    """The facts under seal that the criteria of a campaign read."""
    policy = rows.pack()
    read = {
        fact
        for version in policy.versions
        if version.campaign == campaign
        for criterion in version.criteria
        for fact in rows.facts_of(criterion.when)
    }
    return [name for name, spec in policy.facts.items() if spec.sealed and name in read]


def _answer(file: Application, sealed: list[Evidence], form: HealthForm, staff: Staff) -> None:
    given, at = form.cleaned_data, clock.now()
    held = examine.confirm_fact(
        application=file,
        fact=given["fact"],
        value=given["outcome"] == "yes",
        by=staff,
        version=given["version"],
        valid_until=given["valid_until"],
        at=at,
    )
    for piece in sealed:
        if piece.state == EvidenceState.RECEIVED:
            piece.application = held
            pieces.accept(evidence=piece, by=staff, at=at)


@login_required
def download(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    """One sealed piece, for the reviewer alone."""
    staff = staff_of(request)
    file = _sealed_file(staff, reference)
    piece = file.evidence.filter(sealed=True, pk=pk).first()
    if piece is None:
        raise Http404
    purpose = see(permissions.may_review_health(staff, file))
    log(staff, purpose, "separate_review", file.pk, detail={"evidence": str(piece.pk)})
    return attachment(piece)
