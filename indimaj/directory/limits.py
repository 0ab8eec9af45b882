"""How often one address may try something. Counted in the cache, under a keyed digest of the address."""

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from indimaj.ports import clock


@dataclass(frozen=True)
class Limit:
    """So many tries in so many seconds."""

    name: str
    tries: int
    seconds: int


# Many people share the address of one café or one association: the limit of a file is its own (practice 21).
OPENING = Limit("opening", 60, 600)
STARTING = Limit("starting", 60, 3600)
UPLOADING = Limit("uploading", 100, 3600)
VERIFYING = Limit("verifying", 120, 600)
LINK = Limit("answer_link", 60, 600)
ENTRY = Limit("entry", 60, 600)
# All phones of an office send from one address; a paper is two requests.
PHONE = Limit("phone", 300, 600)
REPORT = Limit("access_report", 20, 3600)


def wait(request: HttpRequest, limit: Limit) -> int:
    """Count one try; returns the seconds to wait, 0 while there are tries left."""
    window, passed = divmod(int(clock.now().timestamp()), limit.seconds)
    key = f"limit:{limit.name}:{window}:{salted_hmac('directory.limits', address(request)).hexdigest()}"
    cache.add(key, 0, limit.seconds)
    try:
        count = cache.incr(key)
    except ValueError:
        # The entry ran out between the two calls: this is the first try of a new window.
        return 0
    return limit.seconds - passed if count > limit.tries else 0


def address(request: HttpRequest) -> str:
    """The address that the request came from: the proxy's word for it where the house stands behind one."""
    if settings.SECURE_PROXY_SSL_HEADER:
        forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if forwarded:
            return forwarded
    return str(request.META.get("REMOTE_ADDR", ""))


def too_many(request: HttpRequest, wait_seconds: int) -> HttpResponse:
    """The page that asks to wait."""
    minutes = max(1, -(-(wait_seconds - 1) // 60))
    response = render(request, "design/errors/429.html", {"wait_minutes": minutes}, status=429)
    response["Retry-After"] = str(wait_seconds)
    return response
