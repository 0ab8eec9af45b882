"""What a person brings, with their caseworker: own words, papers, requests, questions to a consulate, work that fits."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from indimaj.clients.models import Client
from indimaj.clients.words import LANGUAGES
from indimaj.directory.enums import Purpose
from indimaj.directory.models import Body
from indimaj.directory.permissions import NotAllowed
from indimaj.ledger.actors import Actor
from indimaj.ports import clock
from indimaj.ports.uploads import UploadRefused

from .. import actions, catalogue, matching, queries
from ..actions.consular import NotConfirmed, warning_of
from ..actions.requests import ConsentMissing
from ..enums import CONSULAR_TONES, REQUEST_TONES, AssetKind
from ..forms import (
    UPLOAD_ERRORS,
    AssetForm,
    ConsularForm,
    DocumentForm,
    RequestForm,
    SendForm,
    WarningForm,
)
from ..models import Asset, ConsularRequest, Document, RecognitionRequest
from ..transitions import consular_possible, possible
from .desk import is_overdue
from .door import MOVED, client_or_404, log, moved_on, staff_of


@login_required
@require_safe
def page(request: HttpRequest, reference: str) -> HttpResponse:
    """All that a person brings, and where it stands."""
    staff = staff_of(request)
    client = client_or_404(staff, reference)
    log(staff, Purpose.SUPPORT, "brings", client.pk)
    context = {
        "client": client,
        "assets": [asset_line(one) for one in queries.assets_of(client)],
        "questions": [question_line(one) for one in queries.consular_of(client)],
        "never": hasattr(client, "never_consulate"),
    }
    return render(request, "recognition/person.html", context)


def asset_line(one: Asset) -> dict[str, Any]:
    """One thing that somebody brings, for a list."""
    return {
        "asset": one,
        "kind": one.get_kind_display(),
        "words": queries.words_of(one),
        "papers": len(one.documents.all()),
        "requests": [(each.body, each.get_state_display(), REQUEST_TONES[each.state], is_overdue(each))
                     for each in one.requests.all()],
    }  # fmt: skip


def question_line(one: ConsularRequest) -> dict[str, Any]:
    """One question to a consulate, for a list."""
    return {
        "question": one,
        "state": (one.get_state_display(), CONSULAR_TONES[one.state]),
        "overdue": question_overdue(one),
    }


def question_overdue(one: ConsularRequest) -> bool:
    """Whether the consulate's days are over without an answer."""
    return one.state in ("sent", "opened") and one.due_on is not None and one.due_on < clock.today()


@login_required
def add(request: HttpRequest, reference: str) -> HttpResponse:
    """Write down what a person brings, in their own words."""
    staff = staff_of(request)
    client = client_or_404(staff, reference)
    first = {"submission": uuid4(), "words_language": client.language}
    form = AssetForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        made = actions.add_asset(
            client=client,
            by=Actor.staff(staff.pk),
            at=clock.now(),
            submission=form.cleaned_data["submission"],
            **form.columns(),
        )
        return redirect("recognition:asset", reference, made.pk)
    context = {"client": client, "form": form}
    return render(request, "recognition/add.html", context, status=422 if form.errors else 200)


def _asset_or_404(client: Client, pk: UUID) -> Asset:
    found = Asset.objects.filter(client=client, pk=pk).first()
    if found is None:
        raise Http404
    found.client = client
    return found


@login_required
@require_safe
def asset(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    """One thing that a person brings: its papers and its requests."""
    staff = staff_of(request)
    client = client_or_404(staff, reference)
    found = _asset_or_404(client, pk)
    log(staff, Purpose.SUPPORT, "brings", client.pk)
    return _asset_page(request, client, found)


def _asset_page(request: HttpRequest, client: Client, found: Asset, **forms: Any) -> HttpResponse:
    requests = list(found.requests.select_related("body", "letter").order_by("-drafted_at"))
    papers = found.documents.select_related("asset").order_by("received_at")
    bodies = queries.competent_bodies(clock.today())
    language = found.code if found.kind == AssetKind.LANGUAGE else ""
    context = {
        "client": client,
        "asset": found,
        "words": queries.words_of(found),
        "words_in": catalogue.label("language", found.words_language),
        "language": language,
        "papers": papers,
        "requests": [
            {
                "request": one,
                "state": (one.get_state_display(), REQUEST_TONES[one.state]),
                "overdue": is_overdue(one),
                "send_form": SendForm(initial={"version": one.version}) if one.state == "drafted" else None,
                "may_bring": possible(one.state, "bring_document"),
                "may_withdraw": possible(one.state, "withdraw"),
            }
            for one in requests
        ],
        "paper_form": forms.get("paper_form") or DocumentForm(papers=papers),
        "request_form": forms.get("request_form")
        or RequestForm(initial={"submission": uuid4()}, bodies=bodies),
        "send_error": forms.get("send_error"),
    }
    wrong = any(getattr(form, "errors", form) for form in forms.values())
    return render(request, "recognition/asset.html", context, status=422 if wrong else 200)


@login_required
@require_POST
def take_away(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    """Take away what was written down, unless a request speaks of it."""
    staff = staff_of(request)
    client = client_or_404(staff, reference)
    found = _asset_or_404(client, pk)
    if not actions.take_away_asset(asset=found, by=Actor.staff(staff.pk), at=clock.now()):
        return moved_on(request)
    return redirect("recognition:person", reference)


@login_required
@require_POST
def add_paper(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    """A paper or its translation."""
    staff = staff_of(request)
    client = client_or_404(staff, reference)
    found = _asset_or_404(client, pk)
    papers = Document.objects.filter(asset=found).select_related("asset").order_by("received_at")
    form = DocumentForm(request.POST, request.FILES, papers=papers)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.add_document(
                asset=found,
                kind=given["document_kind"],
                upload=given["upload"],
                language=given["document_language"],
                translates=given["translates"],
                by=Actor.staff(staff.pk),
                at=clock.now(),
            )
        except UploadRefused as error:
            form.add_error("upload", str(UPLOAD_ERRORS[error.code]))
        else:
            return redirect("recognition:asset", reference, pk)
    return _asset_page(request, client, found, paper_form=form)


@login_required
@require_POST
def draft(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    """Prepare a request to a competent body."""
    staff = staff_of(request)
    client = client_or_404(staff, reference)
    found = _asset_or_404(client, pk)
    bodies = queries.competent_bodies(clock.today())
    form = RequestForm(request.POST, bodies=bodies)
    if not form.is_valid():
        return _asset_page(request, client, found, request_form=form)
    body = next(one for one in bodies if one.code == form.cleaned_data["body"])
    actions.draft(
        asset=found,
        body=body,
        by=Actor.staff(staff.pk),
        at=clock.now(),
        submission=form.cleaned_data["submission"],
    )
    return redirect("recognition:asset", reference, pk)


@login_required
@require_POST
def request_act(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    """Send a request, take it back, or say that the missing document is there."""
    staff = staff_of(request)
    client = client_or_404(staff, reference)
    found = RecognitionRequest.objects.select_related("asset").filter(client=client, pk=pk).first()
    if found is None:
        raise Http404
    by, at = Actor.staff(staff.pk), clock.now()
    try:
        match request.POST.get("do"):
            case "send":
                says_yes = request.POST.get("says_yes") == "on"
                actions.send(request=found, by=by, at=at, says_yes=says_yes)
            case "withdraw":
                actions.withdraw(request=found, by=by, at=at)
            case "bring":
                actions.bring_document(request=found, by=by, at=at)
            case _:
                raise Http404
    except ConsentMissing:
        error = SendForm.base_fields["says_yes"].error_messages["required"]
        found.asset.client = client
        return _asset_page(request, client, found.asset, send_error=error)
    except MOVED:
        return moved_on(request)
    return redirect("recognition:asset", reference, found.asset_id)


@login_required
@require_safe
def work(request: HttpRequest, reference: str) -> HttpResponse:
    """Vacancies and courses that fit, and why."""
    staff = staff_of(request)
    client = client_or_404(staff, reference)
    log(staff, Purpose.SUPPORT, "matches", client.pk)
    person = matching.person_of(client, queries.assets_to_compare(client))
    context = {"client": client, "found": matching.compare(person, clock.today())}
    return render(request, "recognition/matches.html", context)


@login_required
@require_safe
def work_one(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    """One vacancy beside the person, however much is missing."""
    staff = staff_of(request)
    client = client_or_404(staff, reference)
    vacancy = queries.open_vacancy(pk, clock.today())
    if vacancy is None:
        raise Http404
    log(staff, Purpose.SUPPORT, "matches", client.pk)
    person = matching.person_of(client, queries.assets_to_compare(client))
    context = {"client": client, "one": matching.beside(person, vacancy, clock.today())}
    return render(request, "recognition/match.html", context)


@login_required
@require_POST
def never(request: HttpRequest, reference: str) -> HttpResponse:
    """No consulate is ever asked about this person."""
    staff = staff_of(request)
    client = client_or_404(staff, reference)
    actions.never_ask(client=client, by=Actor.staff(staff.pk), at=clock.now())
    return redirect("recognition:person", reference)


@login_required
def prepare(request: HttpRequest, reference: str) -> HttpResponse:
    """Prepare one question to one consulate, at the person's own wish."""
    staff = staff_of(request)
    client = client_or_404(staff, reference)
    if hasattr(client, "never_consulate"):
        raise Http404
    papers = Document.objects.filter(client=client).select_related("asset").order_by("received_at")
    first = {"submission": uuid4()}
    form = ConsularForm(request.POST or None, initial=first, bodies=queries.consulates(), papers=papers)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data}
        body = Body.objects.get(code=given.pop("body"))
        try:
            made = actions.prepare(
                client=client, body=body, by=Actor.staff(staff.pk), at=clock.now(), **given
            )
        except NotAllowed as error:
            form.add_error("kind", str(error))
        else:
            return redirect("recognition:question", reference, made.pk)
    context = {"client": client, "form": form}
    return render(request, "recognition/prepare.html", context, status=422 if form.errors else 200)


def _question_or_404(client: Client, pk: UUID) -> ConsularRequest:
    rows = ConsularRequest.objects.select_related("body", "document", "letter", "consent")
    found = rows.filter(client=client, pk=pk).first()
    if found is None:
        raise Http404
    found.client = client
    return found


@login_required
@require_safe
def question(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    """One question: its warning in three languages before it leaves, and where it stands after."""
    staff = staff_of(request)
    client = client_or_404(staff, reference)
    found = _question_or_404(client, pk)
    log(staff, Purpose.SUPPORT, "question", client.pk)
    return _question_page(request, client, found, WarningForm(initial={"version": found.version}))


def _question_page(
    request: HttpRequest, client: Client, found: ConsularRequest, form: WarningForm
) -> HttpResponse:
    first = [one for one in LANGUAGES if one[0] == client.language]
    others = [one for one in LANGUAGES if one[0] != client.language]
    context = {
        "client": client,
        "found": found,
        "state": (found.get_state_display(), CONSULAR_TONES[found.state]),
        "overdue": question_overdue(found),
        "form": form,
        "warnings": [
            (code, "rtl" if code == "ar" else "ltr", warning_of(found, code))
            for code, _name in first + others
        ],
        "may_confirm": consular_possible(found.state, "confirm") and not hasattr(client, "never_consulate"),
        "may_withdraw": consular_possible(found.state, "withdraw"),
        "may_print": question_overdue(found) and found.consent and not found.consent.withdrawn_at,
    }
    return render(request, "recognition/question.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def question_act(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    """Let it leave after the warning, take it back, or print the slip of silence."""
    staff = staff_of(request)
    client = client_or_404(staff, reference)
    found = _question_or_404(client, pk)
    by, at = Actor.staff(staff.pk), clock.now()
    try:
        match request.POST.get("do"):
            case "withdraw":
                actions.take_back(request=found, by=by, at=at)
            case "slip":
                actions.print_slip(request=found, by=by, at=at)
            case "confirm":
                form = WarningForm(request.POST)
                if not form.is_valid():
                    return _question_page(request, client, found, form)
                version = form.cleaned_data["version"]
                actions.confirm(request=found, read=True, by=by, at=at, version=version)
            case _:
                raise Http404
    except NotConfirmed:
        raise Http404 from None
    except MOVED:
        return moved_on(request)
    return redirect("recognition:question", reference, pk)
