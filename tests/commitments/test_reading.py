"""Reading is judged on a report of our own making, set out as such reports are."""

import pytest

from indimaj.commitments.enums import CommitmentKind, Position
from indimaj.commitments.reading import read
from indimaj.commitments.reading.vocabulary import numbers_in, terms_in, themes_of
from tests.commitments.making import ARABIC, ENGLISH, review


def test_every_numbered_recommendation_of_a_review_is_found_with_its_words() -> None:
    report = review()
    found = read(report.text, "un_review", "en")
    assert [(one.code, one.text) for one in found] == [(one.code, one.text) for one in report.wanted]
    assert len(found) == 300


def test_each_has_its_sponsors_whole_and_apart() -> None:
    report = review()
    found = read(report.text, "un_review", "en")
    assert [tuple(each.name for each in one.sponsors) for one in found] == [
        one.sponsors for one in report.wanted
    ]


def test_the_section_says_how_each_was_received() -> None:
    report = review()
    found = read(report.text, "un_review", "en")
    assert [one.position for one in found] == [one.position for one in report.wanted]


@pytest.mark.parametrize("seed", range(6))
def test_other_reports_of_the_kind_are_read_as_well(seed: int) -> None:
    report = review(100, seed)
    found = read(report.text, "un_review", "en")
    assert [(one.code, one.text, one.position) for one in found] == [
        (one.code, one.text, one.position) for one in report.wanted
    ]


def test_offsets_lead_to_the_sentence_in_the_text() -> None:
    report = review(100)
    for one in read(report.text, "un_review", "en"):
        quoted = " ".join(report.text[one.start : one.end].split())
        assert quoted[:20] == one.text[:20]
        assert quoted.rstrip(";.")[-1] == ")"


def test_nobody_named_in_an_annex_is_proposed() -> None:
    found = read(review(10).text, "un_review", "en")
    assert [one for one in found if "Quillon" in one.text or "Marchbanks" in one.text] == []


def test_the_arabic_mirror_of_a_code_is_the_same_key() -> None:
    arabic, english = read(ARABIC, "un_review", "ar"), read(ENGLISH, "un_review", "en")
    assert [one.code for one in arabic] == [one.code for one in english] == ["144.1", "144.2", "145.1"]
    assert (
        [one.position for one in arabic]
        == [one.position for one in english]
        == ["supported", "supported", "noted"]
    )
    countries = [[each.country for each in one.sponsors] for one in arabic]
    assert countries == [["CL", "TG"], ["SN"], ["CI"]]
    assert countries == [[each.country for each in one.sponsors] for one in english]


def test_a_table_says_the_position_of_each_row() -> None:
    table = """| Recommendation | Position |
|---|---|
| 144.1 Ratify the treaty (Chile) (Togo) | Supported |
| 144.2 Abolish the fee (Mali) | Noted |
"""
    found = read(table, "un_review", "en")
    assert [(one.code, one.text, one.position) for one in found] == [
        ("144.1", "Ratify the treaty", "supported"),
        ("144.2", "Abolish the fee", "noted"),
    ]


def test_answers_given_to_codes_by_number_hold_for_those_codes() -> None:
    text = """144. The recommendations will be examined by Valdoria:
144.1 Ratify the treaty (Chile);
144.2 Abolish the fee (Mali);
144.3 Open the schools (Togo);
144.4 Train the judges (Peru).

Recommendations 144.1 and 144.3 to 144.4 enjoy the support of Valdoria.
"""
    found = read(text, "un_review", "en")
    assert [one.position for one in found] == ["supported", "pending", "supported", "supported"]


def test_french_sections_are_understood() -> None:
    text = """129. Les recommandations ci-après ont été examinées par la Valdorie et recueillent son adhésion :
129.1 Ouvrir les écoles à tous les enfants (Sénégal) ;
130. Les recommandations suivantes n’ont pas recueilli l’adhésion de la Valdorie :
130.1 Abolir la taxe (République islamique d’Iran ; Suisse).
131. La Valdorie a pris note des recommandations ci-après :
131.1 Publier les chiffres (France et Espagne).
"""
    found = read(text, "un_review", "fr")
    assert [(one.code, one.position) for one in found] == [
        ("129.1", "supported"), ("130.1", "not_supported"), ("131.1", "noted"),
    ]  # fmt: skip
    assert [each.country for each in found[2].sponsors] == ["FR", "ES"]


def test_a_reference_at_the_beginning_of_a_line_begins_nothing() -> None:
    text = """144. The recommendations enjoy the support of Valdoria:
144.1 Do at once what was asked in recommendation
144.3 on schools (Chile);
144.2 Abolish the fee (Mali);
144.3 Open the schools (Togo).
"""
    found = read(text, "un_review", "en")
    assert [(one.code, one.text) for one in found] == [
        ("144.1", "Do at once what was asked in recommendation 144.3 on schools"),
        ("144.2", "Abolish the fee"),
        ("144.3", "Open the schools"),
    ]


def test_a_numbered_list_gives_its_items_under_the_right_heading() -> None:
    text = """# A seminar that never was
1. Words of welcome by the hosts

## Recommendations
1. Open a counter in each prefecture, with interpreters.
2. Train the staff of hospitals
   in the languages of their patients;
- publish the waiting times every month

## Annex
- Ms. Ottoline Marchbanks, of the ministry of things
"""
    found = read(text, "numbered", "en")
    assert [(one.code, one.text) for one in found] == [
        ("1", "Open a counter in each prefecture, with interpreters."),
        ("2", "Train the staff of hospitals in the languages of their patients"),
        ("", "publish the waiting times every month"),
    ]


def test_a_plain_report_gives_the_sentences_that_ask_or_promise_with_their_kind() -> None:
    text = """The day was sunny and two hundred people came. The minister committed to answering every question within
a year. Speakers named (i) the need to hear the regions; and (ii) the crucial role of associations.

Write to Ottoline Marchbanks, who should be asked at o.marchbanks@example.org. The schools should be

opened to every child.
"""
    found = read(text, "plain", "en")
    assert [(one.kind, one.text) for one in found] == [
        (CommitmentKind.PLEDGE, "The minister committed to answering every question within a year."),
        (CommitmentKind.OPEN_ISSUE, "the need to hear the regions"),
        (CommitmentKind.OPEN_ISSUE, "the crucial role of associations."),
        (CommitmentKind.RECOMMENDATION, "The schools should be opened to every child."),
    ]


def test_the_same_idea_has_the_same_terms_in_three_languages() -> None:
    said = {
        "en": "Open schools to migrant children whatever their papers, under law 02-03",
        "fr": "Ouvrir l’école aux enfants migrants quels que soient leurs papiers, loi 02-03",
        "ar": "فتح المدارس أمام أطفال المهاجرين مهما كانت وثائقهم، القانون رقم ٠٢-٠٣",
    }
    assert {frozenset(terms_in(text, language)) for language, text in said.items()} == {
        frozenset({"children", "education", "law_reform", "migrants"})
    }
    assert {frozenset(numbers_in(text)) for text in said.values()} == {frozenset({"02-03"})}
    assert themes_of(terms_in(said["fr"], "fr"))[0] == "education"


def test_an_arabic_report_notes_what_stands_under_a_paragraph_numbered_with_a_dash() -> None:
    text = (
        "ثانيا- الاستنتاجات و/أو التوصيات\n"
        "144- نظر البلد في التوصيات التالية وهي تحظى بتأييده:\n"
        "144-1 مواصلة تعزيز سياسة الهجرة واللجوء (جيبوتي) (السنغال)؛\n"
        "145- أحاط البلد علما بالتوصيات التالية:\n"
        "145-1 إلغاء احتجاز الأطفال المهاجرين (المكسيك)؛\n"
    )

    found = [(one.code, one.position) for one in read(text, "un_review", "ar")]

    assert found == [("144.1", Position.SUPPORTED), ("145.1", Position.NOTED)]


def test_a_report_of_the_first_cycle_numbers_from_one_under_a_paragraph() -> None:
    text = (
        "II. CONCLUSIONS AND/OR RECOMMENDATIONS\n"
        "75. In the course of the discussion, these recommendations were made to the country:\n"
        "1. Accede to the Optional Protocol to the Convention (Mexico);\n"
        "2. Continue training officials (Mali, Senegal); and bring the law into line with it (Switzerland);\n"
        "76. The recommendations listed in paragraph 75 above enjoy the support of the country{rest}.\n"
    )
    whole = read(text.format(rest=""), "un_review", "en")
    in_part = read(text.format(rest=", except number 2"), "un_review", "en")

    assert [(one.code, [named.name for named in one.sponsors], one.position) for one in whole] == [
        ("1", ["Mexico"], Position.SUPPORTED),
        ("2", ["Mali", "Senegal", "Switzerland"], Position.SUPPORTED),
    ]
    assert [one.position for one in in_part] == [None, None]


def test_a_country_in_the_middle_of_what_it_asked_is_a_sponsor_too() -> None:
    text = "5.1 Poursuivre la lutte contre la traite (Bélarus) et faciliter l’intégration (Burkina Faso) ;\n"

    (found,) = read(text, "un_review", "fr")

    assert [one.name for one in found.sponsors] == ["Bélarus", "Burkina Faso"]
