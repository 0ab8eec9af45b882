"""Error pages: each says in the reader's language what happened and what to do. Templates are in design."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from indimaj.design import conflicts

from .context import entries


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400; a body over Django's own limits, which the form guard meets first, is 413."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return too_large(request)
    return render(request, "design/errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, with the reason of a refused permission where there is one."""
    answer = getattr(exception, "answer", None)
    return render(
        request, "design/errors/403.html", {"reason": answer.reason if answer is not None else ""}, status=403
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: what is forbidden and what does not exist look the same."""
    return render(request, "design/errors/404.html", status=404)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of the form guard: the page was open too long, or cookies are off."""
    return render(request, "design/errors/stale.html", status=403)


def conflict(request: HttpRequest) -> HttpResponse:
    """409: somebody else changed the file meanwhile."""
    return conflicts.conflict(request)


def too_large(request: HttpRequest) -> HttpResponse:
    """413."""
    return render(request, "design/errors/413.html", status=413)


def wrong_type(request: HttpRequest) -> HttpResponse:
    """415."""
    return render(request, "design/errors/415.html", status=415)


def too_many(request: HttpRequest, wait_seconds: int) -> HttpResponse:
    """429, with the time to wait."""
    response = render(request, "design/errors/429.html", {"wait_minutes": -(-wait_seconds // 60)}, status=429)
    response["Retry-After"] = str(wait_seconds)
    return response


def too_many_sign_ins(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429 of the sign-in pages, whose limits count five minutes at most."""
    return too_many(request, 300)


@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """Where a member of staff begins: the first page that their posts lead to."""
    offered = entries(request)
    return redirect(str(offered[0]["url"]) if offered else "directory:profile")


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return render(request, "design/errors/500.html", status=500)
