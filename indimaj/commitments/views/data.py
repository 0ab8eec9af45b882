"""The same as open data, with the filters of the list: JSON in pages, CSV whole, with a row of HXL tags."""

import csv
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from indimaj.texts.words import LANGUAGES, Words

from .. import panels, queries, words
from ..enums import RelationKind
from ..forms import FilterForm
from ..models import Commitment
from ..queries import DATA_PAGE, Filters

LICENCE = "CC-BY-4.0"
COLUMNS = (
    ("key", "#activity+commitment+id"),
    ("kind", "#activity+type"),
    ("code", "#activity+code"),
    ("document", "#meta+document+id"),
    *((f"title_{language}", f"#activity+name+i_{language}") for language in LANGUAGES),
    *((f"text_{language}", f"#description+i_{language}") for language in LANGUAGES),
    ("themes", "#sector+list"),
    ("levels", "#adm+level+list"),
    ("places", "#adm+code+list"),
    ("addressed_to", "#org+addressee"),
    ("sponsors", "#org+sponsor+list"),
    ("position", "#status+position"),
    ("raised_on", "#date+raised"),
    ("next_date", "#date+next"),
    ("certainty", "#meta+certainty"),
    ("wording", "#meta+wording"),
    ("source_url", "#meta+source+url"),
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@require_safe
def list_json(request: HttpRequest) -> HttpResponse:
    """Up to 500 commitments, and the address of those that follow."""
    filters = _filters(request)
    rows = list(queries.data(filters, request.GET.get("after", "")[:120], DATA_PAGE + 1))
    more, rows = len(rows) > DATA_PAGE, rows[:DATA_PAGE]
    asked = {name: value for name, value in vars(filters).items() if value}
    follows = f"{request.path}?{urlencode({**asked, 'after': rows[-1].rank})}" if more else None
    return _json({"licence": LICENCE, "commitments": [_about(one) for one in rows], "next": follows})


@require_safe
def list_csv(request: HttpRequest) -> HttpResponse:
    """Every commitment found."""
    answer = StreamingHttpResponse(_lines(_filters(request)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="commitments.csv"'
    return answer  # type: ignore[return-value]


@require_safe
def commitment_json(request: HttpRequest, key: str) -> HttpResponse:
    """One commitment with its sentences and relations."""
    one = queries.data(Filters()).filter(key=key).first()
    if one is None:
        raise Http404
    sources = words.sources(queries.sources_of(one))
    told = {
        "licence": LICENCE,
        **_about(one),
        "passages": [
            {
                "quote": source["quote"],
                "language": source["language"] or None,
                "document": source["document"].key,
                "version": source["number"],
                "address": source["url"],
            }
            for source in sources
        ],
        "relations": [
            {
                "kind": row.kind,
                "from": row.from_commitment.key,
                "to": row.to_commitment.key,
            }
            for row in queries.around(one).relations
            if row.kind in RelationKind.values
        ],
        "says": [{"label": str(label), "tone": tone} for label, tone in panels.tags_of([one.pk])[one.pk]],
        "page": reverse("commitments:commitment", args=[one.key]),
    }
    return _json(told)


def _filters(request: HttpRequest) -> Filters:
    document = request.GET.get("document", "")
    return FilterForm(request.GET, [(document, document)]).filters()


def _about(one: Commitment) -> dict[str, Any]:
    sources = list(one.passages.all())
    sponsors = [source.country or source.sponsor for source in sources if source.sponsor]
    return {
        "key": one.key,
        "kind": one.kind,
        "code": one.code,
        "document": one.document_key or None,
        **_texts("title", one.title),
        **_texts("text", one.text),
        "themes": sorted(row.theme for row in one.themes.all()),
        "levels": sorted(row.level for row in one.levels.all()),
        "places": sorted(place.pk for place in one.places.all()),
        "addressed_to": one.addressed_to,
        "sponsors": list(dict.fromkeys(sponsors)),
        "position": next((source.position for source in sources if source.position), None),
        "raised_on": one.raised_on,
        "next_date": one.next_date,
        "certainty": one.certainty,
        "wording": one.wording,
        "source_url": one.source_url,
    }


def _texts(name: str, value: Words) -> dict[str, str]:
    return {
        f"{name}_{language}": value[language]["text"] if language in value else "" for language in LANGUAGES
    }


def _json(content: dict[str, Any]) -> JsonResponse:
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False})


class _Line:
    """A file that hands back what is written to it."""

    def write(self, value: str) -> str:
        return value


def _lines(filters: Filters) -> Iterator[str]:
    writer = csv.writer(_Line(), lineterminator="\n")
    yield writer.writerow([head for head, _tag in COLUMNS])
    yield writer.writerow([tag for _head, tag in COLUMNS])
    for one in queries.iterate(filters):
        about = _about(one)
        yield writer.writerow([_cell(about[head]) for head, _tag in COLUMNS])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = ";".join(map(str, value)) if isinstance(value, list) else str(value)
    # A spreadsheet would take these for a formula.
    return f"'{text}" if text.startswith(FORMULA) else text
