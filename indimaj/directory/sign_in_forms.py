"""Forms of signing in, in our own words."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as factor
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils.translation import gettext_lazy as _

from indimaj.ports import clock

from . import actions


def _name(form: forms.BaseForm, **labels: object) -> None:
    """Give fields our labels; a placeholder is not a label, and goes."""
    for name, label in labels.items():
        field = form.fields[name]
        field.label = str(label)
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs["dir"] = "ltr"


def _is_a_code(form: forms.BaseForm) -> None:
    _name(form, code=_("Code"))
    form.fields["code"].widget.attrs.update(autocomplete="one-time-code", maxlength=16)


class SignInForm(account.LoginForm):
    """User name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, login=_("User name"), password=_("Password"))


class ConfirmForm(account.ReauthenticateForm):
    """The password again, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, password=_("Password"))


class PasswordForm(account.ChangePasswordForm):
    """A new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(
            self,
            oldpassword=_("Current password"),
            password1=_("New password"),
            password2=_("New password, once more"),
        )
        self.fields["password1"].help_text = _("Twelve characters or more.")


class CodeForm(factor.AuthenticateForm):
    """The second step of signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _is_a_code(self)

    def _emit_authentication_failed(self, authenticator: Any) -> None:
        actions.record_failed_sign_in(username=self.user.username, at=clock.now())


class ConfirmCodeForm(factor.ReauthenticateForm):
    """The code again, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _is_a_code(self)


class SetUpForm(totp.ActivateTOTPForm):
    """The first code of a new app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _is_a_code(self)
