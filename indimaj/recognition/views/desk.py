"""The desk of a body that recognises: what waits, oldest first; one request; one decision."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from indimaj.directory.models import Staff
from indimaj.ports import clock

from .. import actions, catalogue, queries
from ..enums import REQUEST_TONES
from ..forms import AskForm, DecideForm
from ..models import RecognitionRequest
from ..permissions import may_examine_request, may_list_requests, may_open_request
from .door import MOVED, log, moved_on, see, staff_of


@login_required
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for the body, oldest first, with what is overdue in plain sight."""
    staff = staff_of(request)
    purpose = see(may_list_requests(staff))
    page = queries.requests_at_desk(staff, request.GET.get("after", ""))
    decided = queries.decided_at_desk(staff)
    log(staff, purpose, "recognition_queue", count=len(page.rows))
    context = {
        "rows": [line(one) for one in page.rows],
        "decided": [line(one) for one in decided],
        "older": f"?after={page.after}" if page.after else "",
        "first": "?" if request.GET.get("after") else "",
        "days": catalogue.days("recognition"),
        "source": catalogue.source_of("recognition"),
    }
    return render(request, "recognition/queue.html", context)


def line(one: RecognitionRequest) -> dict[str, Any]:
    """A request as a row of a list."""
    return {
        "request": one,
        "kind": one.asset.get_kind_display(),
        "state": (one.get_state_display(), REQUEST_TONES[one.state]),
        "overdue": is_overdue(one),
    }


def is_overdue(one: RecognitionRequest) -> bool:
    """Whether the days are over. While a document is awaited from the person, the body is not late."""
    return one.state in ("sent", "seen") and one.due_on is not None and one.due_on < clock.today()


def request_or_404(staff: Staff, pk: UUID) -> RecognitionRequest:
    """A request that was sent to one's own body."""
    found = (
        RecognitionRequest.objects.select_related("client", "asset", "body", "decided_by")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404
    see(may_open_request(staff, found))
    return found


@login_required
@require_safe
def request_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One request with its documents. The first opening tells the person that it is being examined."""
    staff = staff_of(request)
    found = request_or_404(staff, pk)
    log(staff, see(may_open_request(staff, found)), "recognition_request", found.client_id)
    return _page(request, staff, found)


def _page(request: HttpRequest, staff: Staff, found: RecognitionRequest, **forms: Any) -> HttpResponse:
    wrong = any(form.errors for form in forms.values())
    version = {"version": found.version}
    context = {
        "found": found,
        "state": (found.get_state_display(), REQUEST_TONES[found.state]),
        "overdue": is_overdue(found),
        "words": queries.words_of(found.asset),
        "words_in": catalogue.label("language", found.asset.words_language),
        "papers": list(found.asset.documents.order_by("received_at")),
        "may_see": bool(may_examine_request(staff, found, "see")),
        "may_decide": bool(may_examine_request(staff, found, "recognise")),
        "may_ask": bool(may_examine_request(staff, found, "ask_document")),
        "ask_form": forms.get("ask_form") or AskForm(initial=version),
        "form": forms.get("form") or DecideForm(initial=version),
    }
    return render(request, "recognition/request.html", context, status=422 if wrong else 200)


@login_required
@require_POST
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin the examination, or ask the person for a document."""
    staff = staff_of(request)
    found = request_or_404(staff, pk)
    if request.POST.get("do") == "see":
        actions.mark_seen(request=found, by=staff, at=clock.now())
        return redirect("recognition:request", pk)
    form = AskForm(request.POST)
    if not form.is_valid():
        return _page(request, staff, found, ask_form=form)
    given = form.cleaned_data
    try:
        actions.ask_document(
            request=found, asked=given["asked"], by=staff, at=clock.now(), version=given["version"]
        )
    except MOVED:
        return moved_on(request)
    return redirect("recognition:request", pk)


@login_required
@require_POST
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The one decision, with its letter."""
    staff = staff_of(request)
    found = request_or_404(staff, pk)
    form = DecideForm(request.POST)
    if not form.is_valid():
        return _page(request, staff, found, form=form)
    try:
        actions.decide(request=found, by=staff, at=clock.now(), **form.cleaned_data)
    except MOVED:
        return moved_on(request)
    return redirect("recognition:requests")
