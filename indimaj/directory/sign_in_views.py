"""allauth's views with our answers: 422 and what was wrong, 429 when there were too many attempts."""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.http import HttpResponse

from .demonstration import public_accounts

TOO_MANY = {"too_many_login_attempts", "rate_limited"}


class SaysWhatIsWrong:
    """A refused form is not a page that went well."""

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """The page, with the status of the form."""
        form = context.get("form")
        if self.request.method == "POST" and form is not None and form.errors:  # type: ignore[attr-defined]
            codes = {error.code for errors in form.errors.as_data().values() for error in errors}
            kwargs["status"] = 429 if codes & TOO_MANY else 422
        return super().render_to_response(context, **kwargs)  # type: ignore[misc]


class SignIn(SaysWhatIsWrong, account.LoginView):
    """User name and password; in the demonstration also the list of its accounts."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the demonstration's accounts."""
        return {**super().get_context_data(**kwargs), "public_accounts": public_accounts()}


class ChangePassword(SaysWhatIsWrong, account.PasswordChangeView):
    pass


class Confirm(SaysWhatIsWrong, account.ReauthenticateView):
    pass


class SecondStep(SaysWhatIsWrong, factor.AuthenticateView):
    """The code of the app, or a recovery code."""

    def _build_forms(self) -> Any:
        """One form only: no security keys, whatever the request holds."""
        form_class, user = self.get_form_class(), self.stage.login.user
        data = self.request.POST if self.request.method == "POST" else None
        self.webauthn_form = None
        self.auth_form = form_class(data, user=user)
        return self.auth_form


class ConfirmCode(SaysWhatIsWrong, factor.ReauthenticateView):
    pass


class SetUpApp(SaysWhatIsWrong, totp.ActivateTOTPView):
    """The picture and the key of a new app."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the key in groups of four, to be typed."""
        context = super().get_context_data(**kwargs)
        secret = context["form"].secret
        return {**context, "key_groups": [secret[start : start + 4] for start in range(0, len(secret), 4)]}


class TakeOffApp(SaysWhatIsWrong, totp.DeactivateTOTPView):
    pass


class NewRecoveryCodes(SaysWhatIsWrong, recovery.GenerateRecoveryCodesView):
    pass
