"""A selection of a version becomes a commitment; without a script, words that are quoted."""

from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from indimaj.dialogue.actions import NotInText
from indimaj.ports import clock

from .. import actions, words
from ..enums import CommitmentKind
from ..forms import MarkForm
from ..permissions import may_mark_commitment
from .door import actor, log, see, staff_of, version_or_404


@login_required
def mark(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """Make the commitment and show it; ask for the words again where they are not in the text."""
    staff = staff_of(request)
    if kind not in CommitmentKind.values:
        raise Http404
    version = version_or_404(pk)
    purpose = see(may_mark_commitment(staff, version))
    form = MarkForm(request.POST or None, initial={"submission": uuid4()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            place = (data["start"], data["end"])
            if None in place:
                place = actions.place_of(version, data["quote"])
            made = actions.mark(
                version=version,
                start=place[0],
                end=place[1],
                kind=kind,
                by=actor(staff),
                at=clock.now(),
                submission=data["submission"],
            )
            return redirect("commitments:commitment", made.key)
        except NotInText:
            form.add_error(
                "quote",
                _("These words are not in the text, or are there more than once. Copy a longer passage."),
            )
        except actions.NotOurLanguage:
            form.add_error("quote", _("Texts are kept in Arabic, French and English."))
    log(staff, purpose, "document_version", version.pk)
    context = {
        "form": form,
        "version": version,
        "kind": CommitmentKind(kind).label,
        "title": words.title_text(version.document.title),
    }
    return render(request, "commitments/mark.html", context, status=422 if form.errors else 200)
