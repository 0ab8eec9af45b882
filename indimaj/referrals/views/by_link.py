"""A service without an account answers one referral by its link. The page shows as little as receives somebody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from indimaj.directory import limits
from indimaj.ledger import actions as ledger
from indimaj.ledger.enums import Compartment
from indimaj.ports import clock

from .. import actions, permissions, queries
from ..actions.links import digest
from ..actions.steps import BY_LINK
from ..enums import State
from ..models import AnswerLink
from ..words import tone
from .answer import Door, buttons, first_name, step
from .case import delivery_of
from .door import reader, see


def _link(token: str) -> AnswerLink:
    found = queries.link_of(digest(token))
    if found is None or found.referral.client.erased_at is not None:
        raise Http404
    see(permissions.may_answer_by_link(found, clock.now()))
    return found


@never_cache
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """First name, the need in the words that were shared, language; and what can be answered."""
    if seconds := limits.wait(request, limits.LINK):
        return limits.too_many(request, seconds)
    link = _link(token)
    one = link.referral
    ledger.read(
        compartment=Compartment.SERVICE,
        what="referral_by_link",
        by=BY_LINK,
        purpose=permissions.LINK,
        subject=one.client_id,
    )
    if one.state == State.SENT:
        one = actions.answer_referral(referral=one, verb="see", by=BY_LINK, at=clock.now(), link=link)
    door = _door(token, link)
    context = {
        "one": one,
        "name": first_name(one),
        "service": one.service.text_in("name", reader()),
        "state": State(one.state).label,
        "tone": tone(one.state),
        "buttons": buttons(one, door),
        "delivery": delivery_of(one),
    }
    return render(request, "referrals/by_link.html", context)


def _door(token: str, link: AnswerLink) -> Door:
    return Door(BY_LINK, "by_link", (token,), "design/public.html", link)


@never_cache
def answer(request: HttpRequest, token: str, verb: str) -> HttpResponse:
    """One step."""
    if seconds := limits.wait(request, limits.LINK):
        return limits.too_many(request, seconds)
    link = _link(token)
    return step(request, link.referral, verb, _door(token, link))
