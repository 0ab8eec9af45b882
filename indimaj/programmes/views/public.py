"""What anybody sees: courses open near me, a course, where to begin, where no course is."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indimaj.design import charts
from indimaj.design.wording import number_text
from indimaj.directory.door import frame_of
from indimaj.ports import clock
from indimaj.services.queries import places_to_choose
from indimaj.services.words import to_go

from .. import coverage as cover
from .. import queries, words
from ..enums import ProgrammeKind, Taught
from ..forms import FindForm, PlacementForm
from ..panels import of_a_course
from ..rules import start_level


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """By kind, language and place. Nothing of it is kept."""
    form = FindForm(request.GET or {}, places_to_choose())
    if not form.is_valid():
        return render(request, "programmes/find.html", {"form": form}, status=422)
    data = form.cleaned_data
    page = queries.find(**data, on=clock.today(), after=request.GET.get("after", ""))
    context = {
        "form": form,
        "cards": [words.card(one) for one in page.rows],
        "older": f"?{urlencode({**data, 'after': page.after})}" if page.after else "",
        "kind": data["kind"] or ProgrammeKind.LANGUAGE,
    }
    return render(request, "programmes/find.html", context)


@require_safe
def course(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One course: what is known before going, how the line is ordered, how to apply."""
    found = queries.public_course(pk)
    if found is None:
        raise Http404
    sought = found.programme.host_share_sought
    asked = queries.where_to_ask(found)
    context = {
        "asked": asked,
        "to_go": to_go(asked) if asked else [],
        "card": words.card(found),
        "course": found,
        "takes": found.is_open and found.ends_on >= clock.today(),
        "rule": words.rule(found),
        "sought": sought,
        "rest": None if sought is None else 100 - sought,
        "mix": None if sought is None else words.mix(sought, queries.came(found)),
        "beside": of_a_course.beside(found.programme_id, found.pk),
    }
    return render(request, "programmes/course.html", context)


@require_safe
def placement(request: HttpRequest) -> HttpResponse:
    """What one can say in a language, and the level at which to begin. Nothing is kept."""
    asked = "done" in request.GET
    form = PlacementForm(request.GET if asked else None)
    if asked and not form.is_valid():
        return render(request, "programmes/placement.html", {"form": form}, status=422)
    level = ""
    if asked:
        asks = {str(one): len(said) for one, said in words.CAN.items()}
        level = start_level(form.counted(), asks)
    return render(request, "programmes/placement.html", {"form": form, "level": level})


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """Where courses are, and the provinces with none first."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in ProgrammeKind.values else str(ProgrammeKind.LANGUAGE)
    taught = request.GET.get("taught", "")
    taught = taught if taught in Taught.values and kind == ProgrammeKind.LANGUAGE else ""
    rows = cover.coverage(kind, on=clock.today(), taught=taught)
    title = str(ProgrammeKind(kind).label) + (f": {Taught(taught).label}" if taught else "")
    context = {
        "frame": frame_of(request),
        "kind": kind,
        "taught": taught,
        "kinds": ProgrammeKind.choices,
        "tongues": Taught.choices,
        "label": title,
        "table": _table(rows),
        "none": number_text(sum(row.courses == 0 for row in rows)),
        "total": number_text(len(rows)),
        "regions": charts.tiles(
            "by-region",
            f"{title} · {_('Region')}",
            cover.region_tiles(rows),
            heads=(_("Region"), _("Courses open")),
        ),
        "provinces": charts.tiles(
            "by-province",
            f"{title} · {_('Province or prefecture')}",
            cover.province_tiles(rows),
            heads=(_("Province or prefecture"), _("Courses open")),
        ),
    }
    return render(request, "programmes/coverage.html", context)


def _table(rows: list[cover.Row]) -> dict[str, Any]:
    """The provinces as a table; a small number of people who wait is hidden."""
    columns = [
        {"label": _("Province or prefecture")},
        {"label": _("Region")},
        {"label": _("Courses open"), "number": True},
        {"label": _("Places left"), "number": True},
        {"label": _("People waiting"), "number": True},
    ]
    cells = [
        [
            str(row.place),
            str(row.region),
            number_text(row.courses) if row.courses else _("none"),
            number_text(row.free),
            _("hidden") if row.waiting is None else number_text(row.waiting),
        ]
        for row in rows
    ]
    return {"columns": columns, "rows": cells}
