"""The page of the second of two people: nothing was overwritten, and what they typed is still there to read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

NOT_TYPED = {"csrfmiddlewaretoken", "version", "seen", "submission", "pin", "again", "code", "password"}


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed into the form that came too late; no secret and nothing that the page itself had put there."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if value and name not in NOT_TYPED
    ]


def conflict(request: HttpRequest) -> HttpResponse:
    """409."""
    return render(request, "design/errors/409.html", {"typed": typed(request)}, status=409)
