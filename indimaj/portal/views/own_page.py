"""My page of the service side: what is held, who read it, what I said yes to, my papers; and taking it all along."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indimaj.clients import actions, countries, history, queries
from indimaj.clients.actions.access import TooManyTries, WrongCode
from indimaj.clients.enums import ConsentPurpose
from indimaj.clients.models import Client, Consent
from indimaj.clients.permissions import may_change_pin, may_open_child
from indimaj.clients.words import LANGUAGES, consent_words
from indimaj.directory import limits
from indimaj.directory.enums import Purpose
from indimaj.ledger import actions as ledger
from indimaj.ledger.enums import Compartment
from indimaj.letters.enums import LetterKind
from indimaj.letters.http import pdf_response
from indimaj.letters.models import Letter

from .. import moment, page_history, page_parts, page_visits
from ..forms import PinForm
from ..page_forms import OpenPageForm

OWN_PAPERS = (LetterKind.ATTESTATION, LetterKind.RECOGNITION_DECISION, LetterKind.CONSULATE_SILENCE)


@require_http_methods(["GET", "HEAD", "POST"])
def my_page(request: HttpRequest) -> HttpResponse:
    """The page of this visit, or the door to it."""
    if request.method == "POST":
        return _open(request)
    client = page_visits.person_of(request)
    if client is None:
        return render(request, "portal/own_page_open.html", {"form": OpenPageForm()})
    return _shown(request, client)


def _open(request: HttpRequest) -> HttpResponse:
    if seconds := limits.wait(request, limits.OPENING):
        return limits.too_many(request, seconds)
    form = OpenPageForm(request.POST)
    if form.is_valid():
        try:
            client = actions.open_with_code(
                **form.cleaned_data, address=limits.address(request), at=moment.now()
            )
        except TooManyTries as tries:
            return limits.too_many(request, tries.wait_seconds)
        except WrongCode:
            form.add_error(None, _("These three do not belong together. Check each of them, then try again."))
        else:
            page_visits.begin(request, client)
            return redirect("portal:my_page")
    return render(request, "portal/own_page_open.html", {"form": form}, status=422)


def _shown(request: HttpRequest, client: Client) -> HttpResponse:
    read(client, "own_page")
    room = request.GET.get("part", "")
    if section := page_parts.section(client, room) if room else None:
        return render(request, "portal/own_page_part.html", {"room": room, "section": section})
    context = {
        "client": client,
        "facts": _facts(client),
        "helpers": [one for one in client.supports.all() if one.is_open],
        "parts": page_parts.parts(),
        "papers": Letter.objects.filter(subject=client.pk, kind__in=OWN_PAPERS)
        .order_by("-made_at")
        .only("id", "kind", "made_at", "language"),
        "handed": list(client.handed_facts.order_by("-handed_on")) if _waits(client).has_handed else [],
        "asks_erasure": _waits(client).erasure_id,
        "children": _children(client),
    }
    return render(request, "portal/own_page.html", context)


def _children(client: Client) -> list[Client]:
    """The children whose page this person may open; from a child's page nobody goes further."""
    if client.opened_by or not _waits(client).has_children:
        return []
    return [one for one in queries.children_of(client) if may_open_child(client, one, moment.today())]


def _waits(client: Client) -> Any:
    """The client with what `queries.with_what_waits` adds."""
    return client


def read(client: Client, what: str, **detail: str) -> None:
    """Each reading by the person is a line too."""
    ledger.read(
        compartment=Compartment.SERVICE,
        what=what,
        by=client.actor(),
        purpose=Purpose.OWN_PAGE,
        subject=client.pk,
        detail=detail,
    )


def _facts(client: Client) -> list[dict[str, Any]]:
    """What is held about who the person is; what is not held is said too, so that nothing seems hidden."""
    born = client.birth_from and [client.birth_from, client.birth_to]
    return [
        {"label": label, "value": value, "kind": kind}
        for label, value, kind in (
            (_("Name"), client.name, "name"),
            (_("Name in Arabic"), client.name_arabic, "name"),
            (_("Name as said"), client.name_said, "name"),
            (_("Birth"), born, "day"),
            (_("Sex"), client.get_sex_display() if client.sex else "", ""),
            (_("Nationality"), countries.names(client.nationalities), "name"),
            (_("Phone"), client.phone, "ref"),
            (_("This phone is"), client.get_phone_mark_display() if client.phone else "", ""),
            (_("E-mail"), client.email, "ref"),
            (_("Language of letters and messages"), dict(LANGUAGES).get(client.language, ""), ""),
            (_("Language spoken best"), client.spoken_language, "name"),
        )
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@page_visits.own_page
def consents(request: HttpRequest, client: Client) -> HttpResponse:
    """What I say yes to; each can be given, read again in the words of then, and taken back."""
    if request.method == "POST":
        purpose = request.POST.get("purpose", "")
        if purpose not in ConsentPurpose.values:
            raise Http404
        actions.give_consent(
            client=client, purpose=ConsentPurpose(purpose), by=client.actor(), at=moment.now(),
            words=consent_words(purpose, request.LANGUAGE_CODE),
        )  # fmt: skip
        return redirect("portal:my_page_consents")
    given = list(client.consents.select_related("body").order_by("-given_at"))
    read(client, "own_page")
    rows = [
        {
            "purpose": purpose.value,
            "label": purpose.label,
            "words": consent_words(purpose, request.LANGUAGE_CODE),
            "given": [one for one in given if one.purpose == purpose and one.withdrawn_at is None],
            "past": [one for one in given if one.purpose == purpose and one.withdrawn_at is not None],
            "open": not any(
                one.purpose == purpose and one.withdrawn_at is None and one.body_id is None for one in given
            ),
        }
        for purpose in ConsentPurpose
    ]
    return render(request, "portal/own_page_consents.html", {"rows": rows})


@require_POST
@page_visits.own_page
def withdraw(request: HttpRequest, client: Client, consent_id: UUID) -> HttpResponse:
    """Take a yes back."""
    found = Consent.objects.filter(pk=consent_id, client=client).first()
    if found is None:
        raise Http404
    actions.withdraw_consent(consent=found, by=client.actor(), at=moment.now())
    return redirect("portal:my_page_consents")


@require_safe
@page_visits.own_page
def readers(request: HttpRequest, client: Client) -> HttpResponse:
    """Who opened the page, for which body and why; and what was done."""
    read(client, "own_page")
    context = {"readers": page_history.readings(client), "acts": page_history.acts(client)}
    return render(request, "portal/own_page_readers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page_visits.own_page
def pin(request: HttpRequest, client: Client) -> HttpResponse:
    """Another PIN."""
    if not may_change_pin(client):
        raise Http404
    form = PinForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        changed = actions.change_pin(client=client, pin=form.cleaned_data["pin"], at=moment.now())
        page_visits.begin(request, changed)
        return redirect("portal:my_page")
    return render(request, "portal/own_page_pin.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@page_visits.own_page
def paper(request: HttpRequest, client: Client, letter: UUID) -> HttpResponse:
    """An attestation or a letter of mine."""
    found = Letter.objects.filter(pk=letter, subject=client.pk, kind__in=OWN_PAPERS).first()
    if found is None:
        raise Http404
    read(client, "letter", letter=str(found.pk))
    return pdf_response(found)


@require_http_methods(["GET", "HEAD", "POST"])
@page_visits.own_page
def take_along(request: HttpRequest, client: Client) -> HttpResponse:
    """Everything that is held on this side, in one file that a program can read; a warning first."""
    if request.method != "POST":
        return render(request, "portal/own_page_take_along.html")
    read(client, "own_export")
    everything = {
        **queries.held(client),
        **page_parts.held(client),
        "papers": list(
            Letter.objects.filter(subject=client.pk).order_by("made_at").values("kind", "language", "made_at")
        ),
        "who_read_it": [
            {"at": one.at, "what": one.title, "by": one.by, "purpose": one.text}
            for one in history.readings(client.pk, 1000)
        ],
        "what_happened": [
            {"at": one.at, "what": one.title, "by": one.by} for one in history.acts(client.pk, 1000)
        ],
    }
    response = JsonResponse(everything, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="data-{moment.today().isoformat()}.json"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@page_visits.own_page
def child(request: HttpRequest, client: Client) -> HttpResponse:
    """Go over to the page of a child whose guardian I am; a line says that I opened it."""
    reference = request.POST.get("reference", "")
    found = next((one for one in _children(client) if one.reference == reference), None)
    if found is None:
        raise Http404
    page_visits.go_to_child(request, client, found)
    return redirect("portal:my_page")


@require_POST
def own_again(request: HttpRequest) -> HttpResponse:
    """From the child's page back to my own."""
    page_visits.go_back(request)
    return redirect("portal:my_page")


@require_POST
@page_visits.own_page
def do(request: HttpRequest, client: Client, room: str) -> HttpResponse:
    """A button of a room's part of the page."""
    page_parts.act(client, room, request.POST.get("verb", "")[:40], request.POST.get("key", "")[:80])
    return redirect(f"{reverse('portal:my_page')}?part={room}")
