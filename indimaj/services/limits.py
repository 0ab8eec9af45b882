"""How often one address may try a link. Counted in the cache, under a keyed digest of the address."""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from indimaj.ports import clock

TRIES, SECONDS = 60, 600


def wait(request: HttpRequest, name: str) -> int:
    """Count one try; the seconds to wait, 0 while there are tries left."""
    window, passed = divmod(int(clock.now().timestamp()), SECONDS)
    key = f"limit:{name}:{window}:{salted_hmac('services.limits', _address(request)).hexdigest()}"
    cache.add(key, 0, SECONDS)
    try:
        count = cache.incr(key)
    except ValueError:
        return 0
    return SECONDS - passed if count > TRIES else 0


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """The page that asks to wait."""
    minutes = max(1, -(-seconds // 60))
    response = render(request, "design/errors/429.html", {"wait_minutes": minutes}, status=429)
    response["Retry-After"] = str(seconds)
    return response


def _address(request: HttpRequest) -> str:
    if settings.SECURE_PROXY_SSL_HEADER:
        forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if forwarded:
            return forwarded
    return str(request.META.get("REMOTE_ADDR", ""))
