"""A person's page for the caseworker, and what is done there."""

from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from indimaj.directory.models import Body, Staff
from indimaj.directory.permissions import Refused
from indimaj.ledger.actors import Actor
from indimaj.people.answers import answers_of
from indimaj.ports import clock

from .. import actions, blocks, countries, history, queries
from ..actions.lines import Stale
from ..enums import MARKS_OF_SOMEBODY, ConsentPurpose
from ..forms import ConsentForm, HandOverForm, NoteForm, OfSomebodyForm
from ..models import Client, Consent, Support
from ..permissions import may_hand_over, may_open_client
from ..words import LANGUAGES, consent_words, hand_over_words, in_three
from .door import client_or_404, log, moved_on, see, staff_of, support_or_404


@login_required
@require_safe
def page(request: HttpRequest, reference: str) -> HttpResponse:
    """Who the person is, what they say yes to, what happened, and what the rooms above hold."""
    staff = staff_of(request)
    client = client_or_404(staff, reference)
    log(staff, see(may_open_client(staff, client)), "client", client.pk)
    return _page(request, staff, client)


def _page(request: HttpRequest, staff: Staff, client: Client, form: NoteForm | None = None) -> HttpResponse:
    support = support_or_404(staff, client)
    waits: Any = client
    context = {
        "client": client,
        "support": support,
        "facts": _facts(client),
        "consents": consents_of(client),
        "notes": list(client.notes.filter(support=support).select_related("by").order_by("-at")[:20]),
        "form": form or NoteForm(initial={"submission": uuid4()}),
        "sections": blocks.sections(client, staff),
        "handed": list(client.handed_facts.order_by("-handed_on")) if waits.has_handed else [],
        "is_mine": support.caseworker_id == staff.pk,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "clients/person.html", context, status=status)


@login_required
@require_safe
def past(request: HttpRequest, reference: str) -> HttpResponse:
    """What happened on the page, and who opened it."""
    staff = staff_of(request)
    client = client_or_404(staff, reference)
    log(staff, see(may_open_client(staff, client)), "history", client.pk)
    context = {
        "client": client,
        "timeline": history.acts(client.pk),
        "readers": history.readings(client.pk),
    }
    return render(request, "clients/history.html", context)


def _facts(client: Client) -> list[dict[str, Any]]:
    """The identity bar: what is known, each with its mark."""
    born = client.birth_from and [client.birth_from, client.birth_to]
    return [
        {"label": label, "value": value, "kind": kind}
        for label, value, kind in (
            (_("Name in Arabic"), client.name_arabic, "name"),
            (_("Name as said"), client.name_said, "name"),
            (_("Birth"), born, "day"),
            (_("Nationality"), countries.names(client.nationalities), "name"),
            (_("Phone"), client.phone, "ref"),
            (_("This phone is"), MARKS_OF_SOMEBODY.get(client.phone_mark, "") if client.phone else "", ""),
            (_("E-mail"), client.email, "ref"),
            (_("Language of letters and messages"), dict(LANGUAGES).get(client.language, ""), ""),
            (_("Language spoken best"), client.spoken_language, "name"),
            (_("The person"), client.get_community_display(), ""),
        )
        if value
    ]


def consents_of(client: Client) -> list[dict[str, Any]]:
    """Each purpose, what it means in three languages, and the yes that stands for it."""
    standing = list(client.consents.filter(withdrawn_at=None).select_related("body").order_by("given_at"))
    ordered = sorted(LANGUAGES, key=lambda one: one[0] != client.language)
    return [
        {
            "purpose": purpose.value,
            "label": purpose.label,
            "words": sorted(
                in_three(partial(consent_words, purpose.value)),
                key=lambda one: [code for code, _name in ordered].index(one[0]),
            ),
            "given": [one for one in standing if one.purpose == purpose],
            "to_everybody": any(one.purpose == purpose and one.body_id is None for one in standing),
        }
        for purpose in ConsentPurpose
    ]


@login_required
@require_POST
def note(request: HttpRequest, reference: str) -> HttpResponse:
    """Write down a contact."""
    staff = staff_of(request)
    client = client_or_404(staff, reference)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, staff, client, form)
    try:
        actions.add_note(
            support=support_or_404(staff, client),
            text=form.cleaned_data["text"],
            by=Actor.staff(staff.pk),
            at=clock.now(),
            submission=form.cleaned_data["submission"],
        )
    except Stale:
        return moved_on(request)
    return redirect("clients:person", reference)


@login_required
@require_POST
def consent(request: HttpRequest, reference: str) -> HttpResponse:
    """The person, who is there and has read the words, says yes."""
    staff = staff_of(request)
    client = client_or_404(staff, reference)
    form = ConsentForm(request.POST)
    if not form.is_valid():
        raise Http404
    body = form.cleaned_data["body"]
    actions.give_consent(
        client=client,
        purpose=ConsentPurpose(form.cleaned_data["purpose"]),
        body=body,
        by=Actor.staff(staff.pk),
        at=clock.now(),
        words=hand_over_words(client.language, body) if body else "",
    )
    return redirect("clients:hand_over" if body else "clients:person", reference)


@login_required
@require_POST
def withdraw(request: HttpRequest, reference: str, consent_id: UUID) -> HttpResponse:
    """The person takes a yes back."""
    staff = staff_of(request)
    client = client_or_404(staff, reference)
    found = Consent.objects.filter(pk=consent_id, client=client).first()
    if found is None:
        raise Http404
    actions.withdraw_consent(consent=found, by=Actor.staff(staff.pk), at=clock.now())
    return redirect("clients:person", reference)


@login_required
def correct(request: HttpRequest, reference: str) -> HttpResponse:
    """Correct a name, the birth or a contact."""
    staff = staff_of(request)
    client = client_or_404(staff, reference)
    data = request.POST if request.method == "POST" else None
    form = OfSomebodyForm(data, person=answers_of(client), today=clock.today())
    if data is not None and form.is_valid():
        version = data.get("version", "")
        try:
            actions.correct_client(
                client=client,
                person=form.answers(),
                by=Actor.staff(staff.pk),
                at=clock.now(),
                version=int(version) if version.isdecimal() else -1,
            )
        except Stale:
            return moved_on(request)
        return redirect("clients:person", reference)
    if data is None:
        log(staff, see(may_open_client(staff, client)), "client", client.pk)
    context = {"form": form, "client": client}
    return render(request, "clients/correct.html", context, status=422 if form.errors else 200)


@login_required
def hand(request: HttpRequest, reference: str) -> HttpResponse:
    """Hand the person over to a colleague, or to a body that their own yes names."""
    staff = staff_of(request)
    client = client_or_404(staff, reference)
    support = support_or_404(staff, client)
    agreed = _agreed(support)
    data = request.POST if request.method == "POST" else None
    if data is not None and data.get("support", str(support.pk)) != str(support.pk):
        return moved_on(request)
    form = HandOverForm(data, colleagues=queries.colleagues(support), bodies=agreed)
    if data is not None and form.is_valid():
        return _hand(request, staff, support, form)
    log(staff, see(may_open_client(staff, client)), "client", client.pk)
    context = {
        "form": form,
        "client": client,
        "support": support,
        "bodies": queries.helping_bodies(support.body_id, *(one.code for one in agreed)),
        "words": in_three(hand_over_words),
    }
    return render(request, "clients/hand_over.html", context, status=422 if form.errors else 200)


def _agreed(support: Support) -> list[Body]:
    """The bodies that the person's own yes names."""
    standing = support.client.consents.filter(
        purpose=ConsentPurpose.REFERRAL, withdrawn_at=None, body__isnull=False
    ).select_related("body")
    return [one.body for one in standing if one.body and one.body_id != support.body_id]


def _hand(request: HttpRequest, staff: Staff, support: Support, form: HandOverForm) -> HttpResponse:
    to = form.cleaned_data["to"]
    colleague, body = form.colleagues.get(to), form.bodies.get(to)
    if isinstance(refused := may_hand_over(staff, support, body, colleague), Refused):
        if refused.code == "ended":
            return moved_on(request)
        raise Http404
    try:
        actions.hand_over(
            support=support,
            by=Actor.staff(staff.pk),
            at=clock.now(),
            to_caseworker=colleague,
            to_body=body,
            note=form.cleaned_data["note"],
        )
    except Stale:
        return moved_on(request)
    return redirect("clients:people")


@login_required
@require_POST
def end(request: HttpRequest, reference: str) -> HttpResponse:
    """The body does not help the person any more."""
    staff = staff_of(request)
    client = client_or_404(staff, reference)
    actions.end_support(support=support_or_404(staff, client), by=Actor.staff(staff.pk), at=clock.now())
    return redirect("clients:people")
