"""What the second of two people reads of their own typing: labels and answers, never the names of fields."""

from typing import Any

import pytest
from django import forms
from django.test import RequestFactory
from django.utils.translation import override

from indimaj.design import conflicts


class Typed(forms.Form):
    given_names = forms.CharField(label="Prénoms")
    outcome = forms.ChoiceField(label="Sens", choices=[("yes", "Favorable"), ("no", "Défavorable")])
    pin = forms.CharField(label="PIN")
    version = forms.IntegerField()


def sent(**fields: str) -> Any:
    return RequestFactory().post("/", fields)


def test_a_form_gives_its_labels_and_the_words_of_its_choices() -> None:
    request = sent(given_names="Awa", outcome="no", pin="246802", version="3", do="register")
    assert conflicts.typed(request, Typed(request.POST)) == [("Prénoms", "Awa"), ("Sens", "Défavorable")]


def test_the_boxes_of_a_form_with_a_prefix_are_known_too() -> None:
    request = sent(**{"fact-given_names": "Awa"})
    assert conflicts.typed(request, Typed(request.POST, prefix="fact")) == [("Prénoms", "Awa")]


def test_without_a_form_what_was_typed_stands_alone() -> None:
    request = sent(given_names="Awa", pin="246802")
    assert conflicts.typed(request) == [("", "Awa")]
    body = conflicts.conflict(request).content.decode()
    assert "Awa" in body
    assert "given_names" not in body


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_a_choice_that_is_not_offered_is_isolated_where_it_is_named(language: str) -> None:
    with override(language):
        form = Typed({"given_names": "A", "outcome": "x-1", "pin": "1", "version": "1"})
        assert "\u2068x-1\u2069" in form.errors["outcome"][0]
