"""The desk of a consulate's focal point: the one document that a person asked about, and nothing else of them."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from indimaj.directory.models import Staff
from indimaj.ports import clock

from .. import actions, catalogue, queries
from ..forms import AnswerForm
from ..models import ConsularRequest
from ..permissions import may_list_consular, may_open_consular
from .door import MOVED, attachment, log, moved_on, see, staff_of


@login_required
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What is asked, oldest first: the kind of question and its days."""
    staff = staff_of(request)
    purpose = see(may_list_consular(staff))
    page = queries.consular_at_desk(staff, request.GET.get("after", ""))
    log(staff, purpose, "consular_queue", count=len(page.rows))
    today = clock.today()
    context = {
        "rows": [(one, one.due_on is not None and one.due_on < today) for one in page.rows],
        "older": f"?after={page.after}" if page.after else "",
        "first": "?" if request.GET.get("after") else "",
        "days": catalogue.days("consulate"),
    }
    return render(request, "recognition/consulate_queue.html", context)


def _found(staff: Staff, pk: UUID) -> tuple[ConsularRequest, str]:
    known = ConsularRequest.objects.select_related("document", "body", "consent", "client__never_consulate")
    found = known.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found, see(may_open_consular(staff, found))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The document and four answers. Each opening is a line that the person can read."""
    staff = staff_of(request)
    found, purpose = _found(staff, pk)
    if request.method == "POST":
        return _answered(request, staff, found)
    log(staff, purpose, "consular_request", found.client_id)
    found = actions.mark_opened(request=found, by=staff, at=clock.now())
    return _page(request, found, AnswerForm(initial={"version": found.version}, asked=found))


def _answered(request: HttpRequest, staff: Staff, found: ConsularRequest) -> HttpResponse:
    form = AnswerForm(request.POST, asked=found)
    if not form.is_valid():
        return _page(request, found, form)
    given = form.cleaned_data
    try:
        actions.answer(
            request=found,
            said=given["answer"],
            note=given["note"],
            by=staff,
            at=clock.now(),
            version=given["version"],
        )
    except MOVED:
        return moved_on(request)
    return redirect("recognition:consulate")


def _page(request: HttpRequest, found: ConsularRequest, form: AnswerForm) -> HttpResponse:
    context = {"found": found, "form": form}
    return render(request, "recognition/consulate.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def document(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The document itself, as an attachment."""
    staff = staff_of(request)
    found, purpose = _found(staff, pk)
    if found.document is None:
        raise Http404
    log(staff, purpose, "consular_document", found.client_id)
    return attachment(found.document)
