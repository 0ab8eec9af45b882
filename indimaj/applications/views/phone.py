"""Papers by the office phone: what the counter shows of it, and the page on the phone itself."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import segno
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from indimaj.directory import limits
from indimaj.directory.models import Office, Staff
from indimaj.directory.permissions import NotAllowed
from indimaj.ports.uploads import UploadRefused

from .. import catalogue, clock, permissions, queries
from ..actions import phone as actions
from ..case_forms import PhoneForm
from ..models import PhonePairing, PhonePaper
from ..reasons import UPLOAD_STATUS, UPLOADS
from ..words import ABOUT
from .door import log, see, staff_of
from .evidence import attachment

AWAY = "phone-away-"


@dataclass(frozen=True)
class Beside:
    """What stands beside a deposit: the phone, while it can send, and the papers that have arrived."""

    pairing: PhonePairing | None
    papers: list[PhonePaper]
    token: str = ""

    @property
    def listens(self) -> bool:
        """Whether the phone can send one more paper."""
        return self.pairing is not None and bool(
            permissions.may_send_by_phone(self.pairing, self._by_this_one, clock.now())
        )

    @property
    def _by_this_one(self) -> int:
        return sum(paper.pairing_id == self.pairing.pk for paper in self.papers) if self.pairing else 0

    @property
    def address(self) -> str:
        """What the square code says; nothing when this page does not hold the token."""
        return actions.address(self.token) if self.listens and self.token else ""

    @property
    def square(self) -> SafeString:
        """The square code as markup: the page allows no image that is not a file of ours."""
        return SafeString(segno.make(self.address, micro=False).svg_inline(scale=5, border=4, light="#fff"))

    @property
    def shown(self) -> list[tuple[PhonePaper, str, bool]]:
        """Each paper with what it is called, and whether it is a picture."""
        return [
            (paper, catalogue.evidence_label(paper.kind), paper.content_type.startswith("image/"))
            for paper in self.papers
        ]

    @property
    def state(self) -> str:
        """What changes when a paper arrives or goes."""
        return f"{len(self.papers)}-{self.papers[-1].pk}" if self.papers else "0"

    @property
    def kinds(self) -> list[str]:
        """The kinds of the papers that are there."""
        return [paper.kind for paper in self.papers]


def beside(staff: Staff, submission: UUID | None, token: str = "") -> Beside:
    """What stands beside the deposit of this form; the token is believed only when it is the pairing's own."""
    pairing = queries.phone_beside(staff, submission) if submission else None
    own = bool(token) and pairing is not None and pairing.digest == actions.digest(token)
    papers = queries.papers_beside(staff, pairing.submission) if pairing else []
    return Beside(pairing, papers, token if own else "")


def act(staff: Staff, office: Office, submission: UUID, what: str, token: str) -> Beside:
    """A button of the counter about the phone: pair, take a paper away, let go, or only look."""
    if what == "phone-pair":
        made = actions.pair(submission=submission, office=office, by=staff, at=clock.now())
        return beside(staff, submission, made.token)
    there = beside(staff, submission, token)
    if what == "phone-close" and there.pairing:
        actions.let_go(pairing=there.pairing, by=staff, at=clock.now())
    for paper in there.papers:
        if what == f"{AWAY}{paper.pk}":
            actions.take_away(paper=paper, by=staff, at=clock.now())
    return beside(staff, submission, token)


def _own(staff: Staff, pk: UUID) -> PhonePairing:
    pairing = get_object_or_404(PhonePairing.objects.select_related("office"), pk=pk)
    see(permissions.may_see_phone(staff, pairing))
    return pairing


@login_required
@require_safe
def arrived(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The papers as they arrive, as a piece of the counter; nothing while nothing has changed."""
    staff = staff_of(request)
    pairing = _own(staff, pk)
    there = beside(staff, pairing.submission)
    if there.pairing != pairing or not there.listens:
        response = render(request, "applications/_phone.html", {"phone": there})
        response["HX-Retarget"], response["HX-Reswap"] = "#phone", "outerHTML"
        return response
    if request.GET.get("seen") == there.state:
        return HttpResponse(status=204)
    return render(request, "applications/_arrived.html", {"phone": there})


@login_required
@require_safe
def picture(request: HttpRequest, pk: UUID, paper: UUID) -> HttpResponse:
    """One paper before the deposit: is it sharp?"""
    staff = staff_of(request)
    pairing = _own(staff, pk)
    found = get_object_or_404(PhonePaper, pk=paper, pairing=pairing)
    purpose = see(permissions.may_see_phone(staff, pairing))
    log(staff, purpose, "phone_paper", pairing.pk, detail={"evidence": str(found.pk)})
    return attachment(found)


@csrf_exempt  # The address is the whole key and no cookie is asked for: another site has nothing to ride on.
@require_http_methods(["GET", "HEAD", "POST"])
def phone(request: HttpRequest, token: str) -> HttpResponse:
    """The page on the phone: a picture of each paper, and how many have arrived. Nothing else can be read here."""
    response = (
        limits.too_many(request, wait)
        if (wait := limits.wait(request, limits.PHONE))
        else _phone(request, token)
    )
    # The address is a key: it goes to nobody, not even to our own pages.
    response["Referrer-Policy"] = "no-referrer"
    return response


def _phone(request: HttpRequest, token: str) -> HttpResponse:
    pairing = queries.phone_of(actions.digest(token))
    papers = pairing.papers.count() if pairing else 0
    if pairing is None or not permissions.may_send_by_phone(pairing, papers, clock.now()):
        return _gone(request)
    form = PhoneForm(request.POST or None, request.FILES or None, kinds=_kinds(), initial={"sent": uuid4()})
    status = 200 if request.method != "POST" else 422
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.receive(pairing=pairing, at=clock.now(), **given)
        except NotAllowed:
            return _gone(request)
        except UploadRefused as error:
            form.add_error("upload", str(UPLOADS[error.code]))
            status = UPLOAD_STATUS.get(error.code, status)
        else:
            return redirect("applications:phone", token)
    return render(request, "applications/phone.html", {"form": form, "papers": papers}, status=status)


def _gone(request: HttpRequest) -> HttpResponse:
    """Never made, let go, at rest or full: who guesses learns nothing, who holds the phone what to do."""
    return render(request, "applications/phone_gone.html", status=404)


def _kinds() -> list[tuple[str, Any]]:
    groups = [(str(ABOUT.get(about, about)), kinds) for about, kinds in catalogue.evidence_groups()]
    return [catalogue.BLANK, *groups]
