"""What caseworkers and people type. A form reads and says what it cannot read; it never writes."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from indimaj.directory.models import Body, Staff
from indimaj.people import births
from indimaj.people.answers import PersonAnswers
from indimaj.people.codes import read_pin
from indimaj.people.contacts import PhoneError, phone_number
from indimaj.people.enums import BirthKind, ContactMark, NationalityStatus, Sex

from . import countries
from .enums import MARKS_OF_SOMEBODY, Community, ConsentPurpose, ErasureGround
from .words import LANGUAGES

BIRTH_ERRORS = {
    "not_a_date": _("Write a day such as 28/07/1985, a month such as 07/1985, or a year such as 1985."),
    "impossible_date": _("Nobody can be born on this date. Check the year and the month."),
}
LEFT_TO_RIGHT = {"dir": "ltr", "autocomplete": "off"}
NO_MEMORY = {"autocomplete": "off"}
IN_ARABIC = {"dir": "rtl", "lang": "ar", "autocomplete": "off"}
LONG = {"rows": 4, "dir": "auto", "autocomplete": "off"}
# What a registration may offer to say yes to at once; each unticked.
AT_FIRST = (ConsentPurpose.SUPPORT, ConsentPurpose.MESSAGES)


def _text(label: Any, length: int = 120, attrs: dict[str, str] | None = None) -> forms.CharField:
    widget = forms.TextInput(attrs or NO_MEMORY)
    return forms.CharField(label=label, max_length=length, required=False, widget=widget)


def offer(form: forms.Form, name: str, choices: Any) -> None:
    """Give a choice field its choices, which depend on the reader."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class IdentityForm(forms.Form):
    """Who the person is: any one name, and how to reach them. Nothing else is needed, and no papers are asked for."""

    given_names = _text(_("Given names"))
    family_name = _text(_("Family name"))
    name_arabic = _text(_("Name in Arabic"), 160, IN_ARABIC)
    name_said = _text(_("Name as said"), 160)
    birth = _text(_("Birth date, month or year"), 40, LEFT_TO_RIGHT)
    phone = _text(_("Phone"), 24, {**LEFT_TO_RIGHT, "inputmode": "tel"})
    phone_mark = forms.ChoiceField(label=_("This phone is"), required=False)
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, required=False, widget=forms.EmailInput(LEFT_TO_RIGHT)
    )
    email_mark = forms.ChoiceField(label=_("This e-mail is"), required=False)
    MARKS: dict[str, Any] = dict(ContactMark.choices)
    WHOSE = _("Say whose it is: mine, shared, or not to be used.")
    OWN = (
        "given_names",
        "family_name",
        "name_arabic",
        "name_said",
        "phone",
        "phone_mark",
        "email",
        "email_mark",
    )

    def __init__(self, *args: Any, person: PersonAnswers, today: date, **kwargs: Any) -> None:
        self.person, self.today = person, today
        super().__init__(*args, **kwargs)
        self.initial = {**self.known(), **self.initial}
        offer(self, "phone_mark", [countries.BLANK, *self.MARKS.items()])
        offer(self, "email_mark", [countries.BLANK, *self.MARKS.items()])

    def known(self) -> dict[str, Any]:
        """What the boxes show at first."""
        return {name: getattr(self.person, name) for name in self.OWN} | {
            "birth": self.person.birth.as_text()
        }

    def clean_phone(self) -> str:
        """The number in its international form."""
        try:
            return phone_number(self.cleaned_data["phone"])
        except PhoneError:
            raise forms.ValidationError(_("This is not a phone number. Write it as it is dialled.")) from None

    def clean(self) -> dict[str, Any]:
        """One name in any script; a birth is an interval; each contact has its mark."""
        cleaned = super().clean() or {}
        names = ("given_names", "family_name", "name_arabic", "name_said")
        if not any(cleaned.get(name, "").strip() for name in names):
            self.add_error("given_names", _("Write at least one name, in any script."))
        try:
            cleaned["birth_read"] = self._birth(cleaned.get("birth", ""))
        except births.BirthError as error:
            self.add_error("birth", BIRTH_ERRORS[error.code])
        for contact in ("phone", "email"):
            if cleaned.get(contact) and not cleaned.get(f"{contact}_mark"):
                self.add_error(f"{contact}_mark", self.WHOSE)
        return cleaned

    def _birth(self, text: str) -> births.Birth:
        """What was not touched keeps the way in which it was known: about, Hijri, or two that disagree."""
        if text.strip() == self.person.birth.as_text():
            return self.person.birth
        return births.read(BirthKind.DAY, text, today=self.today)

    def answers(self) -> PersonAnswers:
        """The person with what this form says. Only after is_valid()."""
        plain = {name: self.cleaned_data[name].strip() for name in self.OWN}
        return replace(self.person, **plain, birth=self.cleaned_data["birth_read"])


class OfSomebodyForm(IdentityForm):
    """The same, typed by staff: they write about the person, not about themselves."""

    MARKS = MARKS_OF_SOMEBODY
    WHOSE = _("Say whose it is: the person’s own, shared, or not to be used.")


class RegisterForm(OfSomebodyForm):
    """A person on one screen."""

    community = forms.ChoiceField(label=_("The person"), widget=forms.RadioSelect, choices=Community.choices)
    language = forms.ChoiceField(
        label=_("Language of letters and messages"), widget=forms.RadioSelect, choices=LANGUAGES
    )
    spoken_language = _text(_("Language spoken best"), 40)
    sex = forms.ChoiceField(label=_("Sex"), required=False)
    nationality = forms.ChoiceField(label=_("Nationality"), required=False)
    consents = forms.MultipleChoiceField(
        label=_("What the person says yes to"), required=False, widget=forms.CheckboxSelectMultiple
    )
    pin = forms.CharField(
        label=_("PIN of six digits, typed by the person"),
        help_text=_("May stay empty: the person then chooses it the first time."),
        required=False,
        widget=forms.PasswordInput({**LEFT_TO_RIGHT, "inputmode": "numeric", "maxlength": "12"}),
    )
    body = forms.ChoiceField(label=_("Body that helps"))
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, bodies: Iterable[Body], **kwargs: Any) -> None:
        super().__init__(*args, person=PersonAnswers(), **kwargs)
        offer(self, "sex", [countries.BLANK, *Sex.choices])
        offer(self, "nationality", countries.choices())
        offer(self, "consents", [(one.value, one.label) for one in AT_FIRST])
        offer(self, "body", [(one.code, str(one)) for one in bodies])

    def clean_pin(self) -> str:
        """Six digits, or none yet."""
        typed = self.cleaned_data["pin"]
        if typed and read_pin(typed) is None:
            raise forms.ValidationError(_("A PIN has six digits."))
        return read_pin(typed) or ""

    def answers(self) -> PersonAnswers:
        """The person as registered."""
        given = self.cleaned_data
        country = given["nationality"]
        return replace(
            super().answers(),
            sex=given["sex"],
            spoken_language=given["spoken_language"].strip(),
            nationalities=(country,) if country else (),
            nationality_status=NationalityStatus.STATED if country else NationalityStatus.UNKNOWN,
        )


class NoteForm(forms.Form):
    """A contact written down."""

    text = forms.CharField(
        label=_("What was said and agreed"),
        help_text=_("The person can read this. Write no illness and nothing that they did not want written."),
        max_length=4000,
        widget=forms.Textarea(LONG),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)


class GuardianForm(forms.Form):
    """The parent or guardian of a child, by the reference of their own page."""

    reference = forms.CharField(
        label=_("Reference of the parent or guardian"),
        help_text=_("The body must help them too."),
        max_length=40,
        widget=forms.TextInput(LEFT_TO_RIGHT),
    )


class HandOverForm(forms.Form):
    """To a colleague, or to another body that the person's own yes names."""

    to = forms.ChoiceField(label=_("To whom"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("What the next caseworker should know"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(LONG),
    )

    def __init__(
        self, *args: Any, colleagues: Iterable[Staff], bodies: Iterable[Body], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {f"staff:{one.pk}": one for one in colleagues}
        self.bodies = {f"body:{one.code}": one for one in bodies}
        people = [(key, one.name) for key, one in self.colleagues.items()]
        offer(self, "to", [*people, *((key, str(one)) for key, one in self.bodies.items())])


class AnswerForm(forms.Form):
    """The answer to an objection."""

    answer = forms.CharField(label=_("Answer to the person"), max_length=4000, widget=forms.Textarea(LONG))


class DecisionForm(forms.Form):
    """Erase, or keep for a reason that the law gives. Nothing is ticked beforehand."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        choices=[("erase", _("Erase")), ("keep", _("Keep for now"))],
    )
    ground = forms.ChoiceField(label=_("Why the law keeps it"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "ground", [countries.BLANK, *ErasureGround.choices])

    def clean(self) -> dict[str, Any]:
        """Keeping needs its ground."""
        cleaned = super().clean() or {}
        if cleaned.get("decision") == "keep" and not cleaned.get("ground"):
            self.add_error("ground", _("Say why the law keeps it."))
        return cleaned

    def kept_for(self) -> str:
        """The ground, nothing where it is erased."""
        return str(self.cleaned_data["ground"]) if self.cleaned_data["decision"] == "keep" else ""


class ConsentForm(forms.Form):
    """One yes, to a purpose; for a body where the purpose names one."""

    purpose = forms.ChoiceField(choices=ConsentPurpose.choices)
    body = forms.CharField(required=False, max_length=40)

    def clean_body(self) -> Body | None:
        """The body that the yes names."""
        code = self.cleaned_data["body"]
        if not code:
            return None
        if found := Body.objects.filter(code=code).first():
            return found
        raise forms.ValidationError(_("Choose a body of the list."))
