"""The person's papers: sent as files, or stated as impossible to obtain."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from indimaj.applications import catalogue
from indimaj.applications.actions import evidence
from indimaj.applications.enums import EvidenceState, State
from indimaj.applications.models import Application
from indimaj.applications.permissions import may_add
from indimaj.applications.reasons import UPLOAD_STATUS, UPLOADS
from indimaj.directory import limits
from indimaj.ledger.actors import Actor
from indimaj.ports.uploads import UploadRefused

from .. import moment, policy, steps, visits
from ..forms import ImpossibleForm, ProofForm, limit_in_megabytes


@require_safe
@visits.own_file
def documents(request: HttpRequest, file: Application) -> HttpResponse:
    """What papers can show, and what came in."""
    held = steps.evidence_by_kind(file)
    facts = [steps.FOR_EVERY_FILE, *dict.fromkeys([*steps.facts_to_prove(file), *asked_facts(file)])]
    context = {
        "draft": file.state == State.DRAFT,
        "may_add": bool(may_add(file)),
        "tasks": [_task(fact, held) for fact in facts],
        "pieces": [
            {"label": catalogue.evidence_label(kind), "value": piece.get_state_display()}
            for kind, pieces in held.items()
            for piece in pieces
        ],
    }
    return render(request, "portal/documents.html", context)


def asked_facts(file: Application) -> list[str]:
    """The facts that an open request of the office asks about."""
    asked = file.completion_requests.filter(answered_at=None).values_list("asked", flat=True)
    return [line["fact"] for lines in asked for line in lines if line["fact"] in policy.pack().facts]


def _task(fact: str, held: dict[str, list[Any]]) -> dict[str, Any]:
    usual, substitutes = steps.kinds_for(fact)
    pieces = [piece for kind in (*usual, *substitutes) for piece in held.get(kind, ())]
    task = {"label": heading(fact), "url": reverse("portal:proof", args=[fact])}
    if any(piece.state in (EvidenceState.RECEIVED, EvidenceState.ACCEPTED) for piece in pieces):
        return {**task, "state": _("Sent"), "tone": "green"}
    if pieces:
        return {**task, "state": _("Impossible to obtain"), "tone": "amber"}
    return {**task, "state": _("To do"), "tone": "blue"}


def heading(fact: str) -> str:
    """What a page of papers is about."""
    return _("For every application") if fact == steps.FOR_EVERY_FILE else catalogue.fact_label(fact)


@require_http_methods(["GET", "HEAD", "POST"])
@visits.own_changeable_file
def proof(request: HttpRequest, file: Application, fact: str) -> HttpResponse:
    """Send a paper that shows one fact."""
    _known_or_404(fact)
    if request.method == "POST" and (seconds := limits.wait(request, limits.UPLOADING)):
        return limits.too_many(request, seconds)
    usual, substitutes = steps.kinds_for(fact)
    data = request.POST if request.method == "POST" else None
    form = ProofForm(data, request.FILES or None if data else None, kinds=_labels([*usual, *substitutes]))
    status = 200
    if data is not None:
        if form.is_valid():
            try:
                evidence.receive(
                    application=file, kind=form.cleaned_data["kind"], upload=form.cleaned_data["upload"],
                    by=Actor.person(file.pk), at=moment.now(),
                )  # fmt: skip
            except UploadRefused as refused:
                form.add_error("upload", str(UPLOADS[refused.code]))
                status = {**UPLOAD_STATUS, "wrong_type": 415}.get(refused.code, 422)
            else:
                return redirect("portal:documents")
        else:
            status = 422
    context = {
        "form": form,
        "fact": fact,
        "heading": heading(fact),
        "kinds": [
            {"icon": catalogue.evidence_picture(kind), "label": label} for kind, label in _labels(usual)
        ],
        "substitutes": [label for _code, label in _labels(substitutes)],
        "limit": limit_in_megabytes(),
    }
    return render(request, "portal/proof_page.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@visits.own_changeable_file
def impossible(request: HttpRequest, file: Application, fact: str) -> HttpResponse:
    """State that a paper is impossible to obtain: its substitutes are taken then."""
    _known_or_404(fact)
    usual, substitutes = steps.kinds_for(fact)
    data = request.POST if request.method == "POST" else None
    form = ImpossibleForm(data, kinds=_labels(usual))
    if data is not None and form.is_valid():
        evidence.state_impossible(
            application=file, kind=form.cleaned_data["kind"], note=form.cleaned_data["note"],
            by=Actor.person(file.pk), at=moment.now(),
        )  # fmt: skip
        return redirect("portal:proof", fact=fact)
    context = {
        "form": form,
        "fact": fact,
        "heading": heading(fact),
        "substitutes": [label for _code, label in _labels(substitutes)],
    }
    return render(request, "portal/impossible.html", context, status=200 if data is None else 422)


def _known_or_404(fact: str) -> None:
    if fact != steps.FOR_EVERY_FILE and fact not in policy.pack().facts:
        raise Http404


def _labels(kinds: list[str]) -> list[tuple[str, str]]:
    return [(kind, catalogue.evidence_label(kind)) for kind in kinds]
