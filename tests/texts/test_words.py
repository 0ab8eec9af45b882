import pytest
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.utils import translation

from indimaj.texts import words
from indimaj.texts.enums import Gap, TextState
from indimaj.texts.fields import WordsField

COURSE = words.of_three(
    {"fr": "Un cours par province", "ar": "دروس في كل إقليم", "en": "A course in each province"}
)


def shown(value: words.Words, language: str) -> str:
    with translation.override(language):
        return Template("{% load texts %}{% words value %}").render(Context({"value": value}))


def test_a_text_in_three_languages_has_no_gap() -> None:
    assert words.gaps(COURSE) == []
    assert words.source_of(COURSE) == "fr"


def test_what_is_not_translated_is_named_by_its_language() -> None:
    assert words.gaps(words.original("fr", "Bonjour")) == [("ar", Gap.MISSING), ("en", Gap.MISSING)]


def test_a_translation_is_stale_once_its_original_is_written_anew() -> None:
    changed = words.rewritten(COURSE, "Un cours par commune")
    assert words.gaps(changed) == [("ar", Gap.STALE), ("en", Gap.STALE)]
    mended = words.translated(changed, "ar", "دروس في كل جماعة", TextState.REVIEWED)
    assert words.gaps(mended) == [("en", Gap.STALE)]


def test_a_machines_translation_is_shown_and_keeps_a_text_from_being_published() -> None:
    value = words.translated(COURSE, "en", "One course for province", TextState.MACHINE)
    assert words.gaps(value) == [("en", Gap.MACHINE)]
    assert "One course for province" in shown(value, "en")
    assert "not reviewed" in shown(value, "en")


def test_a_reader_gets_their_own_language_without_a_mark() -> None:
    assert shown(COURSE, "ar") == '<span lang="ar" dir="rtl">دروس في كل إقليم</span>'


def test_a_reader_of_another_language_is_told_which_one_it_is() -> None:
    text = shown(words.original("fr", "Un cours <b>"), "ar")
    assert text.startswith('<span lang="fr" dir="ltr">Un cours &lt;b&gt;</span>')
    assert "بالفرنسية" in text


def test_empty_words_print_nothing() -> None:
    assert shown({}, "fr") == '<span lang="fr" dir="ltr"></span>'


def test_an_original_is_not_translated_into_its_own_language() -> None:
    with pytest.raises(ValueError, match="fr"):
        words.translated(COURSE, "fr", "Autre", TextState.REVIEWED)


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ([], "not an object"),
        ({"de": {"text": "x", "state": "original", "of": ""}}, "'de'"),
        ({"fr": {"text": "x"}}, "not text, state and of"),
        ({"fr": {"text": "x", "state": "stale", "of": ""}}, "stale"),
        ({"fr": {"text": "x", "state": "reviewed", "of": ""}}, "0 originals"),
    ],
)  # fmt: skip
def test_what_is_no_words_is_refused_before_the_database(value: object, fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        WordsField().get_db_prep_save(value, None)
