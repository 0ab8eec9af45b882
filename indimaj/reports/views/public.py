"""What everybody reads: editions, their chapters, where a number is printed, and the files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indimaj.ports import storage

from .. import layout, queries, web
from ..models import Edition, File
from .door import frozen_or_404, page_number

TYPES = {
    "pdf": "application/pdf",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    """Every edition, the newest first."""
    return render(request, "reports/editions.html", {"editions": queries.frozen_editions()})


@require_safe
def edition(request: HttpRequest, number: int) -> HttpResponse:
    """An edition: what it says in short, its chapters, its files."""
    found = frozen_or_404(number)
    first = queries.page_of(found, layout.SUMMARY, 1)
    context = {
        "edition": found,
        "blocks": web.drawn(first.blocks) if first else [],
        "words": layout.fixed_words(),
        "chapters": [one for one in queries.chapters_of(found) if one.chapter != layout.SUMMARY],
        **_downloads(found),
    }
    return render(request, "reports/edition.html", context)


@require_safe
def chapter(request: HttpRequest, number: int, chapter: str) -> HttpResponse:
    """A page of a chapter."""
    found = frozen_or_404(number)
    wanted = page_number(request.GET.get("page", ""))
    page = queries.page_of(found, chapter, wanted)
    if page is None:
        raise Http404
    context = {
        "edition": found,
        "page": page,
        "blocks": web.drawn(page.blocks),
        "words": layout.fixed_words(),
        "newer": f"?page={wanted - 1}" if wanted > 1 else "",
        "older": f"?page={wanted + 1}" if wanted < queries.pages_of(found, chapter) else "",
    }
    return render(request, "reports/chapter.html", context)


@require_safe
def printed(request: HttpRequest, number: int, kind: str, key: str) -> HttpResponse:
    """From a figure, a measurement or a commitment to the place that prints it."""
    found = frozen_or_404(number)
    anchor = queries.printed_where(found, kind, key) if len(kind) <= 12 and len(key) <= 120 else None
    if anchor is None:
        raise Http404
    page = f"?page={anchor.number}" if anchor.number > 1 else ""
    return redirect(f"{reverse('reports:chapter', args=[number, anchor.chapter])}{page}#{anchor.place}")


@require_safe
def download(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """A file, as it was frozen."""
    found = queries.file_of(frozen_or_404(number), name) if len(name) <= 80 else None
    if found is None:
        raise Http404
    kind = TYPES.get(name.rpartition(".")[2], "text/plain; charset=utf-8")
    response = HttpResponse(storage.read(found.path), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{found.name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _downloads(edition: Edition) -> dict[str, object]:
    """Files for people in the reader's language first; those of the other languages; those for programs."""
    files = queries.files_of(edition)
    own: list[dict[str, object]] = []
    others: list[dict[str, object]] = []
    data: list[dict[str, object]] = []
    for one in files:
        held = own if _language(one) == queries.language() else others if _language(one) else data
        held.append({"name": one.name, "label": _label(one)})
    return {"own": own, "others": others, "data": data}


def _language(file: File) -> str:
    stem, _dot, ending = file.name.rpartition(".")
    return stem[-2:] if ending in ("pdf", "docx") else ""


def _label(file: File) -> str:
    return {"pdf": _("To read and print"), "docx": _("To edit"), "json": _("Everything, for programs")}.get(
        file.name.rpartition(".")[2],
        _("Check sums of all files") if "." not in file.name else _("A table, for programs"),
    )
