"""A letter as an answer to a browser. Permission and the ledger line are the caller's, before this."""

from django.http import HttpResponse

from indimaj.ports import clock

from . import actions
from .models import Letter


def pdf_response(letter: Letter) -> HttpResponse:
    """The PDF as an attachment whose name says nothing about migration."""
    response = HttpResponse(actions.pdf(letter, at=clock.now()), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="document-{letter.made_at:%Y-%m-%d}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
