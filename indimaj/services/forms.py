"""Forms of the room: what somebody looks for, an entry, the places left."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from indimaj.directory.enums import Theme

from .enums import WEEK, Document, Held, Permit, Tongue
from .models import Service

DAYS = list(
    zip(
        WEEK,
        (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday")),
        strict=True,
    )
)
LANGUAGES = [("ar", _("Arabic")), ("fr", _("French")), ("en", _("English"))]
FREE = [("yes", _("Free of charge")), ("no", _("To be paid for")), ("", _("Not known"))]
LTR = {"dir": "ltr"}
UPLOAD_ERRORS = {
    "empty": _("Choose a file."),
    "too_large": _("This file is too large."),
    "unknown_kind": _("This is neither a package of the standard nor a table with our columns."),
    "infected": _("This file carries a virus and was not kept."),
    "scan_unavailable": _("The file could not be checked for viruses. Try again later."),
}


class FindForm(forms.Form):
    """What somebody looks for: nothing is required, nothing is kept."""

    is_filter = True
    need = forms.ChoiceField(label=_("What do you need?"), required=False)
    place = forms.ChoiceField(label=_("Where?"), required=False)
    lang = forms.ChoiceField(label=_("Which language do you speak?"), required=False)
    docs = forms.ChoiceField(label=_("Which document do you have in hand?"), required=False)

    def __init__(self, data: Any, places: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        choices = {
            "need": [("", _("Anything")), *Theme.choices],
            "place": [("", _("Anywhere")), *places],
            "lang": [("", _("Any language")), *Tongue.choices],
            "docs": [("", _("I do not want to say")), *Held.choices],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]


class HoursMixin(forms.Form):
    """Two lines of opening hours: days, from, to."""

    days_1 = forms.MultipleChoiceField(
        label=_("Days"), choices=DAYS, required=False, widget=forms.CheckboxSelectMultiple
    )
    opens_1 = forms.TimeField(label=_("Opens at"), required=False, widget=forms.TimeInput({"type": "time"}))
    closes_1 = forms.TimeField(label=_("Closes at"), required=False, widget=forms.TimeInput({"type": "time"}))
    days_2 = forms.MultipleChoiceField(
        label=_("Other days or hours"), choices=DAYS, required=False, widget=forms.CheckboxSelectMultiple
    )
    opens_2 = forms.TimeField(label=_("Opens at"), required=False, widget=forms.TimeInput({"type": "time"}))
    closes_2 = forms.TimeField(label=_("Closes at"), required=False, widget=forms.TimeInput({"type": "time"}))

    def schedules(self) -> list[dict[str, str]]:
        """The lines as the entry keeps them."""
        found = []
        for line in ("1", "2"):
            days = self.cleaned_data[f"days_{line}"]
            opens, closes = self.cleaned_data[f"opens_{line}"], self.cleaned_data[f"closes_{line}"]
            if days:
                found.append(
                    {
                        "byday": ",".join(days),
                        "opens_at": f"{opens:%H:%M}" if opens else "",
                        "closes_at": f"{closes:%H:%M}" if closes else "",
                        "description": "",
                    }
                )
        return found


class ServiceForm(HoursMixin):
    """An entry, as its owner writes it."""

    original = forms.ChoiceField(label=_("Language in which you write"), choices=LANGUAGES)
    name_ar = forms.CharField(label=_("Name in Arabic"), max_length=250, required=False)
    name_fr = forms.CharField(label=_("Name in French"), max_length=250, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=250, required=False)
    description_ar = forms.CharField(
        label=_("What people get, in Arabic"), required=False, widget=forms.Textarea({"rows": 3})
    )
    description_fr = forms.CharField(
        label=_("What people get, in French"), required=False, widget=forms.Textarea({"rows": 3})
    )
    description_en = forms.CharField(
        label=_("What people get, in English"), required=False, widget=forms.Textarea({"rows": 3})
    )
    theme = forms.ChoiceField(label=_("Need that it answers"), choices=Theme.choices)
    eligibility_description = forms.CharField(
        label=_("For whom"), required=False, widget=forms.Textarea({"rows": 2})
    )
    application_process = forms.CharField(
        label=_("How to be received"), required=False, widget=forms.Textarea({"rows": 2})
    )
    place = forms.ChoiceField(label=_("Place"))
    address = forms.CharField(label=_("Address"), max_length=400, required=False)
    without_permit = forms.ChoiceField(
        label=_("Are people without a residence permit received?"),
        choices=Permit.choices,
        widget=forms.RadioSelect,
        help_text=_("Ask for papers only where the service’s own rule says so."),
    )
    documents = forms.MultipleChoiceField(
        label=_("Documents asked for"),
        choices=Document.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    spoken = forms.MultipleChoiceField(
        label=_("Languages spoken"),
        choices=Tongue.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    interpreted = forms.MultipleChoiceField(
        label=_("Languages with an interpreter"),
        choices=Tongue.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    phones = forms.CharField(
        label=_("Telephone numbers, one a line"), required=False, widget=forms.Textarea({"rows": 2, **LTR})
    )
    email = forms.EmailField(label=_("E-mail of the service"), required=False)
    free = forms.ChoiceField(label=_("Cost"), choices=FREE, required=False, widget=forms.RadioSelect)
    fees_description = forms.CharField(label=_("What it costs"), required=False)
    capacity_available = forms.IntegerField(
        label=_("Places left today"), required=False, min_value=0, max_value=100_000
    )
    capacity_maximum = forms.IntegerField(
        label=_("Places in all"), required=False, min_value=0, max_value=100_000
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    submission = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, places: Sequence[tuple[str, str]], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.fields["place"].choices = [("", _("Choose a place")), *places]  # type: ignore[attr-defined]
        self.order_fields(ORDER)

    def clean(self) -> dict[str, Any]:
        """The language in which it is written has a name."""
        data = super().clean() or {}
        column = f"name_{data.get('original')}"
        if column in self.fields and not data.get(column):
            self.add_error(column, _("Write the name in the language in which you write."))
        return data

    def values(self, service: Service | None) -> dict[str, Any]:
        """The columns of the entry; what the form has no box for stays."""
        data = self.cleaned_data
        plain = {name: data[name] for name in PLAIN}
        was = service.capacity_available if service else None
        counted = data["capacity_available"]
        plain["is_free"] = {"yes": True, "no": False}.get(data["free"])
        plain["required_documents"] = [
            *({"document": "", "code": code} for code in data["documents"]),
            *_kept(service, "required_documents", Document.values),
        ]
        plain["languages"] = [
            *({"code": code, "name": "", "interpreter": False} for code in data["spoken"]),
            *(
                {"code": code, "name": "", "interpreter": True}
                for code in data["interpreted"]
                if code not in data["spoken"]
            ),
            *_kept(service, "languages", Tongue.values),
        ]
        plain["schedules"] = [*self.schedules(), *(service.schedules[2:] if service else [])]
        numbers = [line.strip() for line in data["phones"].splitlines() if line.strip()]
        plain["phones"] = [{"number": number, "description": ""} for number in numbers]
        if counted != was:
            plain["capacity_available"] = counted
        return plain

    def where(self) -> list[dict[str, Any]]:
        """Its one location."""
        return [
            {
                "place_id": self.cleaned_data["place"],
                "address": self.cleaned_data["address"],
                "name": "",
                "transportation": "",
            }
        ]


HOURS = ("days_1", "opens_1", "closes_1", "days_2", "opens_2", "closes_2")
ORDER = (
    "original", "name_ar", "name_fr", "name_en", "description_ar", "description_fr", "description_en", "theme",
    "eligibility_description", "application_process", "place", "address", *HOURS, "phones", "email",
    "without_permit", "documents", "spoken", "interpreted", "free", "fees_description", "capacity_available",
    "capacity_maximum",
)  # fmt: skip
PLAIN = (
    "original", "name_ar", "name_fr", "name_en", "description_ar", "description_fr", "description_en", "theme",
    "eligibility_description", "application_process", "without_permit", "email", "fees_description",
    "capacity_maximum",
)  # fmt: skip


def _kept(service: Service | None, column: str, known: Sequence[str]) -> list[dict[str, Any]]:
    """What a package brought and the form has no box for."""
    return [one for one in getattr(service, column, []) if one.get("code") not in known] if service else []


def initial_of(service: Service) -> dict[str, Any]:
    """What the form shows of an entry."""
    plain = {name: getattr(service, name) for name in PLAIN}
    hours: dict[str, Any] = {}
    for line, one in enumerate(service.schedules[:2], start=1):
        hours[f"days_{line}"] = [day for day in str(one.get("byday", "")).split(",") if day in WEEK]
        hours[f"opens_{line}"], hours[f"closes_{line}"] = one.get("opens_at"), one.get("closes_at")
    return {
        **plain,
        **hours,
        "place": service.place_id or "",
        "address": service.address,
        "documents": [one.get("code") for one in service.required_documents],
        "spoken": [one["code"] for one in service.languages if not one.get("interpreter")],
        "interpreted": [one["code"] for one in service.languages if one.get("interpreter")],
        "phones": "\n".join(str(one.get("number", "")) for one in service.phones),
        "free": {True: "yes", False: "no", None: ""}[service.is_free],
        "capacity_available": service.capacity_available,
        "version": service.version,
    }


class CapacityForm(forms.Form):
    """How many places are left."""

    available = forms.IntegerField(label=_("Places left today"), min_value=0, max_value=100_000)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class PackageForm(forms.Form):
    """A package or a table, where it comes from, and what its records are about where they do not say it."""

    upload = forms.FileField(label=_("File to hand in"))
    origin = forms.CharField(
        label=_("Which directory is it from?"),
        help_text=_("Its name or address, the same each time: two directories may both number a service 1."),
        max_length=60,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
    )
    theme = forms.ChoiceField(label=_("Theme of entries that name none"), choices=Theme.choices)
    language = forms.ChoiceField(
        label=_("Language of the texts where none is named"), choices=LANGUAGES, widget=forms.RadioSelect
    )
