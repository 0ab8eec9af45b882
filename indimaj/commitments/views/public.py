"""What anybody reads: the list with its filters, and a commitment with where it comes from."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indimaj.directory.door import frame_of
from indimaj.ports import clock

from .. import panels, queries, words
from ..enums import CommitmentKind
from ..forms import FilterForm
from ..models import Commitment
from ..permissions import may_change_commitment
from .door import maybe_staff


@require_safe
def all_(request: HttpRequest) -> HttpResponse:
    """Every commitment that stands, the latest first."""
    documents = [
        (key, f"\u2068{words.title_text(title) if title else key}\u2069")
        for key, title in queries.documents()
    ]
    form = FilterForm(request.GET, documents)
    filters = form.filters()
    listed = queries.page(filters, request.GET.get("after", "")[:120])
    tags = panels.tags_of([one.pk for one in listed.rows])
    asked = {name: value for name, value in vars(filters).items() if value}
    context = {
        "frame": frame_of(request),
        "form": form,
        "cards": [words.card(one, tags[one.pk]) for one in listed.rows],
        "count": min(listed.count, queries.COUNT_LIMIT),
        "more": listed.count > queries.COUNT_LIMIT,
        "older": f"?{urlencode({**asked, 'after': listed.after})}" if listed.after else "",
        "newer": f"?{urlencode(asked)}" if request.GET.get("after") else "",
        "query": f"?{urlencode(asked)}" if asked else "",
    }
    return render(request, "commitments/all.html", context)


@require_safe
def commitment(request: HttpRequest, key: str) -> HttpResponse:
    """One commitment: its sentence in its language, what it is to others, and what rooms above say of it."""
    one = queries.commitment_of(key)
    if one is None:
        raise Http404
    staff, around = maybe_staff(request), queries.around(one)
    context = {
        "frame": frame_of(request),
        "one": one,
        "says_more": words.title_text(one.text) != words.title_text(one.title),
        "kind": CommitmentKind(one.kind).label,
        "facts": _facts(one, around),
        "sources": words.sources(queries.sources_of(one)),
        "relations": words.relations(one, around.relations),
        "mates": around.mates,
        "wording": words.wording(one),
        "certainty": words.certainty(one),
        "parts": panels.parts_of(one, staff, request),
        "may_change": bool(staff is not None and may_change_commitment(staff, one)),
        "overdue": one.next_date is not None and one.next_date < clock.today(),
    }
    return render(request, "commitments/commitment.html", context)


def _facts(one: Commitment, around: queries.Around) -> dict[str, Any]:
    return {
        "themes": words.themes(around.themes),
        "levels": words.levels(around.levels),
        "places": [str(place) for place in around.places] or [_("The whole country")],
        "event": one.raised_in if one.raised_in and one.raised_in.is_public else None,
    }
