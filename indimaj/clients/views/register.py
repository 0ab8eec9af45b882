"""Registration on one screen, and the slip with the code, shown once."""

from typing import Any
from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from indimaj.directory.models import Staff
from indimaj.ledger.actors import Actor
from indimaj.people.answers import PersonAnswers
from indimaj.people.births import UNKNOWN
from indimaj.ports import clock

from .. import actions, queries, search
from ..enums import Community, ConsentPurpose
from ..forms import RegisterForm
from ..models import Client
from ..permissions import may_list_clients
from ..words import FIELDS, LIKENESS, consent_words
from .door import client_or_404, log, see, staff_of


@login_required
def register(request: HttpRequest) -> HttpResponse:
    """As little as is needed: any name, a language, whose a contact is."""
    staff = staff_of(request)
    bodies = queries.bodies_for(staff)
    if not bodies:
        raise Http404
    data = request.POST if request.method == "POST" else None
    initial = {"submission": uuid4(), "body": bodies[0].code}
    form = RegisterForm(data, bodies=bodies, today=clock.today(), initial=initial)
    if data is None:
        return _screen(request, form)
    readable = form.is_valid()
    likely = _likely(staff, form)
    log(staff, see(may_list_clients(staff)), "search", count=len(likely))
    if data.get("do") == "check" or (readable and likely and data.get("do") != "anyway"):
        return _screen(request, form, likely=likely, checked=True)
    if not readable:
        return _screen(request, form, 422)
    given = form.cleaned_data
    body = next(one for one in bodies if one.code == given["body"])
    by, at = Actor.staff(staff.pk), clock.now()
    with transaction.atomic():
        client, code = actions.register_client(
            person=form.answers(),
            by=by,
            at=at,
            body=body,
            community=Community(given["community"]),
            place=body.place,
            language=given["language"],
            pin=given["pin"],
            submission=given["submission"],
        )
        for purpose in given["consents"]:
            actions.give_consent(client=client, purpose=ConsentPurpose(purpose), by=by, at=at)
    return _slip(request, client, code)


def _screen(request: HttpRequest, form: RegisterForm, status: int = 200, **more: Any) -> HttpResponse:
    language = (get_language() or "ar")[:2]
    words = [consent_words(one.value, language) for one in (ConsentPurpose.SUPPORT, ConsentPurpose.MESSAGES)]
    return render(request, "clients/register.html", {"form": form, "words": words, **more}, status=status)


def _likely(staff: Staff, form: RegisterForm) -> list[dict[str, Any]]:
    """People who may be the same, with each field's reason."""
    given = form.cleaned_data
    typed = PersonAnswers(
        **{
            name: given.get(name) or ""
            for name in ("given_names", "family_name", "name_arabic", "name_said", "phone", "sex")
        },
        birth=given.get("birth_read") or UNKNOWN,
        nationalities=(given["nationality"],) if given.get("nationality") else (),
    )
    return [
        {
            "reference": one.reference,
            "reasons": [
                (f"{FIELDS[field.field]}: {LIKENESS[field.verdict][0]}", LIKENESS[field.verdict][1])
                for field in one.fields
            ],
        }
        for one in search.duplicates(staff, Client(**typed.columns()))
    ]


def _slip(request: HttpRequest, client: Client, code: str) -> HttpResponse:
    """The slip answers the post itself: a redirect would have to keep the code."""
    return render(
        request, "clients/slip.html", {"client": client, "code": code, "pin_set": bool(client.pin_digest)}
    )


@login_required
@require_POST
def new_code(request: HttpRequest, reference: str) -> HttpResponse:
    """A new access code for the person who is there."""
    staff = staff_of(request)
    client = client_or_404(staff, reference)
    code = actions.replace_code(client=client, by=staff, at=clock.now())
    client.refresh_from_db()
    return _slip(request, client, code)
