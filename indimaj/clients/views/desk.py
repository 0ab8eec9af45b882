"""The caseworker's people, oldest contact first, and the search."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from indimaj.people.codes import read_reference
from indimaj.ports import clock

from .. import queries, search
from ..permissions import may_list_clients
from .door import log, see, staff_of


@login_required
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Mine, or my body's; who has waited longest for a contact stands first."""
    staff = staff_of(request)
    purpose = see(may_list_clients(staff))
    scope = request.GET.get("scope", "")
    scope = scope if scope in queries.SCOPES else "mine"
    page = queries.people(
        staff, scope, after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    log(staff, purpose, "people", count=len(page.rows))
    today, waiting = clock.today(), queries.who_wait_for_an_answer(page.rows)
    tabs = [("mine", _("My people")), ("body", _("All people whom my body helps"))]
    context = {
        "rows": [
            (one, max(0, (today - timezone.localdate(one.contact_at)).days), one.client_id in waiting)
            for one in page.rows
        ],
        "title": _("My people, oldest contact first")
        if scope == "mine"
        else _("People whom my body helps, oldest contact first"),
        "tabs": [{"label": label, "url": f"?scope={code}", "current": code == scope} for code, label in tabs],
        "scope": scope,
        "earlier": f"?scope={scope}&before={page.earlier}" if page.earlier else "",
        "later": f"?scope={scope}&after={page.later}" if page.later else "",
        "waiting": len(queries.erasures(staff)),
    }
    return render(request, "clients/people.html", context)


@login_required
@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """Search. It is posted, so that no name or number stands in an address or a log."""
    staff = staff_of(request)
    purpose = see(may_list_clients(staff))
    text = request.POST.get("q", "")[:200].replace("\x00", "")
    found = search.search(staff, text)
    log(staff, purpose, "search", count=len(found.rows))
    if read_reference(text) and found.rows:
        return redirect("clients:person", found.rows[0]["reference"])
    context = {
        "text": text,
        "rows": [(row, _name(row)) for row in found.rows],
        "cut": found.cut,
        "count": len(found.rows),
    }
    return render(request, "clients/found.html", context)


def _name(row: dict[str, Any]) -> str:
    written = f"{row['given_names']} {row['family_name']}".strip()
    return str(written or row["name_arabic"] or row["name_said"])
