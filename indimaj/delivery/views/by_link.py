"""A body without an account answers by its link, once. The page shows what is asked, and nothing that is not public."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from indimaj.directory import limits
from indimaj.directory.door import see
from indimaj.ledger import actions as ledger
from indimaj.ledger.enums import Compartment
from indimaj.ports import clock

from .. import actions, permissions, queries
from ..forms import AnswerForm, said
from ..models import AnswerLink
from .door import form_page


@never_cache
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """What is asked, and the form for the one answer."""
    if seconds := limits.wait(request, limits.LINK):
        return limits.too_many(request, seconds)
    link = _link(token)
    asked = link.assignment
    ledger.read(
        compartment=Compartment.HOUSE,
        what="assignment_by_link",
        by=actions.BY_LINK,
        purpose=permissions.LINK,
        subject=asked.commitment_id,
    )
    form = AnswerForm(request.POST or None)
    if form.is_valid() and _give(form, link):
        return redirect("delivery:answered")
    return form_page(
        request,
        form,
        title=_("What does your institution answer?"),
        submit=_("Give this answer"),
        back="",
        frame="design/public.html",
        about=_about(link),
        notice=_("This link gives one answer, in the name of your institution. The answer is published."),
    )


def _link(token: str) -> AnswerLink:
    found = queries.link_of(actions.digest(token))
    if found is None:
        raise Http404
    see(permissions.may_answer_by_link(found, clock.now()))
    return found


def _give(form: AnswerForm, link: AnswerLink) -> bool:
    data = form.cleaned_data
    try:
        actions.answer(
            assignment=link.assignment, position=data["position"], reason=said(data["reason"]),
            other_body=data["other_body"], submission=data["submission"], by=actions.BY_LINK, at=clock.now(),
            link=link,
        )  # fmt: skip
    except actions.NotFitting as fault:
        form.refuse(fault)
    return not form.errors


def _about(link: AnswerLink) -> dict[str, Any]:
    asked = link.assignment
    return {
        "body": asked.body,
        "title": asked.commitment.title,
        "text": asked.commitment.text,
        "url": reverse("commitments:commitment", args=[asked.commitment.key]),
        "due": asked.answer_due_on,
        "until": link.expires_at,
    }


@never_cache
def answered(request: HttpRequest) -> HttpResponse:
    """The answer has arrived."""
    return render(request, "delivery/answered.html")
