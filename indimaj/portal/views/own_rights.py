"""What a person may ask on their page: a correction, an answer, erasure; and the proof that they bring."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from indimaj.clients import actions
from indimaj.clients.actions.lines import Stale
from indimaj.clients.forms import IdentityForm
from indimaj.clients.models import Client
from indimaj.clients.permissions import is_helped
from indimaj.design import conflicts
from indimaj.directory import limits
from indimaj.people.answers import answers_of
from indimaj.proofs.actions import ProofRefused
from indimaj.proofs.enums import ProofPurpose

from .. import moment, page_visits
from ..page_forms import ObjectionForm, TokenForm
from .own_page import read

REFUSED = {
    "unknown": _("No proof has this code. Check each letter and digit."),
    "used": _("This proof has already been used. A proof works once; ask for another where you got it."),
    "expired": _("This proof is too old. Ask for another where you got it."),
    "purpose": _("This proof was made for something else. It stays unused; choose what it was made for."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@page_visits.own_page
def correct(request: HttpRequest, client: Client) -> HttpResponse:
    """My name, my birth, my contacts, as I say they are. It is free and is never held against anybody."""
    data = request.POST if request.method == "POST" else None
    form = IdentityForm(data, person=answers_of(client), today=moment.today())
    if data is not None and form.is_valid():
        version = data.get("version", "")
        try:
            actions.correct_client(
                client=client,
                person=form.answers(),
                by=client.actor(),
                at=moment.now(),
                version=int(version) if version.isdecimal() else -1,
            )
        except Stale:
            return conflicts.conflict(request)
        return redirect("portal:my_page")
    if data is None:
        read(client, "own_page")
    context = {"form": form, "client": client}
    return render(request, "portal/own_page_correct.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@page_visits.own_page
def objections(request: HttpRequest, client: Client) -> HttpResponse:
    """Say what is wrong or should stop, and read the answers."""
    data = request.POST if request.method == "POST" else None
    form = ObjectionForm(data, initial={"submission": uuid4()})
    if data is not None and form.is_valid():
        actions.object_to(
            client=client,
            text=form.cleaned_data["text"],
            submission=form.cleaned_data["submission"],
            at=moment.now(),
        )
        return redirect("portal:my_page_objections")
    read(client, "own_page")
    rows = list(client.objections.order_by("-made_at")[:50])
    context = {"form": form, "rows": rows, "helped": is_helped(client)}
    return render(request, "portal/own_page_objections.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@page_visits.own_page
def erasure(request: HttpRequest, client: Client) -> HttpResponse:
    """Ask that what is held be erased, read the answer, or take the request back."""
    if request.method == "POST":
        if request.POST.get("do") == "take_back":
            actions.take_back_erasure(client=client, at=moment.now())
        else:
            actions.ask_erasure(client=client, at=moment.now())
        return redirect("portal:my_page_erasure")
    read(client, "own_page")
    rows = list(client.erasure_requests.order_by("-asked_at")[:20])
    context = {"rows": rows, "asked": any(one.state == "asked" for one in rows)}
    return render(request, "portal/own_page_erasure.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page_visits.own_page
def proof(request: HttpRequest, client: Client) -> HttpResponse:
    """Bring a proof of one fact: it works once, for what it was made for."""
    data = request.POST if request.method == "POST" else None
    form = TokenForm(data)
    if data is not None:
        if seconds := limits.wait(request, limits.OPENING):
            return limits.too_many(request, seconds)
        if form.is_valid():
            try:
                actions.hand_fact(
                    client=client,
                    token=form.cleaned_data["token"],
                    purpose=ProofPurpose(form.cleaned_data["purpose"]),
                    at=moment.now(),
                )
            except ProofRefused as refused:
                form.add_error("token", REFUSED[refused.code])
            else:
                return redirect("portal:my_page")
    return render(request, "portal/own_page_proof.html", {"form": form}, status=422 if form.errors else 200)
