"""Signing in and out. allauth asks for these names, so they stand outside the room's namespace."""

from allauth.account.views import account_inactive, logout
from allauth.mfa.base.views import index
from allauth.mfa.recovery_codes.views import view_recovery_codes
from django.urls import path

from . import sign_in_views as views

urlpatterns = [
    path("login/", views.SignIn.as_view(), name="account_login"),
    path("logout/", logout, name="account_logout"),
    path("inactive/", account_inactive, name="account_inactive"),
    path("password/", views.ChangePassword.as_view(), name="account_change_password"),
    path("confirm/", views.Confirm.as_view(), name="account_reauthenticate"),
    path("second-factor/", index, name="mfa_index"),
    path("second-factor/code/", views.SecondStep.as_view(), name="mfa_authenticate"),
    path("second-factor/confirm/", views.ConfirmCode.as_view(), name="mfa_reauthenticate"),
    path("second-factor/set-up/", views.SetUpApp.as_view(), name="mfa_activate_totp"),
    path("second-factor/take-off/", views.TakeOffApp.as_view(), name="mfa_deactivate_totp"),
    path("second-factor/recovery/", view_recovery_codes, name="mfa_view_recovery_codes"),
    path("second-factor/recovery/new/", views.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
]
