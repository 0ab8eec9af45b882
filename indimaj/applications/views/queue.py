"""The queue and the search."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from indimaj.directory.models import Office, Staff
from indimaj.directory.queries import ALL, offices_of
from indimaj.people.codes import read_reference

from .. import catalogue, clock, queries, search
from ..enums import State
from ..permissions import may_list
from ..querysets import LISTING_ROLES
from ..words import tone
from .door import log, see, staff_of

SHOWN_STATES = [state for state in State if state not in (State.DRAFT,)]


@login_required
def queue(request: HttpRequest) -> HttpResponse:
    """Mine, oldest first, or the office's; overdue in plain sight."""
    staff = staff_of(request)
    purpose = see(may_list(staff))
    offices = offices_for(staff)
    wanted = _wanted(request, staff, [office.code for office in offices])
    today = clock.today()
    page = queries.queue(
        staff,
        wanted,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
        language=catalogue.reader(),
        today=today,
    )
    log(staff, purpose, "queue", count=len(page.rows), detail={"scope": wanted.scope, "state": wanted.state})
    context = {
        "rows": [(row, State(row.state).label, tone(row.state)) for row in page.rows],
        "wanted": wanted,
        "offices": offices if len(offices) > 1 else [],
        "states": [(state.value, state.label) for state in SHOWN_STATES],
        "counts": _counts(staff, wanted, today),
        "title": _("My files, oldest first")
        if wanted.scope == "mine"
        else _("Files of the office, oldest first"),
        "older": _address(wanted, before=page.older) if page.older else "",
        "newer": _address(wanted, after=page.newer) if page.newer else "",
        "limit": queries.COUNT_LIMIT,
    }
    return render(request, "applications/queue.html", context)


def _wanted(request: HttpRequest, staff: Staff, offices: list[str]) -> queries.QueueFilter:
    scope = request.GET.get("scope", "")
    state = request.GET.get("state", "")
    office = request.GET.get("office", "")
    return queries.QueueFilter(
        scope=scope if scope in queries.SCOPES else queries.default_scope(staff),
        state=state if state in SHOWN_STATES else "",
        overdue=request.GET.get("overdue") == "1",
        office=office if office in offices else "",
    )


def _counts(staff: Staff, wanted: queries.QueueFilter, today: Any) -> list[dict[str, Any]]:
    """The tabs, each with a count that never reads the whole table."""
    tabs = [
        (_("My files"), queries.QueueFilter("mine")),
        (_("Overdue"), queries.QueueFilter(wanted.scope, overdue=True, office=wanted.office)),
        (_("The whole office"), queries.QueueFilter("office", office=wanted.office)),
    ]
    found = []
    for label, one in tabs:
        count = queries.count_up_to(queries.filtered(staff, one, today))
        found.append(
            {
                "label": label,
                "url": _address(one),
                "count": min(count, queries.COUNT_LIMIT),
                "more": count > queries.COUNT_LIMIT,
                "current": one == wanted,
                "overdue": one.overdue,
            }
        )
    return found


def _address(wanted: queries.QueueFilter, **cursor: str) -> str:
    parts = {
        "scope": wanted.scope,
        "state": wanted.state,
        "overdue": "1" if wanted.overdue else "",
        "office": wanted.office,
        **cursor,
    }
    return "?" + urlencode({name: value for name, value in parts.items() if value})


def offices_for(staff: Staff) -> list[Office]:
    """The offices whose lists this person has."""
    codes = offices_of(staff, *LISTING_ROLES)
    found = Office.objects.all() if codes is ALL else Office.objects.filter(code__in=codes)  # type: ignore[misc]
    return list(found.order_by(f"name_{catalogue.reader()}"))


@login_required
@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """Search. It is posted, so that no name or number stands in an address or a log."""
    staff = staff_of(request)
    purpose = see(may_list(staff))
    text = request.POST.get("q", "")[:200].replace("\x00", "")
    found = search.search(staff, text)
    reference = read_reference(text)
    kind = "reference" if reference else "name_or_number"
    log(staff, purpose, "search", count=len(found.rows), detail={"by": kind})
    if reference and found.rows:
        return redirect("applications:case", found.rows[0]["reference"])
    lines = queries.lines_of(found.rows, catalogue.reader(), clock.today())
    context = {
        "text": text,
        "rows": [(row, State(row.state).label, tone(row.state)) for row in lines],
        "cut": found.cut,
        "count": len(lines),
    }
    return render(request, "applications/found.html", context)
