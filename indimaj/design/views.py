"""The gallery: every component once, with invented words, so that a change can be seen before it is shipped."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import charts
from .forms import PartialDateField
from .pictures import picture_names
from .templatetags.design import TONES, ref
from .wording import language, month_names


class SampleForm(forms.Form):
    """One field of each kind."""

    full_name = forms.CharField(
        label=gettext_lazy("Full name"), help_text=gettext_lazy("As it is written on your document.")
    )
    born = PartialDateField(
        label=gettext_lazy("Date of birth"),
        help_text=gettext_lazy("The year alone is enough if you do not know more."),
        latest=date(2014, 12, 31),
    )
    phone = forms.CharField(
        label=gettext_lazy("Phone"),
        required=False,
        widget=forms.TextInput({"dir": "ltr", "inputmode": "tel"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of your letters"),
        widget=forms.RadioSelect,
        choices=[
            ("ar", gettext_lazy("Arabic")),
            ("fr", gettext_lazy("French")),
            ("en", gettext_lazy("English")),
        ],
    )
    papers = forms.MultipleChoiceField(
        label=gettext_lazy("Papers that you have"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("passport", gettext_lazy("Passport")),
            ("lease", gettext_lazy("Lease")),
            ("contract", gettext_lazy("Work contract")),
        ],
    )
    office = forms.ChoiceField(
        label=gettext_lazy("Office"),
        choices=[
            ("", gettext_lazy("Choose an office")),
            ("1", gettext_lazy("First office")),
            ("2", gettext_lazy("Second office")),
        ],
    )
    remarks = forms.CharField(
        label=gettext_lazy("Remarks"), required=False, widget=forms.Textarea({"rows": 3})
    )
    agrees = forms.BooleanField(label=gettext_lazy("These answers are mine"))


class SampleUpload(forms.Form):
    """The file field."""

    paper = forms.FileField(label=gettext_lazy("Photograph of the paper"))


def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component."""
    wrong = SampleForm(
        {"born_day": "31", "born_month": "2", "born_year": "1985", "phone": "+212 600 000 000"}
    )
    wrong.is_valid()
    return render(
        request,
        "design/gallery.html",
        {
            "menu": [
                {"url": "#lists", "label": _("My files"), "current": True},
                {"url": "#forms", "label": _("Sittings"), "current": False},
            ],
            "wrong": wrong,
            "upload": SampleUpload(),
            "tones": [
                {"label": label, "tone": tone} for label, tone in zip(_tone_words(), TONES, strict=True)
            ],
            "icons": sorted(picture_names()),
            "moment": datetime(2014, 7, 2, 9, 12, tzinfo=UTC),
            "today": date(2014, 7, 2),
            "born_between": ["1985", "1987-03"],
            **_casework(),
            **_figures(),
        },
    )


def _tone_words() -> tuple[str, ...]:
    return (_("Withdrawn"), _("New"), _("Missing documents"), _("Met"), _("Overdue"), _("Under examination"))


def _casework() -> dict[str, object]:
    people = (
        ("MA-2014-000412", "Aminata Diallo"),
        ("MA-2014-000518", "مريم الخطيب"),
        ("MA-2014-000777", "Kofi"),
    )
    return {
        "columns": [
            {"label": _("Reference")},
            {"label": _("Applicant")},
            {"label": _("Days waited"), "number": True},
        ],
        "rows": [[ref(code), name, days] for (code, name), days in zip(people, (121, 93, 11), strict=True)],
        "tasks": [
            {"label": _("Who you are"), "url": "#forms", "state": _("Complete"), "tone": "green"},
            {"label": _("Where you live"), "url": "#forms", "state": _("To do"), "tone": "blue"},
            {
                "label": _("Check your answers"),
                "state": _("Not yet"),
                "tone": "grey",
                "hint": _("Opens when the rest is complete."),
            },
        ],
        "answers": [
            {"question": _("Full name"), "answer": "Aminata Diallo", "url": "#forms"},
            {"question": _("Phone"), "answer": ref("+212 600 000 000"), "url": "#forms"},
        ],
        "facts": [
            {"label": _("Reference"), "value": ref("MA-2014-000412")},
            {"label": _("Office"), "value": _("First office")},
            {"label": _("Remarks"), "value": ""},
        ],
        "findings": [
            {
                "condition": _("Five years of continuous residence"),
                "state": "met",
                "value": _("Six years and two months"),
                "source": _("Joint circular of 16 December 2013"),
            },
            {
                "condition": _("Work contract"),
                "state": "not_met",
                "value": _("No contract"),
                "source": _("Joint circular of 16 December 2013"),
            },
            {
                "condition": _("Life together"),
                "state": "unknown",
                "note": _("One paper would settle it: a marriage record."),
            },
        ],
        "events": [
            {
                "title": _("Papers received"),
                "at": datetime(2014, 7, 2, 9, 12, tzinfo=UTC),
                "by": "Salma Bennani",
            },
            {"title": _("File registered"), "at": date(2014, 5, 3)},
        ],
        "stages": [
            {"label": _("Registered"), "done": True, "at": date(2014, 5, 3)},
            {"label": _("Under examination"), "current": True},
            {"label": _("Decision")},
        ],
        "pictures": [{"icon": "passport", "label": _("Passport")}, {"icon": "home", "label": _("Lease")}],
    }


def _figures() -> dict[str, object]:
    """Return charts of invented numbers."""
    months = [name[:4] if language() != "ar" else name for name in month_names(language())[:8]]
    places = [(4, 0), (5, 1), (4, 1), (3, 1), (3, 2), (2, 2), (2, 3), (3, 3), (2, 4), (1, 5), (1, 6), (0, 7)]
    waits = [48, 93, 34, 87, 95, 65, 92, 78, 26, 95, 19, None]
    return {
        "bars": charts.bars(
            "by-office",
            _("Files by office (invented)"),
            [
                (_("First office"), 1234),
                (_("Second office"), 567),
                (_("Third office"), 0),
                (_("Fourth office"), None),
            ],
            heads=(_("Office"), _("Files")),
        ),
        "lines": charts.lines(
            "by-month",
            _("Files received and decided, by month (invented)"),
            months,
            {
                _("Received"): [310, 343, 402, 388, 456, 430, 372, 298],
                _("Decided"): [205, 261, 322, 371, 360, 418, 401, 340],
            },
            head=_("Month"),
        ),
        "tiles": charts.tiles(
            "by-region",
            _("Days waited, by region (invented)"),
            [
                charts.Tile(_("Region %(number)s") % {"number": index + 1}, wait, column, row)
                for index, ((column, row), wait) in enumerate(zip(places, waits, strict=True))
            ],
            heads=(_("Region"), _("Days")),
            note=_("A small number is hidden so that nobody can be recognised."),
        ),
    }
