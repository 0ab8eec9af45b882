"""A selection of a version becomes a commitment, on the page where texts are read."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from indimaj.dialogue.forms import SelectionForm
from indimaj.dialogue.views.texts import marking
from indimaj.ports import clock

from .. import actions
from ..enums import CommitmentKind
from ..permissions import may_mark_commitment
from .door import actor, log, see, staff_of, version_or_404


@login_required
@require_POST
def mark(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """Make the commitment and show it; where the words cannot be taken, the text comes back with what was typed."""
    staff = staff_of(request)
    if kind not in CommitmentKind.values:
        raise Http404
    version = version_or_404(pk)
    purpose = see(may_mark_commitment(staff, version))
    form = SelectionForm(request.POST, version=version)
    if form.is_valid() and form.place is not None:
        start, end = form.place
        try:
            made = actions.mark(
                version=version,
                start=start,
                end=end,
                kind=kind,
                by=actor(staff),
                at=clock.now(),
            )
            return redirect("commitments:commitment", made.key)
        except actions.NotOurLanguage:
            form.add_error("quote", _("Texts are kept in Arabic, French and English."))
    log(staff, purpose, "document", version.document_id)
    return marking(request, staff, version, form)
