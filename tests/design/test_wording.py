from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from indimaj.design.templatetags import design
from indimaj.design.wording import FSI, PDI, days_text, month_names


@pytest.mark.parametrize(
    ("language", "written"),
    [("ar", "27\u202f649"), ("fr", "27\u202f649"), ("en", "27,649")],
)
def test_a_number_is_grouped_as_the_language_does_and_isolated(speak, language, written):
    speak(language)

    assert design.number(27649) == f'<bdi dir="ltr">{written}</bdi>'
    assert design.number_text(27649) == f"{FSI}{written}{PDI}"


def test_a_colon_keeps_its_space_in_french(speak):
    written = {}
    for language in ("ar", "fr", "en"):
        speak(language)
        written[language] = design.colon()

    assert written == {"ar": ": ", "fr": "\u00a0: ", "en": ": "}


def test_decimals_follow_the_language_and_half_is_rounded_up(speak):
    speak("fr")
    assert design.number(Decimal("1234.565"), 2) == '<bdi dir="ltr">1\u202f234,57</bdi>'
    speak("en")
    assert design.number(-0.5, 0) == '<bdi dir="ltr">\u22121</bdi>'


def test_a_share_is_written_as_a_percentage(speak):
    written = {}
    for language in ("ar", "fr", "en"):
        speak(language)
        written[language] = design.percent(0.8353, 2)

    assert written == {
        "ar": '<bdi dir="ltr">83,53%</bdi>',
        "fr": '<bdi dir="ltr">83,53\u202f%</bdi>',
        "en": '<bdi dir="ltr">83.53%</bdi>',
    }


def test_nothing_is_written_for_a_number_that_is_not_there(speak):
    speak("ar")

    assert [design.number(None), design.percent(None), design.days(None), design.day(None)] == [""] * 4


@pytest.mark.parametrize(
    ("language", "written"),
    [("ar", "2 يوليوز 2014"), ("fr", "2 juillet 2014"), ("en", "2 July 2014")],
)
def test_a_day_is_written_in_the_readers_language(speak, language, written):
    speak(language)

    assert design.day(date(2014, 7, 2)) == f'<time datetime="2014-07-02">{written}</time>'
    assert design.day_text("2014-07-02") == written


def test_arabic_months_are_the_moroccan_ones(speak):
    assert month_names("ar") == (
        *("يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو"),
        *("يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"),
    )


def test_the_first_of_the_month_in_french_is_an_ordinal(speak):
    speak("fr")

    assert design.day_text(date(2014, 8, 1)) == "1er août 2014"


def test_a_date_of_which_only_a_part_is_known_says_only_that_part(speak):
    speak("ar")

    assert design.day("1985") == "1985"
    assert design.day("1985-08") == "غشت 1985"
    assert design.day(["1985", "1987-03"]) == "بين 1985 ومارس 1987"
    assert design.day(["1985", "1985"]) == "1985"


def test_what_is_not_a_date_is_written_as_it_was_said(speak):
    speak("en")

    assert design.day_text("about the harvest") == "about the harvest"
    assert design.day_text("1985-13") == "1985-13"


def test_an_instant_is_told_by_the_clock_of_casablanca(speak):
    speak("en")
    winter_of_2014 = datetime(2014, 1, 15, 23, 30, tzinfo=UTC)
    summer_of_2014 = datetime(2014, 7, 2, 23, 30, tzinfo=UTC)
    after_the_change = datetime(2026, 11, 1, 23, 30, tzinfo=UTC)

    assert [design.instant(at).split(">")[1] for at in (winter_of_2014, after_the_change)] == [
        f"15 January 2014 at {FSI}23:30{PDI}</time",
        f"1 November 2026 at {FSI}23:30{PDI}</time",
    ]
    assert (
        design.day(datetime(2014, 6, 2, 23, 30, tzinfo=UTC))
        == '<time datetime="2014-06-03">3 June 2014</time>'
    )
    assert design.instant(summer_of_2014).startswith('<time datetime="2014-07-02T23:30:00+00:00">')


def test_arabic_counts_days_in_six_forms(speak):
    speak("ar")

    assert [days_text(count).replace(FSI, "").replace(PDI, "") for count in (0, 1, 2, 3, 11, 100)] == [
        *("0 يوم", "يوم واحد", "يومان"),
        *("3 أيام", "11 يوما", "100 يوم"),
    ]


def test_names_and_references_are_isolated_and_escaped():
    assert design.name("<Kofi>") == '<bdi dir="auto">&lt;Kofi&gt;</bdi>'
    assert design.ref("MA-2014-000412") == '<bdi class="ref" dir="ltr">MA-2014-000412</bdi>'
    assert design.name(None) == ""


def test_isolated_parts_become_elements_and_a_stray_sign_leaves_the_text_alone():
    assert design.set_apart(f"a {FSI}b & {FSI}c{PDI}{PDI}") == (
        'a <bdi dir="auto">b &amp; <bdi dir="auto">c</bdi></bdi>'
    )
    for stray in (f"{PDI}a{FSI}", f"{FSI}a"):
        assert design.set_apart(stray) == stray
