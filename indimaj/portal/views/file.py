"""My file: open it with reference, code and PIN; where it is, what is asked, its letters, who opened it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indimaj.applications import catalogue
from indimaj.applications.actions import access, examine, intake
from indimaj.applications.enums import OPEN_STATES, State
from indimaj.applications.models import Application
from indimaj.applications.permissions import may_add
from indimaj.applications.transitions import possible
from indimaj.directory import limits
from indimaj.directory.enums import Purpose
from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.letters.enums import LetterKind
from indimaj.letters.http import pdf_response
from indimaj.letters.models import Letter

from .. import history, moment, outcome, visits
from ..forms import OpenForm, PinForm
from ..person_forms import STEPS
from .apply import person_of, said

OWN_LETTERS = (
    LetterKind.RECEIPT,
    LetterKind.COMPLETION_REQUEST,
    LetterKind.FAVOURABLE,
    LetterKind.UNFAVOURABLE,
)
CORRECTED_HERE = ("name", "birth", "contact", "speech")


@require_http_methods(["GET", "HEAD", "POST"])
def file(request: HttpRequest) -> HttpResponse:
    """The file of this visit, or the door to it."""
    own = visits.file_of(request)
    if request.method == "POST":
        return _open(request)
    if own is None:
        return render(request, "portal/open.html", {"form": OpenForm()})
    if own.state == State.DRAFT:
        return redirect("portal:tasks")
    return _status(request, own)


def _open(request: HttpRequest) -> HttpResponse:
    if seconds := limits.wait(request, limits.OPENING):
        return limits.too_many(request, seconds)
    form = OpenForm(request.POST)
    if form.is_valid():
        try:
            opened = access.open_with_code(
                **form.cleaned_data, address=limits.address(request), at=moment.now()
            )
        except access.TooManyTries as tries:
            return limits.too_many(request, tries.wait_seconds)
        except access.WrongCode:
            form.add_error(None, _("These three do not belong together. Check each of them, then try again."))
        else:
            visits.begin(request, opened)
            return redirect("portal:file")
    return render(request, "portal/open.html", {"form": form}, status=422)


def _status(request: HttpRequest, own: Application) -> HttpResponse:
    by = Actor.person(own.pk)
    ledger.read(
        compartment=Compartment.STATUS, what="own_page", by=by, purpose=Purpose.OWN_FILE, subject=own.pk
    )
    today = moment.today()
    known = person_of(own)
    may_change = bool(may_add(own))
    context = {
        "file": own,
        "stages": stages(own),
        "outcome": outcome.told(own, catalogue.reader()),
        "open": own.state in OPEN_STATES,
        "overdue": own.state in OPEN_STATES and own.due_on is not None and own.due_on < today,
        "requests": [_request(one) for one in own.completion_requests.order_by("number")],
        "letters": Letter.objects.filter(subject=own.pk, kind__in=OWN_LETTERS).order_by("-made_at"),
        "readers": history.readers(own.pk),
        "person": [
            {
                "question": STEPS[step].title,
                "answer": said(step, known),
                "url": reverse("portal:person", args=[step]) if may_change else "",
            }
            for step in CORRECTED_HERE
        ],
        "may_add": may_change,
        "may_withdraw": possible(own.state, "withdraw"),
        "may_answer": possible(own.state, "answer_completion"),
    }
    return render(request, "portal/file.html", context)


def _request(one: Any) -> dict[str, Any]:
    return {
        "number": one.number,
        "sent_at": one.sent_at,
        "answered_at": one.answered_at,
        "items": [
            {
                "label": catalogue.fact_label(line["fact"]),
                "papers": [catalogue.evidence_label(kind) for kind in line["evidence"]],
                "substitutes": [catalogue.evidence_label(kind) for kind in line.get("substitutes", ())],
                "url": reverse("portal:proof", args=[line["fact"]]),
            }
            for line in one.asked
        ],
    }


def stages(own: Application) -> list[dict[str, Any]]:
    """Where the file is, in four steps that a person can follow."""
    decided = own.state in (State.DECIDED_FAVOURABLE, State.DECIDED_UNFAVOURABLE)
    if own.state == State.WITHDRAWN:
        return [
            {"label": _("Registered"), "at": own.filed_on, "done": own.filed_on is not None},
            {"label": State.WITHDRAWN.label, "current": True, "done": True},
        ]
    places = [
        (_("Registered"), (State.REGISTERED,)),
        (_("Under examination at the office"), (State.EXAMINATION, State.AWAITING_DOCUMENTS)),
        (_("Before the commission, which gives its opinion"), (State.EXAMINED, State.ON_AGENDA)),
        (_("Before the authority, which decides"), (State.OPINION_GIVEN,)),
        (_("Decided: read your letter"), (State.DECIDED_FAVOURABLE, State.DECIDED_UNFAVOURABLE)),
    ]
    now = next(place for place, (_label, states) in enumerate(places) if own.state in states)
    return [
        {
            "label": label,
            "at": own.filed_on if place == 0 else None,
            "done": place < now or decided,
            "current": place == now,
        }
        for place, (label, _states) in enumerate(places)
    ]


@require_safe
@visits.own_file
def letter(request: HttpRequest, own: Application, letter: UUID) -> HttpResponse:
    """A letter of the own file; each download is a line in the ledger."""
    found = Letter.objects.filter(pk=letter, subject=own.pk, kind__in=OWN_LETTERS).first()
    if found is None:
        raise Http404
    ledger.read(
        compartment=Compartment.STATUS,
        what="letter",
        by=Actor.person(own.pk),
        purpose=Purpose.OWN_FILE,
        subject=own.pk,
        detail={"letter": str(found.pk)},
    )
    return pdf_response(found)


@require_POST
@visits.own_file
def complete(request: HttpRequest, own: Application) -> HttpResponse:
    """Everything that could be brought is there: the office goes on."""
    if possible(own.state, "answer_completion"):
        examine.answer_completion(application=own, by=Actor.person(own.pk), at=moment.now())
    return redirect("portal:file")


@require_http_methods(["GET", "HEAD", "POST"])
@visits.own_file
def withdraw(request: HttpRequest, own: Application) -> HttpResponse:
    """Take the application back, after one more question."""
    if not possible(own.state, "withdraw"):
        return redirect("portal:file")
    if request.method == "POST":
        intake.withdraw(application=own, by=Actor.person(own.pk), at=moment.now())
        return redirect("portal:file")
    return render(request, "portal/withdraw.html", {"file": own})


@require_http_methods(["GET", "HEAD", "POST"])
@visits.own_file
def pin(request: HttpRequest, own: Application) -> HttpResponse:
    """Another PIN."""
    form = PinForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        changed = access.change_pin(application=own, pin=form.cleaned_data["pin"], at=moment.now())
        visits.begin(request, changed)
        return redirect("portal:file")
    return render(request, "portal/pin.html", {"form": form}, status=422 if form.errors else 200)
