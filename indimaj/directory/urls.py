"""Accounts and one's own profile, under /account/."""

from django.urls import path

from . import views

app_name = "directory"
urlpatterns = [
    path("staff/", views.accounts, name="accounts"),
    path("staff/new/", views.new_account, name="new_account"),
    path("staff/<uuid:pk>/", views.account, name="account"),
    path("staff/<uuid:pk>/access/", views.reset_access, name="reset_access"),
    path("staff/<uuid:pk>/close/", views.close_account, name="close_account"),
    path("staff/<uuid:pk>/reopen/", views.reopen_account, name="reopen_account"),
    path("post/<int:pk>/end/", views.end_post, name="end_post"),
    path("ledger/", views.read_ledger, name="ledger"),
    path("me/", views.profile, name="profile"),
]
