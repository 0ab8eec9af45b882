"""The counter: a whole deposit on one screen, by keyboard alone, and the slip when nothing is registered."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from indimaj import law
from indimaj.directory.enums import Role
from indimaj.directory.models import Office, Staff
from indimaj.directory.queries import ALL, offices_of
from indimaj.letters.compose.words import filled
from indimaj.letters.http import pdf_response
from indimaj.letters.models import Letter
from indimaj.linkage.comparison import FieldVerdict
from indimaj.people import mrz
from indimaj.people.answers import PersonAnswers
from indimaj.people.births import UNKNOWN
from indimaj.ports.uploads import UploadRefused

from .. import catalogue, clock, queries, search, turned
from ..actions import intake, rows
from ..forms import DepositForm, FactsForm, PersonForm, RefusalForm, counter_facts
from ..models import Application, RegistrationRefusal
from ..permissions import may_register
from ..reasons import LIKENESS, NOT_READY, UPLOAD_STATUS, UPLOADS
from ..words import ABOUT, FIELDS, MRZ_FIELDS
from . import phone
from .door import file_or_404, log, see, staff_of

SEALED_KIND = "medical_certificate_sealed"


def counter_offices(staff: Staff) -> list[Office]:
    """The offices at whose counter this person sits; 404 when there is none."""
    codes = offices_of(staff, Role.COUNTER, Role.HEAD)
    found = Office.objects.all() if codes is ALL else Office.objects.filter(code__in=codes)  # type: ignore[misc]
    offices = list(found.order_by("code"))
    if not offices:
        raise Http404
    return offices


class Deposit:
    """The three forms of the screen, and what they say together."""

    def __init__(
        self,
        offices: list[Office],
        data: QueryDict | None = None,
        language: str = "ar",
        submission: UUID | None = None,
    ) -> None:
        self.offices = {office.code: office for office in offices}
        fresh = {"language": language, "submission": submission or uuid4()}
        self.person = PersonForm(data, today=clock.today())
        self.facts = FactsForm(data, names=counter_facts())
        self.deposit = DepositForm(data, offices=offices, initial=fresh)
        self.errors: list[str] = []
        self.doubtful: list[str] = []
        self.seen = set(data.getlist("seen_kind")) if data else set()
        self.impossible = set(data.getlist("impossible_kind")) if data else set()
        self.mrz = data.get("mrz", "") if data else ""
        self.token = data.get("phone_code", "") if data else ""

    @property
    def submission(self) -> UUID | None:
        """Which deposit this is; None for a form that does not say it."""
        try:
            return UUID(str(self.deposit["submission"].value()))
        except ValueError:
            return None

    @property
    def office(self) -> Office:
        """The counter that is chosen, or the first."""
        return self.offices.get(str(self.deposit["office"].value())) or next(iter(self.offices.values()))

    def is_valid(self) -> bool:
        """All three are read, so that every message shows at once."""
        return all([self.person.is_valid(), self.facts.is_valid(), self.deposit.is_valid()])

    def declared(self) -> dict[str, Any]:
        """The facts stated. "No envelope, and none will come" is the person's own "no" to what is under seal."""
        stated = self.facts.stated()
        if self.deposit.cleaned_data["envelope"] == "no":
            stated |= {name: False for name, spec in rows.pack().facts.items() if spec.sealed}
        return stated

    def pieces(self, request: HttpRequest) -> list[intake.Piece]:
        """What was handed over: ticked, uploaded or stated as impossible to obtain."""
        found = []
        for kind, about in rows.pack().evidence.items():
            upload = request.FILES.get(f"file_{kind}")
            if about.get("health"):
                if kind == SEALED_KIND and self.deposit.cleaned_data["envelope"] == "yes":
                    found.append(intake.Piece(kind))
            elif upload or kind in self.seen:
                found.append(intake.Piece(kind, upload))
            elif kind in self.impossible:
                found.append(intake.Piece(kind, impossible=True))
        return found


@login_required
def counter(request: HttpRequest) -> HttpResponse:
    """One screen for one person; a fresh one wipes the last."""
    staff = staff_of(request)
    offices = counter_offices(staff)
    if request.method != "POST":
        return _fresh(request, staff, offices)
    do = request.POST.get("do", "")
    if do.startswith("phone-"):
        return _phone(request, staff, offices)
    act = {"register": _register, "turn": _turn, "read": _read_line}.get(do, _check)
    return act(request, staff, offices)


def _fresh(request: HttpRequest, staff: Staff, offices: list[Office]) -> HttpResponse:
    """An empty screen; papers of a deposit that was interrupted can be taken up in it."""
    waiting = queries.unfinished(staff)
    taken_up = next(
        (one.submission for one in waiting if str(one.submission) == request.GET.get("deposit")), None
    )
    deposit = Deposit(offices, language=catalogue.reader(), submission=taken_up)
    return _screen(request, deposit, unfinished=[one for one in waiting if one.submission != taken_up])


def _phone(request: HttpRequest, staff: Staff, offices: list[Office]) -> HttpResponse:
    """A button about the office phone: its part of the page alone, or the whole screen as it was typed."""
    deposit = Deposit(offices, request.POST)
    if deposit.submission is None:
        raise Http404
    there = phone.act(staff, deposit.office, deposit.submission, request.POST["do"], deposit.token)
    if request.headers.get("HX-Request"):
        return render(request, "applications/_phone.html", {"phone": there})
    return _screen(request, deposit, phone=there)


def _screen(request: HttpRequest, deposit: Deposit, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "deposit": deposit,
        "person": deposit.person,
        "form": deposit.deposit,
        "groups": [(ABOUT.get(about, about), boxes) for about, boxes in deposit.facts.groups()],
        "kinds": [
            (
                ABOUT.get(about, about),
                [(kind, label, kind in deposit.seen, kind in deposit.impossible) for kind, label in kinds],
            )
            for about, kinds in catalogue.evidence_groups()
        ],
        "privacy": catalogue.text("protection_register_anyway"),
        **more,
    }
    if "phone" not in context:
        context["phone"] = phone.beside(staff_of(request), deposit.submission, deposit.token)
    return render(request, "applications/counter.html", context, status=status)


def _read_line(request: HttpRequest, staff: Staff, offices: list[Office]) -> HttpResponse:
    """Fill the identity from the machine-readable line; without one this is the check for duplicates."""
    typed = request.POST.get("mrz", "").strip()
    if not typed:
        return _check(request, staff, offices)
    try:
        line = mrz.parse(typed, today=clock.today())
    except mrz.MrzError:
        deposit = Deposit(offices, request.POST)
        deposit.errors.append(
            _("This is not a machine-readable line. Type both lines of 44 signs, or three of 30.")
        )
        return _screen(request, deposit, 422)
    data = request.POST.copy()
    read = PersonAnswers(
        family_name=line.family_name,
        given_names=line.given_names,
        birth=line.birth,
        sex=line.sex,
        nationalities=(line.nationality,) if line.nationality else (),
        nationality_status=line.nationality_status,
        document_kind=line.document_kind,
        document_number=line.document_number,
    )
    for name, value in PersonForm.initial_of(read).items():
        if value and name in PersonForm.base_fields:
            data[name] = value
    data["mrz"] = ""
    if line.document_kind in rows.pack().evidence and line.document_kind not in data.getlist("seen_kind"):
        data.appendlist("seen_kind", line.document_kind)
    return _check(request, staff, offices, data, doubtful=[str(MRZ_FIELDS[name]) for name in line.doubtful])


def _check(
    request: HttpRequest,
    staff: Staff,
    offices: list[Office],
    data: QueryDict | None = None,
    doubtful: Sequence[str] = (),
) -> HttpResponse:
    """Draw the screen again with what was typed, and the files that may be the same person's."""
    deposit = Deposit(offices, data or request.POST)
    deposit.doubtful = list(doubtful)
    return _screen(request, deposit, likely=likely_for(staff, deposit.person), checked=True)


def _register(request: HttpRequest, staff: Staff, offices: list[Office]) -> HttpResponse:
    deposit = Deposit(offices, request.POST)
    if not deposit.is_valid():
        return _screen(request, deposit, 422)
    given, status = deposit.deposit.cleaned_data, 422
    try:
        file, code = intake.register_at_counter(
            office=deposit.offices[given["office"]],
            by=staff,
            person=deposit.person.answers(),
            declared=deposit.declared(),
            language=given["language"],
            evidence=deposit.pieces(request),
            submission=given["submission"],
            at=clock.now(),
            pin=given["pin"],
            paper_number=given["paper_number"] or None,
            filed_on=given["filed_on"],
        )
    except intake.NotReady as error:
        deposit.errors.append(str(NOT_READY[error.missing]))
    except law.FactError as error:
        deposit.facts.refuse(error.fact, catalogue.error_text(error))
    except UploadRefused as error:
        deposit.errors.append(str(UPLOADS[error.code]))
        status = UPLOAD_STATUS.get(error.code, status)
    else:
        return _registered(request, file, code)
    return _screen(request, deposit, status)


def _registered(request: HttpRequest, file: Application, code: str) -> HttpResponse:
    """The receipt and the code slip. It answers the post itself: a redirect would have to keep the code."""
    context = {
        "application": file,
        "code": code,
        "receipt": receipt_of(file),
        "pin_set": bool(file.pin_digest),
    }
    return render(request, "applications/registered.html", context)


def receipt_of(file: Application) -> Letter | None:
    """The receipt of a file."""
    return Letter.objects.filter(subject=file.pk, kind="receipt").order_by("made_at").first()


def _turn(request: HttpRequest, staff: Staff, offices: list[Office]) -> HttpResponse:
    """The screen turned to the person: what was typed, in their language and large, and what is missing."""
    language = request.POST.get("language", "")
    with override(language if language in ("ar", "fr", "en") else catalogue.reader()):
        return _turned(request, Deposit(offices, request.POST))


def _turned(request: HttpRequest, deposit: Deposit) -> HttpResponse:
    deposit.is_valid()
    shown = [
        (box.label, _shown(deposit.person, box.name))
        for box in deposit.person
        if _shown(deposit.person, box.name)
    ]
    facts = [
        (box.label, catalogue.value_text(name, value))
        for name, value in deposit.facts.stated().items()
        for box in [deposit.facts[name]]
    ]
    sent = phone.beside(staff_of(request), deposit.submission).kinds
    kinds = [kind for kind in [*deposit.seen, *(name[5:] for name in request.FILES), *sent] if _is_open(kind)]
    context = {
        "person": shown,
        "facts": facts,
        "handed": [catalogue.evidence_label(kind) for kind in dict.fromkeys(kinds)],
        "lacking": turned.lacking(_stated(deposit), {*kinds, *deposit.impossible}),
        "words": [catalogue.text("protection_name_discrepancy"), catalogue.text("protection_own_file")],
    }
    return render(request, "applications/turned.html", context)


def _is_open(kind: str) -> bool:
    """Whether a kind of evidence is one of the pack's and not under seal."""
    about = rows.pack().evidence.get(kind)
    return about is not None and not about.get("health")


def _stated(deposit: Deposit) -> dict[str, Any]:
    """Every fact that was typed and can be read, those of the identity too."""
    known = deposit.person.answers().facts() if deposit.person.is_valid() else {}
    return {**known, **deposit.facts.stated()}


def _shown(form: PersonForm, name: str) -> str:
    value = form.data.get(name, "")
    field = form.fields[name]
    if name == "birth_kind" or not value:
        return ""
    choices = dict(getattr(field, "choices", []))
    return str(choices.get(value, value))


def likely_for(staff: Staff, form: PersonForm) -> list[dict[str, Any]]:
    """Files that may be the same person's, with each field's reason; the office only, outside the reader's own."""
    form.is_valid()
    given = {**form.cleaned_data}
    plain: dict[str, Any] = {name: given.get(name) or "" for name in LOOKED_AT}
    typed = PersonAnswers(
        **plain,
        birth=given.get("birth_read") or UNKNOWN,
        nationalities=tuple(given[name] for name in ("nationality", "second_nationality") if given.get(name)),
    )
    return [
        {
            "office": found.office,
            "reference": found.reference,
            "reasons": [
                (str(FIELDS[one.field]), str(LIKENESS[one.why_code]), _tone(one)) for one in found.fields
            ],
        }
        for found in search.duplicates(staff, rows.applicant(typed))
    ]


LOOKED_AT = (
    "given_names", "family_name", "name_arabic", "name_said", "sex", "mother_name", "document_number", "phone",
)  # fmt: skip


def _tone(one: FieldVerdict) -> str:
    return {"same": "green", "close": "amber", "differs": "grey"}[one.verdict]


@login_required
@require_POST
def likely(request: HttpRequest) -> HttpResponse:
    """The same check while typing, as a piece of the page."""
    staff = staff_of(request)
    counter_offices(staff)
    form = PersonForm(request.POST, today=clock.today())
    return render(request, "applications/_likely.html", {"likely": likely_for(staff, form), "checked": True})


@login_required
@require_POST
def new_code(request: HttpRequest, reference: str) -> HttpResponse:
    """A new access code for the person at the counter."""
    staff = staff_of(request)
    file = file_or_404(staff, reference)
    code = intake.replace_code(application=file, by=staff, at=clock.now())
    return _registered(request, file, code)


@login_required
def refuse(request: HttpRequest) -> HttpResponse:
    """A visit that ends without a file: its coded ground, and a dated slip."""
    staff = staff_of(request)
    offices = counter_offices(staff)
    fresh = {"language": catalogue.reader(), "submission": uuid4()}
    form = RefusalForm(request.POST or None, offices=offices, initial=fresh)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        refusal = intake.refuse_registration(
            office=next(office for office in offices if office.code == given["office"]),
            by=staff,
            name_said=given["name_said"],
            ground=given["ground"],
            note=form.written(),
            language=given["language"],
            submission=given["submission"],
            at=clock.now(),
        )
        return redirect("applications:slip", refusal.pk)
    context = {"form": form, "register_anyway": catalogue.text("protection_register_anyway")}
    return render(request, "applications/refuse.html", context, status=422 if form.errors else 200)


@login_required
def slip(request: HttpRequest, pk: Any) -> HttpResponse:
    """The slip of a visit, to be printed."""
    staff = staff_of(request)
    refusal = get_object_or_404(RegistrationRefusal.objects.select_related("office"), pk=pk)
    purpose = see(may_register(staff, refusal.office))
    if request.GET.get("pdf"):
        log(staff, purpose, "letter", refusal.pk)
        return pdf_response(get_object_or_404(Letter, pk=refusal.letter))
    ground, note = filled(catalogue.text(refusal.ground), refusal.note)
    return render(request, "applications/slip.html", {"refusal": refusal, "ground": ground, "note": note})
