"""What a member of staff does first: choose a password of their own, then set up a second factor."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from .models import Staff

GetResponse = Callable[[HttpRequest], HttpResponseBase]
PROVEN = "second_factor_is_set_up"


class FirstThingsFirst:
    """Sends staff to the step that is missing; nothing else opens before it is done."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        arguments: list[Any],
        named: dict[str, Any],
    ) -> HttpResponse | None:
        """Let sign-in pages through; ask nothing about somebody who is not signed in."""
        name = request.resolver_match.url_name if request.resolver_match else None
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or (name or "").startswith(
            ("account_", "mfa_")
        ):
            return None
        staff = request.user
        if not isinstance(staff, Staff):
            return None
        if staff.password_was_given:
            return redirect("account_change_password")
        if settings.SECOND_FACTOR_REQUIRED and not self._has_second_factor(request, staff):
            return redirect("mfa_activate_totp")
        return None

    @staticmethod
    def _has_second_factor(request: HttpRequest, staff: Staff) -> bool:
        if not request.session.get(PROVEN):
            found = Authenticator.objects.filter(user=staff, type=Authenticator.Type.TOTP).exists()
            if not found:
                return False
            request.session[PROVEN] = True
        return True
