"""What sign-in (django-allauth) asks of us: who may come in, where they go, and a ledger line for each time."""

import time
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from indimaj.ports import clock

from . import actions
from .models import Staff

WRONG = _("The user name or the password is not right.")
TOO_MANY = _("Too many attempts. Wait five minutes, then try again.")
WRONG_CODE = _("This code is not right, or it has expired. Type the one that the app shows now.")


class StaffAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator: nobody signs up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": WRONG,
        "invalid_login": WRONG,
        "incorrect_password": _("The password is not right."),
        "enter_current_password": _("The current password is not right."),
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "incorrect_code": WRONG_CODE,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def post_login(self, request: HttpRequest, user: Staff, **kwargs: Any) -> HttpResponse:
        """Write the line once every step of signing in is done."""
        actions.record_sign_in(staff=user, verb="signed_in", at=clock.now())
        return super().post_login(request, user, **kwargs)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write the line of a wrong password."""
        actions.record_failed_sign_in(username=credentials.get("username", ""), at=clock.now())

    def logout(self, request: HttpRequest) -> None:
        """Write the line, then end the session."""
        if isinstance(request.user, Staff):
            actions.record_sign_in(staff=request.user, verb="signed_out", at=clock.now())
        super().logout(request)

    def set_password(self, user: Staff, password: str) -> None:
        """The person chose a password: from now on nobody else knows it."""
        actions.choose_password(staff=user, password=password, at=clock.now())

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within five minutes of signing in: the password has just been typed."""
        request = context.request
        proven = get_authentication_records(request, request.user)
        return not any(time.time() - record["at"] < REAUTHENTICATION_TIMEOUT for record in proven)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's own page."""
        return reverse("directory:profile")


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor: drawn without another library, and not to be taken off where it is required."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "rate_limited": TOO_MANY,
        "cannot_delete_authenticator": _("The second factor is required here: it cannot be taken off."),
        "cannot_generate_recovery_codes": _("Set up the second factor first."),
    }

    def get_totp_label(self, user: Staff) -> str:
        """The user name: an e-mail address would be personal data on a screen."""
        return user.username

    def build_totp_svg(self, url: str) -> str:
        """The QR code as markup: the page allows no image that is not a file of ours."""
        return segno.make(url, micro=False).svg_inline(scale=5, border=4, light="#fff")

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Only where it is not required."""
        return not settings.SECOND_FACTOR_REQUIRED
