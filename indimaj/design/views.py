"""The gallery: every component once, with invented words, so that a change can be seen before it is shipped."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import pgettext, pgettext_lazy

from . import charts, shares
from .beside import Beside, Link
from .forms import PartialDateField
from .pictures import picture_names
from .templatetags.design import TONES, ref
from .wording import language, month_names


class SampleForm(forms.Form):
    """One field of each kind."""

    full_name = forms.CharField(
        label=pgettext_lazy("gallery", "Full name"),
        help_text=pgettext_lazy("gallery", "As it is written on your document."),
    )
    born = PartialDateField(
        label=pgettext_lazy("gallery", "Date of birth"),
        help_text=pgettext_lazy("gallery", "The year alone is enough if you do not know more."),
        latest=date(2014, 12, 31),
    )
    phone = forms.CharField(
        label=pgettext_lazy("gallery", "Phone"),
        required=False,
        widget=forms.TextInput({"dir": "ltr", "inputmode": "tel"}),
    )
    language = forms.ChoiceField(
        label=pgettext_lazy("gallery", "Language of your letters"),
        widget=forms.RadioSelect,
        choices=[
            ("ar", pgettext_lazy("gallery", "Arabic")),
            ("fr", pgettext_lazy("gallery", "French")),
            ("en", pgettext_lazy("gallery", "English")),
        ],
    )
    papers = forms.MultipleChoiceField(
        label=pgettext_lazy("gallery", "Papers that you have"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("passport", pgettext_lazy("gallery", "Passport")),
            ("lease", pgettext_lazy("gallery", "Lease")),
            ("contract", pgettext_lazy("gallery", "Work contract")),
        ],
    )
    office = forms.ChoiceField(
        label=pgettext_lazy("gallery", "Office"),
        choices=[
            ("", pgettext_lazy("gallery", "Choose an office")),
            ("1", pgettext_lazy("gallery", "First office")),
            ("2", pgettext_lazy("gallery", "Second office")),
        ],
    )
    remarks = forms.CharField(
        label=pgettext_lazy("gallery", "Remarks"), required=False, widget=forms.Textarea({"rows": 3})
    )
    agrees = forms.BooleanField(label=pgettext_lazy("gallery", "These answers are mine"))


class SampleUpload(forms.Form):
    """The file field."""

    paper = forms.FileField(label=pgettext_lazy("gallery", "Photograph of the paper"))


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
                {"url": "#lists", "label": pgettext("gallery", "My files"), "current": True},
                {"url": "#forms", "label": pgettext("gallery", "Sittings"), "current": False},
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
            "beside": [Beside(pgettext("gallery", "My files"), [Link("MA-2014-000412", "#lists")])],
            **_casework(),
            **_figures(),
        },
    )


def _tone_words() -> tuple[str, ...]:
    return (
        pgettext("gallery", "Withdrawn"),
        pgettext("gallery", "New"),
        pgettext("gallery", "Missing documents"),
        pgettext("gallery", "Met"),
        pgettext("gallery", "Overdue"),
        pgettext("gallery", "Under examination"),
    )


def _casework() -> dict[str, object]:
    people = (
        ("MA-2014-000412", "Aminata Diallo"),
        ("MA-2014-000518", "مريم الخطيب"),
        ("MA-2014-000777", "Kofi"),
    )
    return {
        "columns": [
            {"label": pgettext("gallery", "Reference")},
            {"label": pgettext("gallery", "Applicant")},
            {"label": pgettext("gallery", "Days waited"), "number": True},
        ],
        "rows": [
            [format_html('<a href="#lists">{}</a>', ref(code)), name, days]
            for (code, name), days in zip(people, (121, 93, 11), strict=True)
        ],
        "tasks": [
            {
                "label": pgettext("gallery", "Who you are"),
                "url": "#forms",
                "state": pgettext("gallery", "Complete"),
                "tone": "green",
            },
            {
                "label": pgettext("gallery", "Where you live"),
                "url": "#forms",
                "state": pgettext("gallery", "To do"),
                "tone": "blue",
            },
            {
                "label": pgettext("gallery", "Check your answers"),
                "state": pgettext("gallery", "Not yet"),
                "tone": "grey",
                "hint": pgettext("gallery", "Opens when the rest is complete."),
            },
        ],
        "answers": [
            {"question": pgettext("gallery", "Full name"), "answer": "Aminata Diallo", "url": "#forms"},
            {"question": pgettext("gallery", "Phone"), "answer": ref("+212 600 000 000"), "url": "#forms"},
        ],
        "facts": [
            {"label": pgettext("gallery", "Reference"), "value": ref("MA-2014-000412")},
            {"label": pgettext("gallery", "Office"), "value": pgettext("gallery", "First office")},
            {"label": pgettext("gallery", "Remarks"), "value": ""},
        ],
        "findings": [
            {
                "condition": pgettext("gallery", "Five years of continuous residence"),
                "state": "met",
                "value": pgettext("gallery", "Six years and two months"),
                "source": pgettext("gallery", "Joint circular of 16 December 2013"),
            },
            {
                "condition": pgettext("gallery", "Work contract"),
                "state": "not_met",
                "value": pgettext("gallery", "No contract"),
                "source": pgettext("gallery", "Joint circular of 16 December 2013"),
            },
            {
                "condition": pgettext("gallery", "Life together"),
                "state": "unknown",
                "note": pgettext("gallery", "One paper would settle it: a marriage record."),
            },
        ],
        "typed": [(pgettext("gallery", "Papers received"), "2 / 3")],
        "events": [
            {
                "title": pgettext("gallery", "Papers received"),
                "at": datetime(2014, 7, 2, 9, 12, tzinfo=UTC),
                "by": "Salma Bennani",
            },
            {"title": pgettext("gallery", "File registered"), "at": date(2014, 5, 3)},
        ],
        "stages": [
            {"label": pgettext("gallery", "Registered"), "done": True, "at": date(2014, 5, 3)},
            {"label": pgettext("gallery", "Under examination"), "current": True},
            {"label": pgettext("gallery", "Decision")},
        ],
        "pictures": [
            {"icon": "passport", "label": pgettext("gallery", "Passport")},
            {"icon": "home", "label": pgettext("gallery", "Lease")},
        ],
    }


def _figures() -> dict[str, object]:
    """Return charts of invented numbers."""
    months = [name[:4] if language() != "ar" else name for name in month_names(language())[:8]]
    places = [(4, 0), (5, 1), (4, 1), (3, 1), (3, 2), (2, 2), (2, 3), (3, 3), (2, 4), (1, 5), (1, 6), (0, 7)]
    waits = [48, 93, 34, 87, 95, 65, 92, 78, 26, 95, 19, None]
    return {
        "bars": charts.bars(
            "by-office",
            pgettext("gallery", "Files by office (invented)"),
            [
                (pgettext("gallery", "First office"), 1234),
                (pgettext("gallery", "Second office"), 567),
                (pgettext("gallery", "Third office"), 0),
                (pgettext("gallery", "Fourth office"), None),
            ],
            heads=(pgettext("gallery", "Office"), pgettext("gallery", "Files")),
        ),
        "shares": shares.shares(
            "shares-by-office",
            pgettext("gallery", "Files by office (invented)"),
            [
                shares.Row(pgettext("gallery", "First office"), [834, 400], 1234),
                shares.Row(pgettext("gallery", "Second office"), [567, 0], 567),
                shares.Row(pgettext("gallery", "Third office"), [0, 0], 0),
                shares.Row(pgettext("gallery", "Fourth office"), [None, None], 60),
            ],
            [pgettext("gallery", "Received"), pgettext("gallery", "Decided")],
            head=pgettext("gallery", "Office"),
            total=pgettext("gallery", "Files"),
        ),
        "lines": charts.lines(
            "by-month",
            pgettext("gallery", "Files received and decided, by month (invented)"),
            months,
            {
                pgettext("gallery", "Received"): [310, 343, 402, 388, 456, 430, 372, 298],
                pgettext("gallery", "Decided"): [205, 261, 322, 371, 360, 418, 401, 340],
            },
            head=pgettext("gallery", "Month"),
        ),
        "tiles": charts.tiles(
            "by-region",
            pgettext("gallery", "Days waited, by region (invented)"),
            [
                charts.Tile(
                    pgettext("gallery", "Region %(number)s") % {"number": index + 1}, wait, column, row
                )
                for index, ((column, row), wait) in enumerate(zip(places, waits, strict=True))
            ],
            heads=(pgettext("gallery", "Region"), pgettext("gallery", "Days")),
            note=pgettext("gallery", "A small number is hidden so that nobody can be recognised."),
        ),
    }
