"""The desk of a version: read and mark it, repair its text beside the raw, and see what became of passages."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from indimaj.directory.models import Staff
from indimaj.ledger.actors import Actor
from indimaj.ports import clock

from .. import actions, marks, queries, repair, vocabulary, words
from ..enums import Outcome
from ..forms import RepairForm, SelectionForm
from ..marks import MarkAction
from ..models import DocumentVersion
from ..permissions import may_mark, may_repair
from .door import document_or_404, form_page, log, staff_of, version_or_404
from .public import page_number, text_of

KEEP = MarkAction(
    name="keep",
    label=gettext_lazy("Mark the passage"),
    url=lambda version: reverse("dialogue:mark", args=[version.document.key, version.number]),
    may=may_mark,
)


@login_required
@require_safe
def read(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The text of a version, to mark passages in."""
    staff = staff_of(request)
    version = version_or_404(document_or_404(staff, key), number)
    log(staff, may_mark(staff, version), "document", version.document_id)
    return marking(request, staff, version)


def marking(
    request: HttpRequest, staff: Staff, version: DocumentVersion, form: SelectionForm | None = None
) -> HttpResponse:
    """The page on which passages are selected; a form that was refused comes back on it with 422.

    Rooms above answer a selection that they cannot take with this page too. `version.document` is loaded.
    """
    number = request.GET.get("page") or request.POST.get("page", "")
    context = text_of(version, page_number(number), hides_addresses=False) | {
        "document": version.document,
        "version": version,
        "label": words.version_label(version),
        "repairer": words.repairer(version),
        "form": form or SelectionForm(version=version),
        "offered": [
            {"label": one.label, "url": one.url(version)} for one in (*marks.offered(staff, version), KEEP)
        ],
    }
    refused = form is not None and form.is_bound and form.errors
    return render(request, "dialogue/read.html", context, status=422 if refused else 200)


@login_required
@require_POST
def mark(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Keep the selected passage."""
    staff = staff_of(request)
    version = version_or_404(document_or_404(staff, key), number)
    log(staff, may_mark(staff, version), "document", version.document_id)
    form = SelectionForm(request.POST, version=version)
    if not form.is_valid() or form.place is None:
        return marking(request, staff, version, form)
    made = actions.mark_passage(
        version=version, start=form.place[0], end=form.place[1], by=Actor.staff(staff.pk), at=clock.now()
    )
    page = page_number(request.POST.get("page", ""))
    url = reverse("dialogue:read", args=[key, number])
    return redirect(f"{url}{f'?page={page}' if page > 1 else ''}#p-{made.pk}")


@login_required
def repair_text(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The raw text and a box to correct it; proposals are carried out into the box, and nothing is kept before "keep"."""
    staff = staff_of(request)
    version = version_or_404(document_or_404(staff, key), number)
    log(staff, may_repair(staff, version), "document", version.document_id)
    proposed = repair.proposals(version.text, vocabulary.known_words())
    form = RepairForm(request.POST or None, initial={"text": version.text})
    if request.method == "POST" and "propose" in request.POST:
        wanted = set(request.POST.getlist("chosen"))
        text = repair.mended(version.text, [one for one in proposed if one.key in wanted])
        form = RepairForm(initial={"text": text, "note": request.POST.get("note", "")})
    elif request.method == "POST" and form.is_valid():
        try:
            made = actions.repair(
                version=version, by=Actor.staff(staff.pk), at=clock.now(), **form.cleaned_data
            )
            return redirect("dialogue:passages", key, made.number)
        except actions.NothingChanged:
            form.add_error("text", _("The text is the one that was there. Correct something first."))
    context = {
        "document": version.document,
        "version": version,
        "label": words.version_label(version),
        "form": form,
        "groups": _groups(proposed, request.POST.getlist("chosen")),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "dialogue/repair.html", context, status=status)


def _groups(proposed: list[repair.Proposal], chosen: list[str]) -> list[dict[str, Any]]:
    """Proposals by what is the matter; nothing is ticked before somebody ticks it."""
    found = []
    for damage in repair.Damage:
        items = [
            {
                "key": one.key,
                "before": _short(one.before),
                "after": _short(one.after),
                "ticked": one.key in chosen,
            }
            for one in proposed
            if one.damage == damage
        ]
        if items:
            found.append({"label": damage.label, "items": items})
    return found


def _short(text: str) -> str:
    lines = " ⏎ ".join(line for line in text.strip().split("\n") if line)
    return lines if len(lines) <= 160 else f"{lines[:90]} … {lines[-60:]}"


@login_required
@require_safe
def passages(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """What became in this version of the passages of the others: lost, moved, exact."""
    staff = staff_of(request)
    version = version_or_404(document_or_404(staff, key), number)
    log(staff, may_mark(staff, version), "document", version.document_id)
    rows = queries.placements(version)
    counts = {outcome: sum(row.outcome == outcome for row in rows) for outcome in Outcome}
    context = {
        "document": version.document,
        "version": version,
        "label": words.version_label(version),
        "rows": [
            {
                "one": row,
                "label": Outcome(row.outcome).label,
                "tone": words.TONES[Outcome(row.outcome)],
                "now": version.text[row.start : row.end] if row.start is not None else "",
                "same": row.likeness == 1,
            }
            for row in rows
        ],
        "counts": [(outcome.label, counts[outcome]) for outcome in Outcome],
    }
    return render(request, "dialogue/passages.html", context)


@login_required
def place(request: HttpRequest, key: str, number: int, pk: int) -> HttpResponse:
    """Say where a passage stands in this version."""
    staff = staff_of(request)
    version = version_or_404(document_or_404(staff, key), number)
    log(staff, may_mark(staff, version), "document", version.document_id)
    row = queries.placement(version, pk)
    if row is None:
        raise Http404
    form = SelectionForm(request.POST or None, version=version)
    if request.method == "POST" and form.is_valid() and form.place is not None:
        actions.place_passage(
            placement=row, start=form.place[0], end=form.place[1], by=Actor.staff(staff.pk), at=clock.now()
        )
        return redirect("dialogue:passages", key, number)
    back = reverse("dialogue:passages", args=[key, number])
    return form_page(
        request, form, title=_("Where does the passage stand now?"), submit=_("It stands here"), back=back,
        quote=row.passage.quote,
    )  # fmt: skip
