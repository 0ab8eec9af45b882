"""Pieces of evidence: opened one by one, each opening a line in the ledger; taken as proof or not."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from indimaj.directory.models import Staff
from indimaj.ledger.actors import Actor
from indimaj.ports import storage
from indimaj.ports.uploads import UploadRefused

from .. import clock, permissions
from ..actions import Stale, evidence
from ..case_forms import PieceForm, RejectForm, VersionedForm
from ..models import Application, Evidence, PhonePaper
from ..reasons import UPLOAD_STATUS, UPLOADS
from .door import file_or_404, log, moved_on, see, staff_of

EXTENSIONS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


def piece_or_404(staff: Staff, file: Application, pk: UUID) -> Evidence:
    """A piece of a file; a sealed one does not exist but for the medical reviewer."""
    piece = Evidence.objects.filter(application=file, pk=pk).first()
    if piece is None:
        raise Http404
    if piece.sealed:
        see(permissions.may_see_health(staff, file))
    piece.application = file
    return piece


def attachment(piece: Evidence | PhonePaper) -> HttpResponse:
    """The bytes as a download whose name says nothing."""
    if not piece.path:
        raise Http404
    response = HttpResponse(storage.read(piece.path), content_type=piece.content_type)
    name = f"document-{str(piece.pk)[:8]}.{EXTENSIONS[piece.content_type]}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@login_required
def download(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    """One piece, as an attachment."""
    staff = staff_of(request)
    file = file_or_404(staff, reference)
    piece = piece_or_404(staff, file, pk)
    log(
        staff, see(permissions.may_open(staff, file)), "evidence", file.pk, detail={"evidence": str(piece.pk)}
    )
    return attachment(piece)


@login_required
@require_POST
def judge(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    """Take a piece as proof, or not, with its reason."""
    staff = staff_of(request)
    file = file_or_404(staff, reference)
    piece = piece_or_404(staff, file, pk)
    refusing = request.POST.get("do") == "reject"
    form = RejectForm(request.POST) if refusing else VersionedForm(request.POST)
    if not form.is_valid():
        raise Http404
    version = form.cleaned_data["version"]
    try:
        if refusing:
            reason = form.cleaned_data["reason"]
            evidence.reject(evidence=piece, by=staff, reason=reason, version=version, at=clock.now())
        else:
            evidence.accept(evidence=piece, by=staff, version=version, at=clock.now())
    except Stale as error:
        return moved_on(request, error, form)
    response = redirect("applications:case", file.reference)
    response["Location"] += "#evidence"
    return response


@login_required
def add(request: HttpRequest, reference: str) -> HttpResponse:
    """One more piece, or the statement that it is impossible to obtain."""
    staff = staff_of(request)
    file = file_or_404(staff, reference)
    see(permissions.may_receive(staff, file))
    form = PieceForm(request.POST or None, request.FILES or None)
    status = 422
    if request.method == "POST" and form.is_valid():
        given, by = form.cleaned_data, Actor.staff(staff.pk)
        try:
            if given["impossible"]:
                evidence.state_impossible(
                    application=file, kind=given["kind"], note=given["note"], by=by, at=clock.now()
                )
            else:
                evidence.receive(
                    application=file, kind=given["kind"], upload=given["upload"], by=by, at=clock.now()
                )
        except UploadRefused as error:
            form.add_error("upload", str(UPLOADS[error.code]))
            status = UPLOAD_STATUS.get(error.code, status)
        else:
            response = redirect("applications:case", file.reference)
            response["Location"] += "#evidence"
            return response
    context = {"file": file, "form": form}
    return render(request, "applications/add_piece.html", context, status=status if form.errors else 200)
