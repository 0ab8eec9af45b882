"""Papers and letters as downloads: each opening a line in the ledger, before the bytes go out."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from indimaj.directory.enums import Purpose
from indimaj.ledger.enums import Compartment
from indimaj.letters.enums import LetterKind
from indimaj.letters.http import pdf_response
from indimaj.letters.models import Letter

from ..models import Document
from ..permissions import may_open_document
from .door import attachment, client_or_404, log, see, staff_of

OURS = (LetterKind.RECOGNITION_DECISION, LetterKind.CONSULATE_SILENCE)


@login_required
@require_safe
def document(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One paper, for the caseworker or the body that examines."""
    staff = staff_of(request)
    found = Document.objects.visible_to(staff).select_related("client", "asset").filter(pk=pk).first()
    if found is None:
        raise Http404
    log(staff, see(may_open_document(staff, found)), "recognition_document", found.client_id)
    return attachment(found)


@login_required
@require_safe
def letter(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    """A decision or a slip as PDF, for the caseworker who hands it over."""
    staff = staff_of(request)
    client = client_or_404(staff, reference)
    found = Letter.objects.filter(
        pk=pk, subject=client.pk, compartment=Compartment.SERVICE, kind__in=OURS
    ).first()
    if found is None:
        raise Http404
    log(staff, Purpose.SUPPORT, "letter", client.pk)
    return pdf_response(found)
