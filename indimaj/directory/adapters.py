"""Accounts are made by an administrator: nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class StaffAdapter(DefaultAccountAdapter):
    """allauth's door, with sign-up closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False
