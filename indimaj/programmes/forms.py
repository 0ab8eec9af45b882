"""What people and coordinators type. A form reads and says what it cannot read; it never writes."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from indimaj.clients.enums import Community
from indimaj.services.forms import HoursMixin

from . import competences
from .actions.livelihoods import Part
from .enums import (
    FOLLOW_UPS,
    Feeds,
    LeaveReason,
    MoneyKind,
    Presence,
    ProgrammeKind,
    RefusalReason,
    Rung,
    StopReason,
    Taught,
)
from .models import Enrolment, Programme
from .words import CAN, names

NO_MEMORY = {"autocomplete": "off"}
LTR = {"dir": "ltr", "autocomplete": "off"}
BLANK = ("", "—")
MOST = 300
COURSE_ORDER = (
    "submission", "programme", "place", "where", "starts_on", "ends_on", "days_1", "opens_1", "closes_1", "days_2",
    "opens_2", "closes_2", "rhythm", "level", "capacity",
)  # fmt: skip


def _day(label: Any, *, required: bool = True) -> forms.DateField:
    return forms.DateField(label=label, required=required, widget=forms.DateInput({"type": "date"}))


def _offer(form: forms.Form, name: str, choices: Iterable[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


class FindForm(forms.Form):
    """What somebody looks for: nothing is required, nothing is kept."""

    is_filter = True
    kind = forms.ChoiceField(
        label=_("What would you like to do?"),
        required=False,
        choices=[("", _("Anything")), *ProgrammeKind.choices],
    )
    taught = forms.ChoiceField(
        label=_("Which language would you like to learn?"),
        required=False,
        choices=[("", _("Any language")), *Taught.choices],
    )
    place = forms.ChoiceField(label=_("Where?"), required=False)

    def __init__(self, data: Any, places: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        _offer(self, "place", [("", _("Anywhere")), *places])


class PlacementForm(forms.Form):
    """What somebody can do in a language, in their own judgement. Nothing is kept."""

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        for level, statements in CAN.items():
            self.fields[f"can_{level}"] = forms.MultipleChoiceField(
                label=str(level),
                required=False,
                choices=[(str(n), words) for n, words in enumerate(statements)],
                widget=forms.CheckboxSelectMultiple,
            )

    def counted(self) -> dict[str, int]:
        """How many statements of each level were ticked."""
        return {str(level): len(self.cleaned_data[f"can_{level}"]) for level in CAN}


class ProgrammeForm(forms.Form):
    """Something new that a body offers."""

    submission = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Kind"), choices=ProgrammeKind.choices)
    taught = forms.ChoiceField(label=_("Language taught"), required=False, choices=[BLANK, *Taught.choices])
    leads_to = forms.ChoiceField(
        label=_("Work that a training leads to"),
        required=False,
        help_text=_("Whoever misses this skill for a vacancy is told of the training."),
    )
    name_ar = forms.CharField(
        label=_("Name in Arabic"), max_length=160, widget=forms.TextInput({"dir": "rtl", "lang": "ar"})
    )
    name_fr = forms.CharField(
        label=_("Name in French"), max_length=160, widget=forms.TextInput({"lang": "fr"})
    )
    name_en = forms.CharField(
        label=_("Name in English"), max_length=160, widget=forms.TextInput({"lang": "en"})
    )
    host_share_sought = forms.IntegerField(
        label=_("Of 100 participants, how many people from here are sought?"),
        required=False,
        min_value=0,
        max_value=100,
        help_text=_("Leave empty when no mix is sought."),
    )
    talks_first = forms.BooleanField(
        label=_("We talk with people before they are placed on the list"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "leads_to", [BLANK, *competences.choices("skill")])

    def clean(self) -> dict[str, Any]:
        """A language course teaches a language."""
        data = super().clean() or {}
        if data.get("kind") == ProgrammeKind.LANGUAGE and not data.get("taught"):
            self.add_error("taught", _("Choose the language that the course teaches."))
        return data


class CourseForm(HoursMixin):
    """A course of a programme: where, when, for how many."""

    submission = forms.UUIDField(widget=forms.HiddenInput)
    programme = forms.ChoiceField(label=_("Programme"))
    place = forms.ChoiceField(label=_("Province or prefecture"))
    where = forms.CharField(label=_("Address of the course"), max_length=160, required=False)
    starts_on = _day(_("First day"))
    ends_on = _day(_("Last day"))
    rhythm = forms.CharField(
        label=_("Anything else about when it meets"),
        max_length=120,
        required=False,
        widget=forms.TextInput({"dir": "auto"}),
    )
    level = forms.ChoiceField(label=_("Level"), required=False, choices=[BLANK, *Rung.choices])
    capacity = forms.IntegerField(label=_("Places"), min_value=1, max_value=MOST)

    def __init__(
        self, *args: Any, programmes: Sequence[Programme], places: Sequence[Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for line in ("1", "2"):
            self.fields[f"opens_{line}"].label = _("Begins at")
            self.fields[f"closes_{line}"].label = _("Ends at")
        self.order_fields(COURSE_ORDER)
        self.known = {str(one.pk): one for one in programmes}
        _offer(self, "programme", [(key, str(one)) for key, one in self.known.items()])
        _offer(self, "place", places)

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        data = super().clean() or {}
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The last day is before the first."))
        return data

    def course(self) -> dict[str, Any]:
        """What the course is opened with; programme and place apart."""
        plain = ("submission", "where", "starts_on", "ends_on", "rhythm", "level", "capacity")
        return {name: self.cleaned_data[name] for name in plain} | {"schedules": self.schedules()}


class EnrolForm(forms.Form):
    """Somebody to put down: by the reference that they give, or a guest by first name."""

    submission = forms.UUIDField(widget=forms.HiddenInput)
    reference = forms.CharField(
        label=_("Reference that the person gives"), max_length=20, required=False, widget=forms.TextInput(LTR)
    )
    first_name = forms.CharField(
        label=_("Or a first name, for a guest"),
        max_length=60,
        required=False,
        widget=forms.TextInput(NO_MEMORY),
    )
    community = forms.ChoiceField(
        label=_("The guest"), required=False, choices=[BLANK, *Community.choices], widget=forms.Select
    )
    level_before = forms.ChoiceField(
        label=_("Level at the start"), required=False, choices=[BLANK, *Rung.choices]
    )
    may_ask_later = forms.BooleanField(
        label=_("The person says: you may ask me later how it went"),
        required=False,
        help_text=_("Ask, and tick only a yes. A no closes no door."),
    )

    def clean(self) -> dict[str, Any]:
        """One of the two, and a side for a guest."""
        data = super().clean() or {}
        if bool(data.get("reference")) == bool(data.get("first_name")):
            self.add_error("reference", _("Give a reference, or a first name: one of the two."))
        elif data.get("first_name") and not data.get("community"):
            self.add_error("community", _("Say from which side the guest is."))
        return data


class LeaveForm(forms.Form):
    """Why somebody leaves."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        label=_("Why does the person leave?"), choices=LeaveReason.choices, widget=forms.RadioSelect
    )


class RefuseForm(forms.Form):
    """Why an application is not admitted."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        label=_("Why is the person not admitted?"), choices=RefusalReason.choices, widget=forms.RadioSelect
    )


class ResultForm(forms.Form):
    """What a participant reached."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    level_reached = forms.ChoiceField(
        label=_("Level reached"), required=False, choices=[BLANK, *Rung.choices]
    )
    has_certificate = forms.BooleanField(label=_("A certificate was given"), required=False)


class AttendanceForm(forms.Form):
    """The whole group on one sheet: a choice a participant, none made beforehand."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    typed_late = forms.BooleanField(label=_("Typed in from a paper sheet"), required=False)

    def __init__(self, *args: Any, people: Sequence[tuple[Enrolment, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = [one for one, _mark in people]
        called = names(self.people)
        for one, mark in people:
            self.fields[f"p_{one.pk.hex}"] = forms.ChoiceField(
                label=called[one.pk],
                required=False,
                choices=Presence.choices,
                initial=mark,
                widget=forms.RadioSelect,
            )

    def rows(self) -> list[forms.BoundField]:
        """The participants' choices, in order."""
        return [self[f"p_{one.pk.hex}"] for one in self.people]

    def marks(self, rest: str = "") -> dict[Any, str]:
        """The presence by participant; `rest` for whoever was not marked."""
        found = {one.pk: self.cleaned_data[f"p_{one.pk.hex}"] or rest for one in self.people}
        return {pk: mark for pk, mark in found.items() if mark}


class PlanForm(forms.Form):
    """A person's plan, in their own words."""

    submission = forms.UUIDField(widget=forms.HiddenInput)
    reference = forms.CharField(
        label=_("Reference that the person gives"), max_length=20, widget=forms.TextInput(LTR)
    )
    plan = forms.CharField(
        label=_("The plan, in the person’s words"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
    )


class VersionForm(forms.Form):
    """A step without a question."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class FundForm(VersionForm):
    """Money in up to three instalments."""

    kind = forms.ChoiceField(label=_("The money is"), choices=MoneyKind.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in (1, 2, 3):
            self.fields[f"amount_{n}"] = forms.DecimalField(
                label=_("Amount in dirhams"),
                required=n == 1,
                min_value=Decimal(1),
                max_digits=9,
                decimal_places=2,
            )
            self.fields[f"due_{n}"] = _day(_("To be paid on"), required=n == 1)

    def parts(self) -> list[Part]:
        """The instalments that have an amount and a day."""
        data = self.cleaned_data
        return [
            Part(data["kind"], data[f"amount_{n}"], data[f"due_{n}"])
            for n in (1, 2, 3)
            if data.get(f"amount_{n}") and data.get(f"due_{n}")
        ]


class StartForm(VersionForm):
    """The day on which it began."""

    started_on = _day(_("Started on"))


class StopForm(VersionForm):
    """Why it stops."""

    reason = forms.ChoiceField(
        label=_("Why does it stop?"), choices=StopReason.choices, widget=forms.RadioSelect
    )


class AskedForm(VersionForm):
    """What the person answered, so many months after the start."""

    month = forms.TypedChoiceField(label=_("Months after the start"), coerce=int)
    answer = forms.ChoiceField(
        label=_("Does it still feed the person?"), choices=Feeds.choices, widget=forms.RadioSelect
    )
    reason = forms.ChoiceField(
        label=_("If not, or partly: why?"), required=False, choices=[BLANK, *StopReason.choices]
    )

    def __init__(self, *args: Any, months: Sequence[int] = FOLLOW_UPS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "month", [(n, str(n)) for n in months])


class PaidForm(forms.Form):
    """The day on which an instalment was paid out."""

    paid_on = _day(_("Paid on"))

    def day(self) -> date:
        """The day."""
        found: date = self.cleaned_data["paid_on"]
        return found
