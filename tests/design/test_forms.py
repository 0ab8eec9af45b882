from datetime import date

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.test.html import parse_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from indimaj.design.forms import PartialDateField, Renderer
from indimaj.design.templatetags.design import errors_of


class Sample(forms.Form):
    name = forms.CharField(help_text="As on the document.")
    phone = forms.CharField(required=False, widget=forms.TextInput({"dir": "ltr"}))
    born = PartialDateField(latest=date(2014, 12, 31))
    letters = forms.ChoiceField(choices=[("ar", "a"), ("fr", "f")], widget=forms.RadioSelect)
    agrees = forms.BooleanField()


def born(day="", month="", year="", **options):
    field = PartialDateField(required=False, **options)
    return field.clean([day, month, year])


def test_the_year_alone_is_enough():
    assert [born(year="1985"), born(month="6", year="1985"), born("12", "6", "1985"), born()] == [
        *("1985", "1985-06", "1985-06-12"),
        "",
    ]


@pytest.mark.parametrize(
    ("parts", "options", "code"),
    [
        (("31", "2", "1985"), {}, "invalid"),
        (("1", "13", "1985"), {}, "invalid"),
        (("x", "1", "1985"), {}, "invalid"),
        (("1", "1", "85"), {}, "year"),
        (("1", "", "1985"), {}, "month"),
        (("", "6", "1985"), {"whole": True}, "whole"),
        (("", "", "1899"), {}, "earliest"),
        (("1", "1", "2015"), {"latest": date(2014, 12, 31)}, "latest"),
        (("", "", "٢٠١٥"), {"latest": date(2014, 12, 31)}, "latest"),
    ],
)
def test_a_date_that_cannot_be_says_which_part_is_wrong(parts, options, code):
    with pytest.raises(forms.ValidationError) as refused:
        born(*parts, **options)

    assert refused.value.code == code


def test_digits_of_an_arabic_keyboard_are_read():
    assert born("١٢", "٦", "١٩٨٥") == "1985-06-12"


def test_a_known_date_fills_its_boxes():
    widget = PartialDateField().widget

    assert [
        widget.decompress(value) for value in ("1985-06-12", "1985-06", "1985", None, date(1985, 6, 2))
    ] == [
        ["12", "6", "1985"],
        ["", "6", "1985"],
        ["", "", "1985"],
        ["", "", ""],
        ["2", "6", "1985"],
    ]


def test_each_error_leads_to_the_box_that_it_is_about(speak):
    speak("en")
    form = Sample({"phone": "1"})

    assert [(error["id"], error["label"]) for error in errors_of(form)] == [
        ("id_name", "Name"),
        ("id_born_0", "Born"),
        ("id_letters_0", "Letters"),
        ("id_agrees", "Agrees"),
    ]
    drawn = str(form)
    assert all(f'id="{error["id"]}"' in drawn for error in errors_of(form))


def test_hint_and_error_are_tied_to_their_box(speak):
    speak("en")

    drawn = str(Sample({})["name"].as_field_group())

    assert 'aria-describedby="id_name_helptext id_name_error"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert 'id="id_name_helptext"' in drawn
    assert 'id="id_name_error"' in drawn


def test_free_text_takes_the_direction_of_what_is_typed_unless_told_otherwise():
    drawn = Sample()

    assert 'dir="auto"' in str(drawn["name"])
    assert str(drawn["phone"]).count("dir=") == 1
    assert 'dir="ltr"' in str(drawn["phone"])


def test_nothing_is_ticked_before_the_person_answers():
    assert "checked" not in str(Sample())


@pytest.mark.parametrize("value", [None, "", "b", 2, "<é>"])
def test_a_list_to_choose_from_is_what_the_template_of_django_makes(value):
    choices = [
        ("", "Anything"), ("b", "B & <b>"), (2, _("Place")), ("<é>", "E"), ("Group 'q'", [("x", "X"), ("y", "Y")])
    ]  # fmt: skip
    attrs = {"id": "id_list", "required": True, "disabled": False, "aria-describedby": 'a "b"', "tabindex": 0}
    for widget in (forms.Select(attrs, choices), forms.NullBooleanSelect(attrs)):
        ours = widget.render("list", value, renderer=Renderer())
        theirs = widget.render("list", value, renderer=TemplatesSetting())
        assert parse_html(ours) == parse_html(theirs)
        assert isinstance(ours, SafeString)
