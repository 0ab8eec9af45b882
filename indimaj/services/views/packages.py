"""Packages and tables: the directory given out, and others' directories taken in with everything odd about them told."""

import tempfile
from io import TextIOWrapper
from typing import IO, Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indimaj.directory.door import log, see, staff_of
from indimaj.directory.enums import Theme
from indimaj.directory.models import Staff
from indimaj.ledger.enums import Compartment
from indimaj.ports import clock
from indimaj.ports.uploads import UploadRefused

from .. import actions
from ..actions.rows import Gazetteer
from ..enums import RunState
from ..forms import UPLOAD_ERRORS, PackageForm
from ..hsds import checks, columns, export
from ..models import ImportRun, Oddity, Service
from ..permissions import may_exchange_packages, may_list_services
from .public import reader

RUNS, ODDITIES = 20, 50
KINDS = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
TONES = {RunState.RUNNING: "blue", RunState.DONE: "green", RunState.FAILED: "red"}


@login_required
def packages(request: HttpRequest) -> HttpResponse:
    """The directory to take along, a package to hand in, and the packages that were taken in."""
    staff = staff_of(request)
    see(may_exchange_packages(staff))
    posted = request.method == "POST"
    first = {"theme": Theme.SOCIAL, "language": reader()}
    form = PackageForm(request.POST, request.FILES) if posted else PackageForm(initial=first)
    if posted and form.is_valid():
        try:
            run, _before = actions.ask_import(**form.cleaned_data, by=staff, at=clock.now())
        except UploadRefused as error:
            form.add_error("upload", str(UPLOAD_ERRORS[error.code]))
        else:
            return redirect("services:package", run.pk)
    runs = ImportRun.objects.order_by("-started_at", "-id")[:RUNS]
    context = {"form": form, "runs": [_line(one) for one in runs]}
    return render(request, "services/packages.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def package(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One package: how far it is, what came of it, and each oddity with its place and what was done."""
    staff = staff_of(request)
    see(may_exchange_packages(staff))
    run = ImportRun.objects.filter(pk=pk).first()
    if run is None:
        raise Http404
    kinds = list(run.oddities.values_list("what").annotate(count=Count("id")).order_by("-count", "what"))
    what = request.GET.get("what", "")
    what = what if what in dict(kinds) else (kinds[0][0] if kinds else "")
    found = _Counted(run.oddities.filter(what=what).order_by("id"), dict(kinds).get(what, 0))
    page = found.get_page(request.GET.get("page"))
    context = {
        **_line(run),
        "figures": _figures(run),
        "kinds": [(code, checks.WHAT.get(code, code), count, code == what) for code, count in kinds],
        "what": checks.WHAT.get(what, ""),
        "columns": [{"label": label} for label in _heads()],
        "cells": [_cells(one) for one in page],
        "older": f"?what={what}&page={page.next_page_number()}" if page.has_next() else "",
        "newer": f"?what={what}&page={page.previous_page_number()}" if page.has_previous() else "",
    }
    return render(request, "services/package.html", context)


@login_required
@require_safe
def directory(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The whole directory as a file."""
    staff = staff_of(request)
    purpose = see(may_exchange_packages(staff))
    return _file(staff, purpose, kind, None)


@login_required
@require_safe
def own(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The entries of one's own bodies as a table."""
    staff = staff_of(request)
    purpose = see(may_list_services(staff))
    if kind == "json":
        raise Http404
    return _file(staff, purpose, kind, Service.objects.kept_by(staff))


def _file(staff: Staff, purpose: str, kind: str, chosen: QuerySet[Service] | None) -> HttpResponseBase:
    """Written to a file on disk first, so that the line in the ledger says how many and memory holds a few."""
    if kind not in KINDS:
        raise Http404
    out = tempfile.TemporaryFile()  # noqa: SIM115 -- the response closes it
    count = _write(out, kind, chosen)
    log(staff, purpose, "services_export", side=Compartment.SERVICE, count=count, detail={"kind": kind})
    out.seek(0)
    name = f"services-{clock.today().isoformat()}.{kind}"
    return FileResponse(out, as_attachment=True, filename=name, content_type=KINDS[kind])


def _write(out: IO[bytes], kind: str, chosen: QuerySet[Service] | None) -> int:
    if kind == "xlsx":
        return export.write_workbook(out, chosen, right_to_left=reader() == "ar")
    text = TextIOWrapper(out, encoding="utf-8-sig" if kind == "csv" else "utf-8", newline="")
    if kind == "csv":
        count = export.write_table(text, chosen)
    else:
        count = export.write_package(text, columns.Settings(places=Gazetteer().names()))
    text.flush()
    text.detach()
    return count


def _line(run: ImportRun) -> dict[str, Any]:
    state = RunState(run.state)
    return {"run": run, "state": state.label, "tone": TONES[state], "under_way": state == RunState.RUNNING}


def _figures(run: ImportRun) -> list[dict[str, Any]]:
    """What came of it, in whole numbers."""
    return [
        {"label": label, "value": value}
        for label, value in (
            (_("Records read"), run.taken),
            (_("New services"), run.created),
            (_("Services changed"), run.changed),
            (_("Services as they were"), run.unchanged),
            (_("Records left out"), run.refused),
        )
    ]


def _heads() -> tuple[str, ...]:
    return _("Record number"), _("Where in it"), _("What it says"), _("What was made of it")


def _cells(odd: Oddity) -> list[object]:
    return [odd.record, odd.where, odd.found, checks.DONE.get(odd.done, odd.done)]


class _Counted(Paginator[Oddity]):
    """Pages of rows whose number is known already."""

    def __init__(self, rows: QuerySet[Oddity], count: int) -> None:
        super().__init__(rows, ODDITIES)
        self._known = count

    @property
    def count(self) -> int:
        """As it was given."""
        return self._known
