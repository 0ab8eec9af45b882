"""Answering: one statement a page, by a link or openly, without a script; changed as long as the round is open."""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from indimaj.design import conflicts
from indimaj.directory import limits
from indimaj.directory.permissions import NotAllowed, Refused
from indimaj.ledger import actions as ledger
from indimaj.ledger.enums import Compartment
from indimaj.ports import clock

from .. import actions, permissions, queries
from ..actions.who import INVITED_VOICE
from ..enums import Choice
from ..forms import VoteForm
from ..models import Invitation, Round, Statement, Vote
from .door import public_or_404, reader

# Many people share the address of one café: what is narrow is how many new browsers begin there.
VOICE = limits.Limit("consultation_voice", 60, 3600)
VOTE = limits.Limit("consultation_vote", 900, 3600)
LINK = limits.Limit("consultation_link", 300, 600)
TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")


@dataclass(frozen=True)
class Door:
    """By which door somebody answers, and the addresses on their side."""

    one: Round
    route: str
    arg: str
    invitation: Invitation | None = None

    def statement(self, order: int) -> str:
        """The page of a statement."""
        return reverse(f"consultations:{self.route}_statement", args=[self.arg, order])

    @property
    def done(self) -> str:
        """The page of what one has said."""
        return reverse(f"consultations:{self.route}_done", args=[self.arg])


def cookie_name(one: Round) -> str:
    """A cookie of this round alone: what a browser says in two rounds cannot be laid side by side."""
    return f"voice-{one.pk.hex[:12]}"


def _browser(request: HttpRequest, one: Round) -> str:
    token = request.COOKIES.get(cookie_name(one), "")
    return token if TOKEN.fullmatch(token) else ""


def _openly(key: str) -> Door:
    one = public_or_404(key)
    if not one.takes_open:
        raise Http404
    return Door(one, "open", one.key)


def _by_link(request: HttpRequest, token: str) -> Door:
    found = queries.invitation_of(actions.digest(token))
    if found is None:
        raise Http404
    answer = permissions.may_vote_by_link(found, clock.today())
    if isinstance(answer, Refused) and (answer.code == "link" or found.round.opened_on is None):
        raise Http404
    ledger.read(
        compartment=Compartment.HOUSE,
        what="consultation_by_link",
        by=INVITED_VOICE,
        purpose=permissions.CONSULTATION,
        subject=found.round_id,
    )
    return Door(found.round, "invited", token, found)


@require_http_methods(["GET", "HEAD", "POST"])
def open_statement(request: HttpRequest, key: str, order: int) -> HttpResponse:
    """One statement, for anybody."""
    return _statement(request, _openly(key), order)


@require_safe
def open_done(request: HttpRequest, key: str) -> HttpResponse:
    """What this browser has said."""
    return _done(request, _openly(key))


@require_safe
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """What an invitation is to, and for whom one speaks."""
    if seconds := limits.wait(request, LINK):
        return limits.too_many(request, seconds)
    door = _by_link(request, token)
    if not door.one.accepts(clock.today()):
        return redirect("consultations:round", key=door.one.key)
    said = queries.said_by(_voice(request, door))
    context = {"door": door, "round": door.one, "invitation": door.invitation, "begun": bool(said)}
    return render(request, "consultations/invited.html", context | {"first": door.statement(1)})


@require_http_methods(["GET", "HEAD", "POST"])
def invited_statement(request: HttpRequest, token: str, order: int) -> HttpResponse:
    """One statement, by a link."""
    if seconds := limits.wait(request, LINK):
        return limits.too_many(request, seconds)
    return _statement(request, _by_link(request, token), order)


@require_safe
def invited_done(request: HttpRequest, token: str) -> HttpResponse:
    """What was said by this link."""
    if seconds := limits.wait(request, LINK):
        return limits.too_many(request, seconds)
    return _done(request, _by_link(request, token))


def _voice(request: HttpRequest, door: Door) -> Any:
    if door.invitation:
        return queries.invited_voice(door.invitation)
    token = _browser(request, door.one)
    return queries.open_voice(door.one, actions.browser_digest(door.one.pk, token) if token else "")


def _statement(request: HttpRequest, door: Door, order: int) -> HttpResponse:
    statements = queries.statements_of(door.one)
    statement = next((each for each in statements if each.order == order), None)
    if statement is None:
        raise Http404
    if not door.one.accepts(clock.today()):
        if request.method == "POST":
            return conflicts.conflict(request, VoteForm())
        return redirect("consultations:round", key=door.one.key)
    said = queries.said_by(_voice(request, door))
    if request.method == "POST":
        form = VoteForm(request.POST)
        if form.is_valid():
            return _keep(request, door, statement, len(statements), form)
    else:
        form = VoteForm(initial=_initial(request, door, said.get(statement.pk)))
    context = {
        "form": form,
        "door": door,
        "round": door.one,
        "statement": statement,
        "number": order,
        "total": len(statements),
        "done": len(said),
        "back": door.statement(order - 1) if order > 1 else "",
    }
    return render(request, "consultations/vote.html", context, status=422 if form.errors else 200)


def _initial(request: HttpRequest, door: Door, vote: Vote | None) -> dict[str, str]:
    # The token stands in the form before it stands in a cookie: who only reads leaves nothing behind.
    token = "" if door.invitation else _browser(request, door.one) or secrets.token_urlsafe(24)
    return {"browser": token} | ({"choice": vote.choice, "reason": vote.reason} if vote else {})


def _keep(request: HttpRequest, door: Door, statement: Statement, total: int, form: VoteForm) -> HttpResponse:
    if seconds := limits.wait(request, VOTE):
        return limits.too_many(request, seconds)
    data, now = form.cleaned_data, clock.now()
    going = redirect(door.done if statement.order >= total else door.statement(statement.order + 1))
    reason = {"choice": data["choice"], "reason": data["reason"], "language": reader(), "at": now}
    keep: Callable[[], Vote]
    if door.invitation:
        invitation = door.invitation
        keep = lambda: actions.vote_by_link(statement=statement, invitation=invitation, **reason)  # noqa: E731
    else:
        known = _browser(request, door.one)
        posted = data["browser"] if TOKEN.fullmatch(data["browser"]) else ""
        token = known or posted or secrets.token_urlsafe(24)
        if not known and (seconds := limits.wait(request, VOICE)):
            return limits.too_many(request, seconds)
        browser = actions.browser_digest(door.one.pk, token)
        keep = lambda: actions.vote_openly(statement=statement, browser=browser, **reason)  # noqa: E731
        _remember(going, door.one, token, now)
    try:
        keep()
    except NotAllowed:
        return conflicts.conflict(request, form)
    return going


def _remember(response: HttpResponse, one: Round, token: str, now: datetime) -> None:
    """Keep the token in the browser until the round closes, for nothing but to change one's mind."""
    ends = timezone.make_aware(datetime.combine(one.closes_on + timedelta(days=1), time()))
    response.set_cookie(
        cookie_name(one),
        token,
        max_age=max(int((ends - now).total_seconds()), 1),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _done(request: HttpRequest, door: Door) -> HttpResponse:
    if not door.one.accepts(clock.today()):
        return redirect("consultations:round", key=door.one.key)
    said = queries.said_by(_voice(request, door))
    names = dict(Choice.choices)
    items = [
        {
            "statement": statement,
            "choice": names[said[statement.pk].choice] if statement.pk in said else "",
            "reason": said[statement.pk].reason if statement.pk in said else "",
            "url": door.statement(statement.order),
        }
        for statement in queries.statements_of(door.one)
    ]
    left = next((item["url"] for item in items if not item["choice"]), "")
    context = {"door": door, "round": door.one, "items": items, "left": left, "said": bool(said)}
    return render(request, "consultations/done.html", context)
