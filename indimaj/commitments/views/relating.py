"""What a commitment is to others: suggested with the reason, decided by a person."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from indimaj.directory.models import Staff
from indimaj.ports import clock

from .. import actions, queries, words
from ..enums import CommitmentKind
from ..forms import RelateForm
from ..models import Commitment
from ..permissions import may_change_commitment
from .door import actor, commitment_or_404, log, see, staff_of


@login_required
@require_safe
def similar(request: HttpRequest, key: str) -> HttpResponse:
    """Commitments that look alike in whatever language, and why; what was decided so far."""
    staff = staff_of(request)
    one = commitment_or_404(staff, key)
    return _similar(request, staff, one, RelateForm())


def _similar(request: HttpRequest, staff: Staff, one: Commitment, form: RelateForm) -> HttpResponse:
    purpose = see(may_change_commitment(staff, one))
    found, around = queries.suggestions(one), queries.around(one)
    log(staff, purpose, "commitment_similar", one.pk, count=len(found))
    context = {
        "one": one,
        "form": form,
        "suggestions": [
            {
                "other": each.commitment,
                "kind": CommitmentKind(each.commitment.kind).label,
                "why": words.why(each.reason),
            }
            for each in found
        ],
        "relations": words.relations(one, around.relations),
        "mates": around.mates,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "commitments/similar.html", context, status=status)


@login_required
@require_POST
def relate(request: HttpRequest, key: str) -> HttpResponse:
    """Say what it is to another."""
    staff = staff_of(request)
    one = commitment_or_404(staff, key)
    see(may_change_commitment(staff, one))
    form = RelateForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.relate(
                commitment=one, other=data["other"], kind=data["kind"], by=actor(staff), at=clock.now()
            )
            return redirect("commitments:similar", one.key)
        except actions.ToItself:
            form.add_error("other", _("This is the same commitment."))
    return _similar(request, staff, one, form)


@login_required
@require_POST
def unrelate(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Take a relation back."""
    staff = staff_of(request)
    one = commitment_or_404(staff, key)
    see(may_change_commitment(staff, one))
    relation = next((row for row in queries.around(one).relations if row.pk == pk), None)
    if relation is None:
        raise Http404
    actions.unrelate(relation=relation, by=actor(staff), at=clock.now())
    return redirect("commitments:similar", one.key)


@login_required
@require_POST
def gather(request: HttpRequest, key: str) -> HttpResponse:
    """Put it with a similar one."""
    staff = staff_of(request)
    one = commitment_or_404(staff, key)
    see(may_change_commitment(staff, one))
    other = queries.commitment_of(request.POST.get("other", "")[:120])
    if other is None or other.pk == one.pk:
        raise Http404
    actions.gather(commitment=one, other=other, by=actor(staff), at=clock.now())
    return redirect("commitments:similar", one.key)


@login_required
@require_POST
def part(request: HttpRequest, key: str) -> HttpResponse:
    """Take it out of its cluster."""
    staff = staff_of(request)
    one = commitment_or_404(staff, key)
    see(may_change_commitment(staff, one))
    actions.leave_cluster(commitment=one, by=actor(staff), at=clock.now())
    return redirect("commitments:similar", one.key)
