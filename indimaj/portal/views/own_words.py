"""What a person says and brings on their page: a need in their own words, a paper for whoever helps them."""

from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indimaj.clients import actions, queries
from indimaj.clients.http import paper_response
from indimaj.clients.models import Client, Paper
from indimaj.clients.permissions import is_helped, may_hand_in
from indimaj.directory import limits
from indimaj.directory.permissions import NotAllowed, Refused
from indimaj.ports.uploads import UploadRefused
from indimaj.recognition.forms import UPLOAD_ERRORS
from indimaj.referrals.actions.said import say_need

from .. import moment, page_visits
from ..forms import limit_in_megabytes
from ..page_forms import HandInForm, NeedForm
from .own_page import read

REFUSED_STATUS = {"too_large": 413, "wrong_type": 415}


@require_http_methods(["GET", "HEAD", "POST"])
@page_visits.own_page
def need(request: HttpRequest, client: Client) -> HttpResponse:
    """Say what I need; whoever helps me reads it."""
    data = request.POST if request.method == "POST" else None
    form = NeedForm(data, initial={"submission": uuid4()})
    if data is not None and form.is_valid():
        given = {**form.cleaned_data, "urgency": int(form.cleaned_data["urgency"])}
        try:
            say_need(client=client, at=moment.now(), **given)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(f"{reverse('portal:my_page')}?part=referrals")
    context = {"form": form, "helped": is_helped(client)}
    return render(request, "portal/own_page_need.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@page_visits.own_page
def papers(request: HttpRequest, client: Client) -> HttpResponse:
    """Hand in a paper, and see what I handed in and whether it was seen."""
    if request.method == "POST" and (seconds := limits.wait(request, limits.UPLOADING)):
        return limits.too_many(request, seconds)
    data = request.POST if request.method == "POST" else None
    form = HandInForm(data, request.FILES or None if data else None, initial={"submission": uuid4()})
    status = 200 if data is None else 422
    if data is not None and form.is_valid():
        try:
            actions.hand_in(client=client, at=moment.now(), **form.cleaned_data)
        except UploadRefused as refused:
            form.add_error("upload", str(UPLOAD_ERRORS[refused.code]))
            status = REFUSED_STATUS.get(refused.code, 422)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("portal:my_page_papers")
    read(client, "own_page")
    answer = may_hand_in(client)
    context = {
        "form": form,
        "refused": answer.reason if isinstance(answer, Refused) else "",
        "rows": queries.papers_of(client),
        "limit": limit_in_megabytes(),
    }
    return render(request, "portal/own_page_papers.html", context, status=status)


@require_safe
@page_visits.own_page
def handed_in(request: HttpRequest, client: Client, paper: UUID) -> HttpResponse:
    """A paper that I handed in."""
    found = _mine(client, paper)
    read(client, "paper", paper=str(found.pk))
    return paper_response(found)


@require_POST
@page_visits.own_page
def take_back(request: HttpRequest, client: Client, paper: UUID) -> HttpResponse:
    """Take it back."""
    actions.take_paper_back(paper=_mine(client, paper), at=moment.now())
    return redirect("portal:my_page_papers")


def _mine(client: Client, paper: UUID) -> Paper:
    found = Paper.objects.filter(pk=paper, client=client).first()
    if found is None:
        raise Http404
    found.client = client
    return found
