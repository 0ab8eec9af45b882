"""A paper as a download."""

from django.http import Http404, HttpResponse

from indimaj.ports import storage

from .models import Paper

EXTENSIONS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


def paper_response(paper: Paper) -> HttpResponse:
    """The bytes as a download whose name says nothing."""
    if not paper.path:
        raise Http404
    response = HttpResponse(storage.read(paper.path), content_type=paper.content_type)
    name = f"document-{str(paper.pk)[:8]}.{EXTENSIONS[paper.content_type]}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
