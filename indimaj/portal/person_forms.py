"""One question about the person on each page. Each form reads back into the answers of `people`."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from indimaj.applications import catalogue
from indimaj.people import births
from indimaj.people.answers import PersonAnswers
from indimaj.people.contacts import PhoneError, phone_number
from indimaj.people.enums import BirthKind, ContactMark, NationalityStatus, Sex

from .forms import LEFT_TO_RIGHT, NO_MEMORY, offer

BIRTH_ERRORS = {
    "not_a_date": _("Write a day such as 28/07/1985, a month such as 07/1985, or a year such as 1985."),
    "impossible_date": _("Nobody can be born on this date. Check the year and the month."),
}
DOCUMENTS = ("passport", "national_identity_document", "consular_card", "birth_record", "refugee_document")


class StepForm(forms.Form):
    """One page about the person: starts from what is known, gives the answers with its own part replaced."""

    title: ClassVar[Promise]

    def __init__(self, *args: Any, person: PersonAnswers, today: date, **kwargs: Any) -> None:
        self.person, self.today = person, today
        super().__init__(*args, **kwargs)
        self.initial = dict(self.known(person))

    def known(self, person: PersonAnswers) -> Mapping[str, Any]:
        """What the boxes show at first: fields of the person under their own names."""
        return {name: getattr(person, name) for name in self.base_fields if hasattr(person, name)}

    def answers(self) -> PersonAnswers:
        """The person's answers with this page's part replaced."""
        return replace(self.person, **self.cleaned_data)


class NameForm(StepForm):
    """Any one name, in any script."""

    title = _("Your name")
    given_names = forms.CharField(
        label=_("Given names, as on your document"), max_length=120, required=False,
        widget=forms.TextInput(NO_MEMORY),
    )  # fmt: skip
    family_name = forms.CharField(
        label=_("Family name, as on your document"), max_length=120, required=False,
        widget=forms.TextInput(NO_MEMORY),
    )  # fmt: skip
    name_arabic = forms.CharField(
        label=_("Your name in Arabic letters"), max_length=160, required=False,
        widget=forms.TextInput({**NO_MEMORY, "dir": "rtl", "lang": "ar"}),
    )  # fmt: skip
    name_said = forms.CharField(
        label=_("The name that people call you"), max_length=160, required=False,
        widget=forms.TextInput(NO_MEMORY),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """One name is enough (practice 19)."""
        cleaned = super().clean() or {}
        if not self.errors and not any(text.strip() for text in cleaned.values()):
            raise forms.ValidationError(_("Write at least one name, in any script."))
        return cleaned


class BirthForm(StepForm):
    """A day, a month, a year, about, or two dates that disagree."""

    title = _("Your birth date")
    birth_kind = forms.ChoiceField(label=_("How do you know your birth date?"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Birth date, month or year"), max_length=40, required=False,
        help_text=_("Such as 28/07/1985, 07/1985 or 1985."), widget=forms.TextInput(LEFT_TO_RIGHT),
    )  # fmt: skip
    other = forms.CharField(
        label=_("The second date, if your papers disagree"), max_length=40, required=False,
        widget=forms.TextInput(LEFT_TO_RIGHT),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            "birth_kind",
            [
                (BirthKind.DAY, _("I know the date, the month or the year")),
                (BirthKind.ABOUT, _("About that year")),
                (BirthKind.HIJRI, _("In the Hijri calendar")),
                (BirthKind.CONFLICTING, _("My papers show two dates")),
                (BirthKind.UNKNOWN, _("I do not know it")),
            ],
        )

    def known(self, person: PersonAnswers) -> Mapping[str, Any]:
        """The interval, as a person would type it."""
        if not person.has_a_name and person.birth == births.UNKNOWN:
            return {}
        kind = person.birth.kind
        if kind in (BirthKind.YEAR, BirthKind.ABOUT, BirthKind.HIJRI, BirthKind.CONFLICTING):
            kind = BirthKind.DAY
        shown = {"text": person.birth.as_text()}
        return shown if kind == BirthKind.UNKNOWN else {**shown, "birth_kind": kind}

    def clean(self) -> dict[str, Any]:
        """Read what was typed as an interval."""
        cleaned = super().clean() or {}
        kind = cleaned.get("birth_kind")
        if kind and kind != BirthKind.UNKNOWN and not cleaned.get("text"):
            self.add_error("text", _("Write at least the year, or say that you do not know it."))
        elif kind and not self.errors:
            try:
                self.birth = births.read(kind, cleaned["text"], cleaned.get("other", ""), today=self.today)
            except births.BirthError as error:
                self.add_error("text", BIRTH_ERRORS[error.code])
        return cleaned

    def answers(self) -> PersonAnswers:
        """The birth as an interval."""
        return replace(self.person, birth=self.birth)


class SexForm(StepForm):
    """As the person states it."""

    title = _("Woman or man")
    sex = forms.ChoiceField(
        label=_("Are you a woman or a man?"), widget=forms.RadioSelect, choices=Sex.choices
    )


class NationalityForm(StepForm):
    """None, one, several, disputed or not known: every answer is accepted (practice 16)."""

    title = _("Your nationality")
    nationality_status = forms.ChoiceField(
        label=_("Do you have one nationality, several, or none?"), widget=forms.RadioSelect,
        help_text=_("Every answer is accepted. Nobody is sent to a consulate to prove it."),
    )  # fmt: skip
    first = forms.ChoiceField(label=_("Country"), required=False)
    second = forms.ChoiceField(label=_("Second country"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "nationality_status", _statuses())
        offer(self, "first", catalogue.nationalities())
        offer(self, "second", catalogue.nationalities())

    def known(self, person: PersonAnswers) -> Mapping[str, Any]:
        """The countries apart; no status is ticked before the person has said one."""
        first, second, *_more = [*person.nationalities, "", ""]
        shown = {"first": first, "second": second}
        if person.nationality_status == NationalityStatus.UNKNOWN and not first:
            return shown
        return {**shown, "nationality_status": person.nationality_status}

    def answers(self) -> PersonAnswers:
        """The countries that the answer goes with."""
        given = self.cleaned_data
        status = given["nationality_status"]
        without = (NationalityStatus.NONE, NationalityStatus.UNKNOWN)
        countries = () if status in without else (given["first"], given["second"])
        return replace(
            self.person,
            nationality_status=status,
            nationalities=tuple(dict.fromkeys(code for code in countries if code)),
        )


def _statuses() -> list[tuple[str, Promise]]:
    return [
        (NationalityStatus.STATED, _("One nationality")),
        (NationalityStatus.SEVERAL, _("Several nationalities")),
        (NationalityStatus.NONE, _("No nationality")),
        (NationalityStatus.DISPUTED, _("A state disputes it")),
        (NationalityStatus.UNKNOWN, _("I do not know")),
    ]


class DocumentForm(StepForm):
    """A document of identity, if there is one."""

    title = _("Your identity document")
    document_kind = forms.ChoiceField(
        label=_("Which document do you have?"), required=False,
        help_text=_("Leave it empty if you have none. An expired one counts."),
    )  # fmt: skip
    document_number = forms.CharField(
        label=_("Its number"), max_length=40, required=False, widget=forms.TextInput(LEFT_TO_RIGHT)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind, catalogue.evidence_label(kind)) for kind in DOCUMENTS]
        offer(self, "document_kind", [catalogue.BLANK, *kinds])


class ContactForm(StepForm):
    """A phone, an e-mail and an address, each of its own choice."""

    title = _("How to reach you")
    phone = forms.CharField(
        label=_("Phone"), max_length=24, required=False,
        help_text=_("Messages never say what they are about."),
        widget=forms.TextInput({**LEFT_TO_RIGHT, "inputmode": "tel"}),
    )  # fmt: skip
    phone_mark = forms.ChoiceField(label=_("This phone is"), required=False)
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, required=False, widget=forms.EmailInput(LEFT_TO_RIGHT)
    )
    email_mark = forms.ChoiceField(label=_("This e-mail is"), required=False)
    address = forms.CharField(
        label=_("Address"), max_length=400, required=False, widget=forms.Textarea({**NO_MEMORY, "rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for mark in ("phone_mark", "email_mark"):
            offer(self, mark, [catalogue.BLANK, *ContactMark.choices])

    def clean_phone(self) -> str:
        """The number in its international form."""
        try:
            number = phone_number(self.cleaned_data["phone"])
        except PhoneError:
            raise forms.ValidationError(_("This is not a phone number. Write it as it is dialled.")) from None
        if len(number) > 20:
            raise forms.ValidationError(_("This is not a phone number. Write it as it is dialled."))
        return number

    def clean(self) -> dict[str, Any]:
        """Whose a contact is decides whether a message may go there."""
        cleaned = super().clean() or {}
        for contact in ("phone", "email"):
            if cleaned.get(contact) and not cleaned.get(f"{contact}_mark"):
                self.add_error(f"{contact}_mark", _("Say whose it is: yours, shared, or not to be used."))
        return cleaned


class SpeechForm(StepForm):
    """The language in which the person wants to be heard."""

    title = _("The language that you speak best")
    spoken_language = forms.CharField(
        label=_("Which language do you speak best?"), max_length=40, required=False,
        help_text=_("An interpreter can be asked for."), widget=forms.TextInput(NO_MEMORY),
    )  # fmt: skip


STEPS: dict[str, type[StepForm]] = {
    "name": NameForm,
    "birth": BirthForm,
    "sex": SexForm,
    "nationality": NationalityForm,
    "document": DocumentForm,
    "contact": ContactForm,
    "speech": SpeechForm,
}


def is_answered(step: str, person: PersonAnswers) -> bool:
    """Whether a page about the person holds something."""
    told = {
        "name": person.has_a_name,
        "birth": person.birth != births.UNKNOWN,
        "sex": bool(person.sex),
        "nationality": bool(person.nationalities) or person.nationality_status != NationalityStatus.UNKNOWN,
        "document": bool(person.document_kind or person.document_number),
        "contact": bool(person.phone or person.email or person.address),
        "speech": bool(person.spoken_language),
    }
    return told[step]
