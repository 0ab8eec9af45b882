"""What officers type. A form reads and says what it cannot read; it never writes."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from indimaj.design.wording import day_text
from indimaj.people import births
from indimaj.people.answers import PersonAnswers
from indimaj.people.codes import read_pin
from indimaj.people.contacts import PhoneError, phone_number
from indimaj.people.enums import BirthKind, ContactMark, NationalityStatus, Sex

from . import catalogue
from .actions import rows

LANGUAGES = [("ar", _("Arabic")), ("fr", _("French")), ("en", _("English"))]
DOCUMENTS = ("passport", "national_identity_document", "consular_card", "birth_record", "refugee_document")
BIRTH_ERRORS = {
    "not_a_date": _("Write a day such as 28/07/1985, a month such as 07/1985, or a year such as 1985."),
    "impossible_date": _("Nobody can be born on this date. Check the year and the month."),
}
LEFT_TO_RIGHT = {"dir": "ltr", "autocomplete": "off"}
NO_MEMORY = {"autocomplete": "off"}


def _text(label: Any, length: int = 120, **more: Any) -> forms.CharField:
    attrs = more.pop("attrs", NO_MEMORY)
    return forms.CharField(
        label=label, max_length=length, required=False, widget=forms.TextInput(attrs), **more
    )


class PersonForm(forms.Form):
    """Who the person is, as their papers and they themselves say it."""

    given_names = _text(_("Given names"))
    family_name = _text(_("Family name"))
    name_arabic = _text(_("Name in Arabic"), 160, attrs={"dir": "rtl", "lang": "ar", "autocomplete": "off"})
    name_said = _text(_("Name as said"), 160)
    birth_kind = forms.ChoiceField(label=_("The birth date is"), required=False)
    birth = _text(_("Birth date, month or year"), 40, attrs=LEFT_TO_RIGHT)
    birth_other = _text(_("Second date, if papers disagree"), 40, attrs=LEFT_TO_RIGHT)
    birth_place = _text(_("Place of birth"))
    sex = forms.ChoiceField(label=_("Sex"), required=False)
    nationality = forms.ChoiceField(label=_("Nationality"), required=False)
    second_nationality = forms.ChoiceField(label=_("Second nationality"), required=False)
    nationality_status = forms.ChoiceField(label=_("How nationality is known"), required=False)
    mother_name = _text(_("Mother's name"))
    document_kind = forms.ChoiceField(label=_("Document"), required=False)
    document_number = _text(_("Document number"), 40, attrs=LEFT_TO_RIGHT)
    phone = _text(_("Phone"), 24, attrs={**LEFT_TO_RIGHT, "inputmode": "tel"})
    phone_mark = forms.ChoiceField(label=_("This phone is"), required=False)
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, required=False, widget=forms.EmailInput(LEFT_TO_RIGHT)
    )
    email_mark = forms.ChoiceField(label=_("This e-mail is"), required=False)
    address = _text(_("Address"), 400)
    spoken_language = _text(_("Language spoken best"), 40)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        kinds = [
            (BirthKind.DAY, _("As written")),
            *[c for c in BirthKind.choices if c[0] not in ("day", "year")],
        ]
        self._offer("birth_kind", kinds)
        self._offer("sex", [catalogue.BLANK, *Sex.choices])
        self._offer("nationality", catalogue.nationalities())
        self._offer("second_nationality", catalogue.nationalities())
        self._offer("nationality_status", [catalogue.BLANK, *NationalityStatus.choices])
        self._offer(
            "document_kind",
            [catalogue.BLANK, *((kind, catalogue.evidence_label(kind)) for kind in DOCUMENTS)],
        )
        self._offer("phone_mark", [catalogue.BLANK, *ContactMark.choices])
        self._offer("email_mark", [catalogue.BLANK, *ContactMark.choices])

    def _offer(self, name: str, choices: Iterable[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_phone(self) -> str:
        """The number in its international form."""
        try:
            return phone_number(self.cleaned_data["phone"])
        except PhoneError:
            raise forms.ValidationError(_("This is not a phone number. Write it as it is dialled.")) from None

    def clean(self) -> dict[str, Any]:
        """Read the birth as an interval, and ask whose a contact is."""
        cleaned = super().clean() or {}
        kind = cleaned.get("birth_kind") or BirthKind.DAY
        try:
            read = births.read(
                kind, cleaned.get("birth", ""), cleaned.get("birth_other", ""), today=self.today
            )
            cleaned["birth_read"] = read
        except births.BirthError as error:
            self.add_error("birth", BIRTH_ERRORS[error.code])
        for contact in ("phone", "email"):
            if cleaned.get(contact) and not cleaned.get(f"{contact}_mark"):
                self.add_error(f"{contact}_mark", _("Ask whose it is: theirs, shared, or not to be used."))
        return cleaned

    def answers(self) -> PersonAnswers:
        """What the form says, as the actions take it. Only after is_valid()."""
        given = self.cleaned_data
        countries = [given[name] for name in ("nationality", "second_nationality") if given[name]]
        status = given["nationality_status"] or _status(countries)
        names = PersonAnswers.__dataclass_fields__
        plain = {
            name: given[name].strip()
            for name in names
            if name in given and name not in ("birth", "nationality_status")
        }
        return PersonAnswers(
            **plain, birth=given["birth_read"], nationalities=tuple(countries), nationality_status=status
        )

    @staticmethod
    def initial_of(person: PersonAnswers) -> dict[str, Any]:
        """What a person's row puts into the form."""
        given = {
            name: getattr(person, name) for name in PersonAnswers.__dataclass_fields__ if name != "birth"
        }
        countries = [*person.nationalities, "", ""]
        kind = BirthKind.DAY if person.birth.kind == BirthKind.YEAR else person.birth.kind
        return given | {
            "birth": person.birth.as_text(),
            "birth_kind": kind if kind in (BirthKind.DAY, BirthKind.UNKNOWN) else BirthKind.DAY,
            "nationality": countries[0],
            "second_nationality": countries[1],
        }


def _status(countries: list[str]) -> str:
    if not countries:
        return NationalityStatus.UNKNOWN
    return NationalityStatus.SEVERAL if len(countries) > 1 else NationalityStatus.STATED


class FactsForm(forms.Form):
    """Facts of the pack, each with the box of its type; what is left empty stays unknown."""

    prefix = "fact"

    def __init__(self, *args: Any, names: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = names
        for name in names:
            self.fields[name] = fact_field(name)

    def stated(self) -> dict[str, Any]:
        """The facts that were filled in, as the law reads them."""
        return {
            name: fact_value(name, self.cleaned_data[name])
            for name in self.names
            if self.cleaned_data.get(name)
        }

    def refuse(self, fact: str, message: str) -> None:
        """Show beside its box what the law says of a value."""
        self.add_error(fact if fact in self.fields else None, message)

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The boxes by what they are about."""
        found: dict[str, list[forms.BoundField]] = {}
        for name in self.names:
            found.setdefault(rows.pack().facts[name].about, []).append(self[name])
        return list(found.items())


def fact_field(name: str) -> forms.Field:
    """The box of a fact."""
    spec = rows.pack().facts[name]
    label = spec.label[catalogue.reader()]
    if spec.type == "boolean":
        choices = [catalogue.BLANK, ("yes", catalogue.YES_NO[True]), ("no", catalogue.YES_NO[False])]
        return forms.ChoiceField(label=label, choices=choices, required=False)
    if spec.type == "choice":
        offered = [(code, text[catalogue.reader()]) for code, text in spec.choices.items()]
        return forms.ChoiceField(label=label, choices=[catalogue.BLANK, *offered], required=False)
    if spec.type == "integer":
        low, high = spec.bounds
        return forms.IntegerField(label=label, required=False, min_value=low, max_value=high)
    return PartialDate(label=label, required=False)


class PartialDate(forms.CharField):
    """A day, a month or a year in one box: the counter types faster than it clicks."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, widget=forms.TextInput(LEFT_TO_RIGHT), **kwargs)

    def clean(self, value: Any) -> Any:
        """An ISO day or an interval of two."""
        typed = super().clean(value)
        if not typed:
            return ""
        try:
            return births.read(BirthKind.DAY, typed, today=date(2100, 1, 1)).as_fact()
        except births.BirthError as error:
            raise forms.ValidationError(BIRTH_ERRORS[error.code]) from None


def fact_value(name: str, cleaned: Any) -> Any:
    """A cleaned box as the law reads it."""
    if rows.pack().facts[name].type == "boolean":
        return cleaned == "yes"
    return cleaned


def fact_initial(name: str, value: Any) -> Any:
    """A value of a fact as its box shows it."""
    if value is None:
        return ""
    spec = rows.pack().facts[name]
    if spec.type == "boolean":
        return "yes" if value else "no"
    if spec.type == "date" and isinstance(value, list):
        first, last = value
        return (
            first[:4] if first == f"{first[:4]}-01-01" and last == f"{first[:4]}-12-31" else f"{first}/{last}"
        )
    return value


def counter_facts() -> list[str]:
    """The facts that the counter asks: none that the identity says, none under seal."""
    told_by_identity = ("birth", "sex", "nationality_status", "identity_proof")
    return [
        name
        for name, spec in rows.pack().facts.items()
        if spec.asked_of != "derived" and not spec.sealed and name not in told_by_identity
    ]


class DepositForm(forms.Form):
    """What belongs to the deposit and not to the person."""

    office = forms.ChoiceField(label=_("Office"))
    language = forms.ChoiceField(label=_("Language of the letters"), choices=LANGUAGES)
    pin = forms.CharField(
        label=_("PIN, typed by the person"),
        required=False,
        max_length=6,
        widget=forms.PasswordInput({"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}),
    )
    envelope = forms.ChoiceField(
        label=_("Closed envelope for the separate review"),
        required=False,
        choices=[catalogue.BLANK, ("yes", _("Handed over")), ("no", _("None, and none will come"))],
    )
    paper_number = _text(_("Number of the paper receipt"), 24, attrs=LEFT_TO_RIGHT)
    filed_on = forms.DateField(
        label=_("Date of the paper receipt"), required=False, widget=forms.DateInput({"type": "date"})
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, offices: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["office"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = catalogue.Offered((office.code, str(office)) for office in offices)

    def clean(self) -> dict[str, Any]:
        """A paper receipt has a number and a date, both or none; a PIN has six digits."""
        cleaned = super().clean() or {}
        if bool(cleaned.get("paper_number")) != bool(cleaned.get("filed_on")):
            self.add_error("paper_number", _("A paper receipt has its number and its date: write both."))
        if cleaned.get("pin") and read_pin(cleaned["pin"]) is None:
            self.add_error("pin", _("A PIN is six digits."))
        return cleaned


GAP = "gap_"


class RefusalForm(forms.Form):
    """A visit that ends without a file."""

    office = forms.ChoiceField(label=_("Office"))
    name_said = forms.CharField(label=_("Name as said"), max_length=160, widget=forms.TextInput(NO_MEMORY))
    ground = forms.ChoiceField(label=_("Why the application is not registered"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("What happened"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )
    language = forms.ChoiceField(label=_("Language of the slip"), choices=LANGUAGES)
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, offices: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (
            ("office", [(office.code, str(office)) for office in offices]),
            ("ground", catalogue.grounds()),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        reasons, gaps = dict(catalogue.grounds()), catalogue.gaps()
        for code, (label, is_day) in gaps.items():
            kind = forms.DateField if is_day else forms.CharField
            widget = forms.DateInput({"type": "date"}) if is_day else forms.TextInput(NO_MEMORY)
            self.fields[f"{GAP}{code}"] = kind(
                label=label, required=False, widget=widget, help_text=reasons[code]
            )
        self.order_fields(["office", "name_said", "ground", *(f"{GAP}{code}" for code in gaps)])

    def clean(self) -> dict[str, Any]:
        """The gap of the chosen ground, and of no other, has to be filled."""
        cleaned = super().clean() or {}
        gap = f"{GAP}{cleaned.get('ground', '')}"
        if gap in self.fields and gap not in self.errors and not str(cleaned.get(gap) or "").strip():
            self.add_error(gap, _("The reason that you chose needs this."))
        return cleaned

    def written(self) -> str:
        """What fills the gap, a day in the words of the slip's language; then what happened."""
        given = self.cleaned_data
        gap = given.get(f"{GAP}{given['ground']}")
        if isinstance(gap, date):
            with override(given["language"]):
                gap = day_text(gap)
        return "\n".join(part for part in (" ".join(str(gap or "").split()), given["note"]) if part)
