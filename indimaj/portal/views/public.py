"""Pages that know nobody: the first page, what the platform is, the check of a receipt, and leaving."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from indimaj.directory import limits
from indimaj.letters.models import Verification

from .. import moment, policy


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Where each person begins."""
    today = moment.today()
    code = policy.open_campaign(today)
    campaign = policy.pack().campaigns[code] if code else None
    context = {
        "campaign": campaign and campaign.names[_language()],
        "closes": campaign and campaign.closes,
        "kept_open": campaign is not None and campaign.closes < today,
    }
    return render(request, "portal/home.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the platform is."""
    return render(request, "portal/about.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about a person, who sees it, and what the wall does not stop."""
    return render(request, "portal/privacy.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Who can use the pages, and what to do when one cannot."""
    return render(request, "portal/accessibility.html")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """End the visit at once and show a page that says nothing."""
    request.session.flush()
    response = redirect("portal:left")
    response["Clear-Site-Data"] = '"cache"'
    return response


@require_safe
def left(request: HttpRequest) -> HttpResponse:
    """The page after leaving."""
    return render(request, "portal/left.html")


@require_safe
def verify(request: HttpRequest, token: str) -> HttpResponse:
    """Whether a receipt is genuine, its date and its validity; nothing else, and no word about the person."""
    if seconds := limits.wait(request, limits.VERIFYING):
        return limits.too_many(request, seconds)
    found = Verification.objects.filter(token=token[:32]).first()
    over = bool(found and found.valid_until and found.valid_until < moment.today())
    return render(request, "portal/verify.html", {"found": found, "over": over})


@require_safe
def verify_short(request: HttpRequest, token: str) -> HttpResponse:
    """The address in a QR code has no language: go on in the reader's."""
    return redirect("portal:verify", token=token)


def _language() -> str:
    return (get_language() or "ar")[:2]
