"""A proof of one fact of the own file: chosen, made, shown once with a square code."""

import io

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from indimaj.applications.actions.one_fact import NotSo, facts_to_hand, hand_out_fact
from indimaj.applications.models import Application
from indimaj.directory import limits

from .. import moment, visits
from ..page_forms import OneFactForm


@require_http_methods(["GET", "HEAD", "POST"])
@visits.own_file
def one_fact(request: HttpRequest, own: Application) -> HttpResponse:
    """Choose a fact and a purpose; the proof is shown this one time."""
    facts = facts_to_hand(own, moment.today())
    data = request.POST if request.method == "POST" else None
    form = OneFactForm(
        data, facts=[(fact.value, f"{fact.label}: {value.label}") for fact, value in facts.items()]
    )
    if data is not None and form.is_valid():
        if seconds := limits.wait(request, limits.STARTING):
            return limits.too_many(request, seconds)
        fact, purpose = form.chosen()
        try:
            issued = hand_out_fact(application=own, fact=fact, purpose=purpose, at=moment.now())
        except NotSo:
            form.add_error("fact", _("Your file does not show this fact today."))
        else:
            context = {
                "issued": issued, "fact": fact.label, "value": facts[fact].label, "purpose": purpose.label,
                "square": square(issued.token),
            }  # fmt: skip
            return render(request, "portal/one_fact_shown.html", context)
    context = {"form": form, "facts": facts}
    return render(request, "portal/one_fact.html", context, status=422 if form.errors else 200)


def square(token: str) -> SafeString:
    """The token as a square code: the token itself and no address."""
    image = io.BytesIO()
    segno.make(token, error="m").save(
        image, kind="svg", border=2, scale=6, xmldecl=False, svgns=True, omitsize=False, title=""
    )
    return SafeString(image.getvalue().decode())
