"""What people wrote or brought on their page: the list, the papers, and that it was seen."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from indimaj.ports import clock

from .. import actions, queries
from ..actions.lines import Stale
from ..http import paper_response
from ..models import Arrival, Paper
from ..permissions import may_list_clients, may_open_client, may_open_paper
from .door import client_or_404, log, moved_on, see, staff_of


@login_required
@require_safe
def written(request: HttpRequest) -> HttpResponse:
    """Objections without an answer, needs and papers that nobody has seen: of the people whom one's body helps."""
    staff = staff_of(request)
    purpose = see(may_list_clients(staff))
    found = queries.written_to_us(staff)
    log(staff, purpose, "written", count=len(found.objections) + len(found.arrivals))
    return render(request, "clients/written.html", {"found": found})


@login_required
@require_POST
def seen(request: HttpRequest, arrival_id: UUID) -> HttpResponse:
    """It was seen."""
    staff = staff_of(request)
    found = Arrival.objects.select_related("client").filter(pk=arrival_id).first()
    if found is None:
        raise Http404
    see(may_open_client(staff, found.client))
    try:
        actions.see_arrival(arrival=found, by=staff, at=clock.now())
    except Stale:
        return moved_on(request)
    return redirect("clients:written")


@login_required
@require_safe
def papers(request: HttpRequest, reference: str) -> HttpResponse:
    """What a person handed in."""
    staff = staff_of(request)
    client = client_or_404(staff, reference)
    log(staff, see(may_open_client(staff, client)), "papers", client.pk)
    return render(request, "clients/papers.html", {"client": client, "rows": queries.papers_of(client)})


@login_required
@require_safe
def paper(request: HttpRequest, reference: str, paper_id: UUID) -> HttpResponse:
    """One paper."""
    staff = staff_of(request)
    client = client_or_404(staff, reference)
    found = Paper.objects.filter(pk=paper_id, client=client).first()
    if found is None:
        raise Http404
    found.client = client
    log(staff, see(may_open_paper(staff, found)), "paper", client.pk)
    return paper_response(found)
