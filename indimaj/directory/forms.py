"""Forms of the directory: a new account, a post, one's own profile."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from .enums import Role
from .models import Office

LANGUAGES = [("ar", _("Arabic")), ("fr", _("French")), ("en", _("English"))]


class AccountForm(forms.Form):
    """A new account with its first post."""

    username = forms.SlugField(label=_("User name"), max_length=60)
    name = forms.CharField(label=_("Name"), max_length=120)
    name_ar = forms.CharField(label=_("Name in Arabic"), max_length=120, required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    password = forms.CharField(
        label=_("First password, to be changed"),
        widget=forms.PasswordInput,
        help_text=_("Twelve characters or more."),
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    office = forms.ModelChoiceField(
        label=_("Office"), queryset=Office.objects.order_by("code"), required=False
    )

    def clean_password(self) -> str:
        """Long enough, and not one that everybody uses."""
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password


class PostForm(forms.Form):
    """One more post for somebody."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    office = forms.ModelChoiceField(
        label=_("Office"), queryset=Office.objects.order_by("code"), required=False
    )


class ProfileForm(forms.Form):
    """One's own settings."""

    language = forms.ChoiceField(label=_("Language of my papers"), choices=LANGUAGES)
    shortcuts = forms.BooleanField(label=_("Single-key shortcuts"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shortcuts"].help_text = _("Keys such as / to search and j, k to go through a list.")
