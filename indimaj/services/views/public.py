"""The finder, a service, who does what where, and the worker that keeps opened pages for reading off line."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indimaj.design.wording import number_text
from indimaj.directory.door import frame_of
from indimaj.directory.enums import Theme
from indimaj.ports import clock

from .. import coverage as cover
from .. import queries, words
from ..enums import Permit, Status
from ..forms import FindForm
from ..panels import of_a_service


def find(request: HttpRequest) -> HttpResponse:
    """By need, place, language and documents held. Nothing of it is kept."""
    asked = bool(set(request.GET) & {"need", "place", "lang", "docs"})
    form = FindForm(request.GET if asked else None, queries.places_to_choose())
    context: dict[str, Any] = {"form": form, "asked": asked}
    status = 200
    if asked and form.is_valid():
        data = form.cleaned_data
        wanted = queries.Wanted(data["need"], data["place"], data["lang"], data["docs"])
        language, today = reader(), clock.today()
        page = queries.find(wanted, today=today, language=language, after=request.GET.get("after", ""))
        context |= {
            "cards": [words.card(one, language) for one in page.results],
            "wide": [words.card(one, language) for one in page.wide],
            "count": page.count,
            "more": page.more,
            "next": f"?{urlencode({**data, 'after': page.after})}" if page.after else "",
            "first": not request.GET.get("after"),
        }
    elif asked:
        status = 422
    return render(request, "services/find.html", context, status=status)


def service(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One service: all that is known before going."""
    found = queries.service_page(pk)
    if found is None:
        raise Http404
    language, today = reader(), clock.today()
    result = queries.explain(found, queries.Wanted(), today, language)
    others = queries.next_best(found, today=today) if found.status != Status.ACTIVE else []
    permit = Permit(found.without_permit)
    context = {
        "service": found,
        "card": words.card(result, language),
        "description": found.text_in("description", language),
        "permit": permit.label,
        "permit_tone": words.PERMIT_TONES[permit],
        "more": [
            {"label": label, "value": value}
            for label, value in (
                (_("For whom"), found.eligibility_description),
                (_("How to be received"), found.application_process),
                (_("Interpreter"), found.interpretation_services),
            )
            if value
        ],
        "locations": list(found.locations.all())[1:],
        "others": [words.card(one, language) for one in others],
        "beside": of_a_service.beside(found.pk),
    }
    return render(request, "services/service.html", context)


def coverage(request: HttpRequest) -> HttpResponse:
    """Services by theme and province, with gaps and overlaps; places with nothing are folded away."""
    theme = request.GET.get("need", "")
    theme = theme if theme in Theme.values else str(Theme.LANGUAGE)
    today = clock.today()
    rows = cover.coverage(theme, on=today)
    labels = {
        "gap": (_("No service"), "red"),
        "unowned": (_("Nobody answers for it"), "amber"),
        "overlap": (_("Several bodies answer"), "blue"),
        "served": (_("Served"), "green"),
    }
    context = {
        "frame": frame_of(request),
        "theme": theme,
        "label": Theme(theme).label,
        "themes": Theme.choices,
        "rows": [(row, *labels[row.state]) for row in rows if row.state != "gap" or row.bodies],
        "empty": [(row, *labels[row.state]) for row in rows if row.state == "gap" and not row.bodies],
        "gaps": sum(row.state == "gap" for row in rows),
        "overlaps": sum(row.state == "overlap" for row in rows),
        "total": number_text(len(rows)),
        "national": cover.national(theme, on=today),
    }
    return render(request, "services/coverage.html", context)


def offline(request: HttpRequest) -> HttpResponse:
    """The worker of these pages: it answers with a kept page when there is no line."""
    return render(request, "services/offline.js", content_type="text/javascript; charset=utf-8")


def reader() -> str:
    """The language of the page: one of the three."""
    code = (get_language() or "ar")[:2]
    return code if code in ("ar", "fr", "en") else "ar"
