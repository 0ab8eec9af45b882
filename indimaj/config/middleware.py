"""Headers and limits that hold for every page."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from indimaj.applications.actions.locking import Stale
from indimaj.applications.transitions import WrongState

from . import views

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# What anyone may keep: the public pages hold nothing about anybody.
PUBLIC = "indimaj_public"


def public_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view whose answer a browser may keep for a while."""
    setattr(view, PUBLIC, True)
    return view


class NoStoreMiddleware:
    """No answer is stored unless its view is marked public: phones and counters are shared (practice 21)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        match = request.resolver_match
        if not (match and getattr(match.func, PUBLIC, False)) and not request.path.startswith(
            settings.STATIC_URL
        ):
            response["Cache-Control"] = "no-store"
        return response


class BadInputMiddleware:
    """A request that is too large, or a body that cannot be read, gets a page that says what to do."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) > settings.UPLOAD_LIMIT + 1024 * 1024:
            return views.too_large(request)
        if "\x00" in request.path_info:
            # PostgreSQL cannot even look for such a text; nothing of ours is called so.
            return views.not_found(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 413 for a body over Django's own limits, 409 for a file that moved on; anything else goes on."""
        if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
            return views.too_large(request)
        if isinstance(exception, Stale | WrongState):
            return views.conflict(request)
        return None
