"""The same as open data: JSON and CSV beside the pages, for what is public."""

import csv
import io
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from .. import marks, queries, words
from ..models import Document, Event
from .door import document_or_404, event_or_404, version_or_404

MOST = 5000
LANGUAGES = ("ar", "fr", "en")


def _json(content: Any) -> JsonResponse:
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _root() -> str:
    return settings.PUBLIC_ADDRESS.rstrip("/")


def _events() -> list[dict[str, Any]]:
    found = Event.objects.visible_to(None).order_by("-starts_on", "-id")[:MOST]
    return [words.event_data(one, _root()) for one in found]


def _documents() -> list[dict[str, Any]]:
    found = Document.objects.visible_to(None).select_related("body").order_by("-published_on", "-id")[:MOST]
    return [words.document_data(one, _root()) for one in found]


@require_safe
def events_json(request: HttpRequest) -> HttpResponse:
    """Every public event."""
    return _json({"events": _events()})


@require_safe
def events_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table, with its row of HXL tags."""
    columns = {
        "key": "#event+code", "title_ar": "#event+name+i_ar", "title_fr": "#event+name+i_fr",
        "title_en": "#event+name+i_en", "kind": "#event+type", "starts_on": "#date+start", "ends_on": "#date+end",
        "place": "#adm+code", "venue": "#loc", "url": "#meta+url",
    }  # fmt: skip
    return _table("events", columns, _events())


@require_safe
def documents_json(request: HttpRequest) -> HttpResponse:
    """Every public document, without its texts."""
    return _json({"documents": _documents()})


@require_safe
def documents_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table, with its row of HXL tags."""
    columns = {
        "key": "#item+code", "title_ar": "#item+name+i_ar", "title_fr": "#item+name+i_fr",
        "title_en": "#item+name+i_en", "kind": "#item+type", "issuer": "#org+name", "published_on": "#date+publish",
        "source_url": "#meta+source+url", "url": "#meta+url",
    }  # fmt: skip
    return _table("documents", columns, _documents())


def _table(name: str, columns: dict[str, str], rows: list[dict[str, Any]]) -> HttpResponse:
    written = io.StringIO()
    out = csv.writer(written, lineterminator="\n")
    out.writerow(columns)
    out.writerow(columns.values())
    for row in rows:
        flat = row | {f"title_{one}": row["title"].get(one, "") for one in LANGUAGES}
        out.writerow([_safe(flat.get(column)) for column in columns])
    response = HttpResponse(written.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _safe(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text


@require_safe
def event_json(request: HttpRequest, key: str) -> HttpResponse:
    """One event with its programme, who was there, accounts and dialogue."""
    found = event_or_404(None, key)
    there = queries.participations(found)
    content = words.event_data(found, _root()) | {
        "objectives": [words.plain(one) for one in found.objectives],
        "continues": found.continues.key if found.continues and found.continues.is_public else None,
        "sessions": [
            {
                "title": words.plain(one.title), "kind": one.kind, "day": one.day, "languages": one.languages,
                "themes": one.themes, "source": one.source, "source_url": one.source_url,
            }
            for one in queries.sessions(found)
        ],
        "participations": [
            {
                "institution": words.who(one), "role": one.role, "category": one.category, "country": one.country,
                "head_count": one.head_count, "at_least": one.is_at_least, "source": one.source,
                "source_url": one.source_url,
            }
            for one in there
        ],
        "accounts": [
            {"claim": one.claim, "says": words.plain(one.says), "source": one.source, "source_url": one.source_url}
            for one in queries.accounts(found)
        ],
        "documents": [one.key for one in queries.of_event(None, found)],
        "contributions": [_contribution(one) for one in queries.threads(found)],
    }  # fmt: skip
    return _json(content)


def _contribution(one: Any, *, is_reply: bool = False) -> dict[str, Any]:
    content = {
        "id": str(one.pk),
        "institution": words.who(one),
        "kind": one.kind,
        "said_on": one.said_on,
        "text": words.plain(one.text),
        "passage": str(one.passage_id) if one.passage_id else None,
    }
    if is_reply:
        return content
    return content | {"replies": [_contribution(reply, is_reply=True) for reply in one.replies.all()]}


@require_safe
def document_json(request: HttpRequest, key: str) -> HttpResponse:
    """One document with what is known of its versions."""
    found = document_or_404(None, key)
    versions = [words.version_data(one) for one in queries.versions(found)]
    return _json(words.document_data(found, _root()) | {"versions": versions})


@require_safe
def version_json(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """One version: its passages with offsets and words, and what came of each."""
    found = document_or_404(None, key)
    one = version_or_404(found, number)
    rows = queries.placed(one)
    beside = marks.beside([row.passage.pk for row in rows])
    passages = [
        {
            "id": str(row.passage.pk), "start": row.start, "end": row.end, "quote": one.text[row.start : row.end],
            "marked_in": row.passage.version_id == one.pk, "outcome": row.outcome,
            "marks": [{"label": str(mark.label), "url": mark.url} for mark in beside[row.passage.pk]],
        }
        for row in rows
    ]  # fmt: skip
    return _json({"document": found.key, **words.version_data(one), "passages": passages})


@require_safe
def passage_json(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One passage: its words, where it was marked, and where it stands in other versions."""
    found = queries.passage(None, pk)
    if found is None:
        raise Http404
    placed = found.placements.select_related("version").defer("version__text", "version__raw_text")
    return _json(
        {
            "id": str(found.pk), "document": found.version.document.key, "version": found.version.number,
            "start": found.start, "end": found.end, "quote": found.quote, "prefix": found.prefix,
            "suffix": found.suffix,
            "placements": [
                {"version": one.version.number, "outcome": one.outcome, "start": one.start, "end": one.end,
                 "likeness": one.likeness}
                for one in placed.order_by("version__number")
            ],
        }
    )  # fmt: skip
