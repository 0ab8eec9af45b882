"""What anybody reads: events, an event, documents, a document, a version with its marked passages."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indimaj.design import charts
from indimaj.directory.door import frame_of
from indimaj.directory.models import Staff
from indimaj.ports import clock

from .. import marks, queries, words
from ..enums import Category, Part
from ..models import Event, Participation
from ..permissions import may_contribute, may_write_document, may_write_event
from ..printing import ADDRESS, BARE, page_of, sheet
from .door import document_or_404, event_or_404, version_or_404

HOSTS = (Part.ORGANISER, Part.FUNDER)


def _staff(request: HttpRequest) -> Staff | None:
    return request.user if isinstance(request.user, Staff) else None


@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """Events, the newest first, and the newest documents."""
    page = queries.events(after=request.GET.get("after", ""))
    found, _more = queries.documents()
    today = clock.today()
    context = {
        "frame": frame_of(request),
        "rows": [{"event": one, "closed": one.is_closed(today)} for one in page.rows],
        "older": f"?{urlencode({'after': page.after})}" if page.after else "",
        "documents": [{"document": one, "issuer": words.issuer(one)} for one in found[:6]],
    }
    return render(request, "dialogue/events.html", context)


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """Documents, the newest first."""
    number = page_number(request.GET.get("page", ""))
    rows, more = queries.documents(number=number)
    context = {
        "frame": frame_of(request),
        "rows": [{"document": one, "issuer": words.issuer(one)} for one in rows],
        "older": f"?page={number + 1}" if more else "",
        "newer": f"?page={number - 1}" if number > 1 else "",
    }
    return render(request, "dialogue/documents.html", context)


def page_number(text: str) -> int:
    """Which page an address asks for; the first for anything that is no number."""
    return max(int(text), 1) if text.isdecimal() and len(text) < 6 else 1


@require_safe
def event(request: HttpRequest, key: str) -> HttpResponse:
    """One event: programme, who was there, accounts that differ, documents, and the dialogue, which goes on."""
    found = event_or_404(None, key)
    staff = _staff(request)
    there = queries.participations(found)
    context = {
        "frame": frame_of(request),
        "event": found,
        "closed": found.is_closed(clock.today()),
        "span": words.span(found.starts_on, found.ends_on),
        "days": words.by_day(queries.sessions(found)),
        "hosts": words.participations([one for one in there if one.role in HOSTS]),
        "people": words.participations([one for one in there if one.role not in HOSTS]),
        "chart": _heads(there),
        "claims": words.by_claim(queries.accounts(found)),
        "documents": queries.of_event(None, found),
        "threads": threads(found),
        "goes_on": queries.continued_by(None, found),
        "came_of_it": marks.of_event(found),
        "may_write": bool(staff and may_contribute(staff, found)),
        "may_edit": bool(staff and may_write_event(staff, found)),
    }
    return render(request, "dialogue/event.html", context)


def _heads(there: list[Participation]) -> charts.Chart | None:
    """Head-counts by kind of institution, drawn where there are several to compare."""
    counted: dict[str, int] = {}
    for one in there:
        if one.head_count is not None and one.category != Category.NOT_KNOWN:
            counted[one.category] = counted.get(one.category, 0) + one.head_count
    if len(counted) < 2:
        return None
    items = sorted(((str(Category(key).label), n) for key, n in counted.items()), key=lambda one: -one[1])
    heads = (_("Kind of institution"), _("People"))
    return charts.bars("heads", _("Who was there, by kind of institution"), items, heads=heads)


def threads(of: Event) -> list[dict[str, Any]]:
    """The dialogue of an event with who speaks."""
    return [
        {
            "one": one,
            "who": words.who(one),
            "replies": [{"one": reply, "who": words.who(reply)} for reply in one.replies.all()],
        }
        for one in queries.threads(of)
    ]


@require_safe
def document(request: HttpRequest, key: str) -> HttpResponse:
    """One document with every version of its text."""
    found = document_or_404(None, key)
    staff = _staff(request)
    versions = queries.versions(found)
    context = {
        "frame": frame_of(request),
        "document": found,
        "issuer": words.issuer(found),
        "event": found.event if found.event and found.event.is_public else None,
        "versions": [_version_row(one) for one in reversed(versions)],
        "may_edit": bool(staff and may_write_document(staff, found)),
    }
    return render(request, "dialogue/document.html", context)


def _version_row(one: Any) -> dict[str, Any]:
    return {"one": one, "label": words.version_label(one), "repairer": words.repairer(one)}


@require_safe
def version(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The text of one version, a page at a time, its passages marked and what came of each beside them."""
    found = document_or_404(None, key)
    one = version_or_404(found, number)
    context = text_of(one, page_number(request.GET.get("page", "")), hides_addresses=True) | {
        "frame": frame_of(request),
        "document": found,
        "version": one,
        "label": words.version_label(one),
        "repairer": words.repairer(one),
        "raw": ADDRESS.sub(BARE, one.raw_text) if one.made_from_id else "",
        "newer_version": queries.newest_number(found, one.language, after=one.number),
    }
    return render(request, "dialogue/version.html", context)


def text_of(one: Any, number: int, *, hides_addresses: bool) -> dict[str, Any]:
    """A page of a text with the passages on it and their marks."""
    rows = queries.placed(one)
    page = sheet(one.text, queries.spans(rows), number, hides_addresses=hides_addresses)
    on_page = [key for block in page.blocks for key in block.ends]
    beside = marks.beside(on_page)
    blocks = [
        {"block": block, "marks": [mark for key in block.ends for mark in beside[key]]}
        for block in page.blocks
    ]
    return {
        "blocks": blocks,
        "page": page,
        "older": f"?page={page.number + 1}" if page.number < page.of else "",
        "newer": f"?page={page.number - 1}" if page.number > 1 else "",
        "direction": "rtl" if one.language == "ar" else "auto" if one.language == "mul" else "ltr",
    }


@require_safe
def passage(request: HttpRequest, pk: UUID) -> HttpResponse:
    """On to the newest version in which the passage stands."""
    found = queries.passage(None, pk)
    if found is None:
        raise Http404
    return HttpResponseRedirect(address_of(found))


def address_of(found: Any) -> str:
    """Where a passage is read."""
    one, offset = queries.where(found)
    url = reverse("dialogue:version", args=[found.version.document.key, one.number])
    page = page_of(one.text, offset)
    return f"{url}{f'?page={page}' if page > 1 else ''}#p-{found.pk}"
