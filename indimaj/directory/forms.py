"""Forms of the directory: a new account, a post, one's own profile."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from indimaj.ledger.enums import Compartment, Stream

from .enums import COMPARTMENT_OF, Role
from .models import Body, Office

LANGUAGES = [("ar", _("Arabic")), ("fr", _("French")), ("en", _("English"))]


class OfficeChoice(forms.ModelChoiceField):
    """The offices, named in the reader's language."""

    def __init__(self) -> None:
        super().__init__(
            Office.objects.order_by("code"), label=_("Office"), required=False, empty_label=_("No office")
        )


class BodyChoice(forms.ModelChoiceField):
    """The institutions, named in the reader's language."""

    def __init__(self) -> None:
        super().__init__(
            Body.objects.order_by("code"),
            label=_("Institution"),
            required=False,
            empty_label=_("No institution"),
        )


class PostForm(forms.Form):
    """A post for somebody."""

    role = forms.ChoiceField(label=_("Role"), choices=[("", _("Choose a role")), *Role.choices])
    office = OfficeChoice()
    body = BodyChoice()

    def clean(self) -> dict[str, Any]:
        """Files are worked on at an office, services at an institution; the rest is for the whole country."""
        data = super().clean() or {}
        role = data.get("role")
        side = COMPARTMENT_OF.get(role) if role else None
        if side == Compartment.STATUS and not data.get("office"):
            self.add_error("office", _("Choose the office of this post."))
        of_a_body = side == Compartment.SERVICE and role != Role.POLICY_OFFICER
        if (of_a_body or role == Role.FOCAL_POINT) and not data.get("body"):
            self.add_error("body", _("Choose the institution of this post."))
        if side == Compartment.SERVICE and data.get("office"):
            self.add_error("office", _("This role belongs to an institution: choose no office."))
        if role and COMPARTMENT_OF[role] == Compartment.HOUSE and data.get("office"):
            self.add_error("office", _("This role is for the whole country: choose no office."))
        return data


class PasswordForm(forms.Form):
    """A first password, told in person."""

    password = forms.CharField(
        label=_("First password"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"}),
        help_text=_("Twelve characters or more. Tell it in person: the first sign-in asks for another one."),
    )

    def clean_password(self) -> str:
        """Long enough, and not one that everybody uses."""
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password


class AccountForm(PasswordForm, PostForm):
    """A new account with its first post."""

    username = forms.SlugField(
        label=_("User name"),
        max_length=60,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        help_text=_("Latin letters, digits and hyphens."),
    )
    name = forms.CharField(label=_("Name"), max_length=120)
    name_ar = forms.CharField(label=_("Name in Arabic"), max_length=120, required=False)
    email = forms.EmailField(label=_("E-mail address"), max_length=254, required=False)
    field_order = ("username", "name", "name_ar", "email", "password", "role", "office", "body")


class ProfileForm(forms.Form):
    """One's own settings."""

    language = forms.ChoiceField(label=_("Language of my papers"), choices=LANGUAGES)
    shortcuts = forms.BooleanField(label=_("Single-key shortcuts"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shortcuts"].help_text = _("Keys such as / to search and j, k to go through a list.")


class LedgerForm(forms.Form):
    """Which part of the record to read."""

    side = forms.ChoiceField(label=_("Side of the wall"), choices=Compartment.choices, required=False)
    stream = forms.ChoiceField(
        label=_("Lines"),
        choices=[(Stream.READS, Stream.READS.label), (Stream.ACTS, Stream.ACTS.label)],
        required=False,
    )
    file = forms.UUIDField(
        label=_("Number of a file or an account"),
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        error_messages={"invalid": _("This is not such a number: copy it from a line below.")},
    )
    before = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)
