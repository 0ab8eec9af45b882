"""The law is printed from its own tree, whole, in three languages."""

import re
from datetime import date

import pytest

from indimaj import law, policies
from indimaj.law import words

MOROCCO = policies.load("morocco")
DAYS = [
    date(2013, 6, 1),
    date(2014, 6, 1),
    date(2014, 9, 1),
    date(2015, 11, 1),
    date(2017, 2, 1),
    date(2018, 4, 1),
    date(2026, 1, 1),
]


def texts(document, path=()):
    if isinstance(document, dict):
        for key, value in document.items():
            yield from texts(value, (*path, key))
    elif isinstance(document, list):
        for index, value in enumerate(document):
            yield from texts(value, (*path, index))
    else:
        yield path, document


@pytest.mark.parametrize("on", DAYS)
def test_each_language_says_the_whole_law_in_its_own_words(on):
    printed = {lang: dict(texts(law.explain(MOROCCO, on, lang=lang))) for lang in law.LANGUAGES}
    assert set(printed["ar"]) == set(printed["fr"]) == set(printed["en"])
    for path, arabic in printed["ar"].items():
        french, english = printed["fr"][path], printed["en"][path]
        words_of_it = path[-1] in (
            "text",
            "test",
            "label",
            "title",
            "reading",
            "changes",
            "adopted_by",
            "nature_label",
        )
        if words_of_it and path[0] != "sources" and isinstance(arabic, str):
            assert re.search("[ء-ي]", arabic), path
            assert not re.search("[A-Za-z]", arabic), (path, arabic)
            assert french.strip(), path
            assert english.strip(), path
            assert "{" not in arabic + french + english, path


@pytest.mark.parametrize("lang", law.LANGUAGES)
def test_every_clause_and_threshold_in_force_is_printed(lang):
    for on in DAYS[1:6]:
        document = law.explain(MOROCCO, on, lang=lang)
        printed = {
            value
            for section in document["sections"]
            for path, value in texts(section)
            if path[-1] == "id" and "conditions" in path
        }
        assert printed == set(law.clause_order(MOROCCO, on, document["campaign"]["code"]))
        cited = {source["id"] for source in document["sources"]}
        for section in document["sections"]:
            assert set(section["sources"]) <= cited
            assert {"recommended_on", "in_force_from"} <= set(section)


def test_the_page_says_what_changed_and_what_is_in_force():
    document = law.explain(MOROCCO, date(2014, 9, 1), lang="en")
    assert [(change["version"], change["in_force"]) for change in document["history"]] == [
        ("2013-12-16-circular", True),
        ("2014-07-28-women", True),
        ("2015-10-26-recommendation", False),
    ]
    assert law.explain(MOROCCO, date(2013, 6, 1), lang="en")["sections"] == []


def step(clauses, name):
    return next(one for one in clauses if one["clause"] == name)


def test_a_finding_is_told_with_the_value_used_and_the_limit():
    facts = law.parse_facts(MOROCCO, {"in_morocco_since": "2012", "residence_proven": False})
    finding = law.decide(MOROCCO, facts, on=date(2014, 6, 1)).finding("C5")
    told = {
        lang: step(law.trace_sentences(MOROCCO, finding, lang), "resident_long_enough")
        for lang in law.LANGUAGES
    }
    assert [(one["text"], one["value"], one["limit"], one["outcome_text"]) for one in told.values()] == [
        (
            "الإقامة بالمغرب لمدة لا تقل عن 5 سنوات",
            "من سنة واحدة و5 أشهر إلى سنتين و5 أشهر",
            "5 سنوات",
            "غير مستوفى",
        ),
        (
            "Présence au Maroc depuis au moins 5 ans",
            "de 1 an et 5 mois à 2 ans et 5 mois",
            "5 ans",
            "Non remplie",
        ),
        (
            "In Morocco for at least 5 years",
            "from 1 year and 5 months to 2 years and 5 months",
            "5 years",
            "Not met",
        ),
    ]
    assert told["en"]["sources"] == ["circular_2013", "aujourdhui_159670"]
    assert told["en"]["evidence"]
    assert told["en"] == step(law.trace_sentences(MOROCCO, finding.as_dict(), "en"), "resident_long_enough")


@pytest.mark.parametrize("lang", law.LANGUAGES)
def test_illness_is_never_named_unless_the_seal_is_opened(lang):
    facts = law.parse_facts(MOROCCO, {"serious_illness": False, "in_morocco_since": "2013"})
    found = law.decide(MOROCCO, facts, on=date(2014, 6, 1))
    sealed = law.trace_sentences(MOROCCO, found.finding("C6"), lang)[0]
    assert sealed["sealed"] is True
    assert (sealed["clause"], sealed["fact"], sealed["value"], sealed["evidence"]) == (None, None, None, [])
    assert sealed["text"] == words.word("phrases", "sealed", lang)
    opened = law.trace_sentences(MOROCCO, found.finding("C6"), lang, show_sealed=True)[0]
    assert opened["text"] == MOROCCO.clauses["seriously_ill"].says[lang]
    assert "C6" not in {change["code"] for change in law.what_would_change(MOROCCO, found, lang)}


def test_what_would_change_never_asks_a_person_to_be_somebody_else():
    facts = law.parse_facts(
        MOROCCO,
        {
            "sex": "male",
            "birth": "1985",
            "spouse": "moroccan",
            "life_together_since": "2013-06-01",
            "in_morocco_since": "2012",
            "residence_continuous": True,
            "residence_proven": False,
            "parents_couple": "none",
            "work_contract_effective": False,
            "wife_accepted": False,
            "mother_accepted": False,
            "association_leader": False,
            "serious_illness": False,
            "filed_on": "2014-08-01",
        },
    )
    found = law.decide(MOROCCO, facts, on=date(2014, 9, 1))
    assert found.proposal == "unfavourable"
    changes = law.what_would_change(MOROCCO, found, "en")
    assert [(change["code"], [one["clause"] for one in change["clauses"]]) for change in changes] == [
        ("C1", ["together_long_enough_with_moroccan"]),
        ("W2", ["wife_is_accepted"]),
        ("W4", ["leads_an_association"]),
        ("C2", ["spouse_lives_legally", "together_long_enough_with_foreigner"]),
        ("C4", ["contract_is_effective", "contract_is_long_enough"]),
        ("C5", ["resident_long_enough", "residence_is_proven"]),
    ]


@pytest.mark.parametrize("lang", law.LANGUAGES)
def test_an_assessment_in_words_tells_what_is_missing_with_its_proofs(lang):
    found = law.decide(MOROCCO, law.parse_facts(MOROCCO, {"student_enrolled": True}), on=date(2014, 6, 1))
    told = law.in_words(MOROCCO, found, lang)
    assert [one["title"] for one in told["orientation"]] == [MOROCCO.orientation[1].title[lang]]
    assert [[one["fact"] for one in group] for group in told["missing"]] == [
        list(one.facts) for one in found.missing
    ]
    assert all(one["evidence"] for group in told["missing"] for one in group)


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "0 سنة"),
        (1, "سنة واحدة"),
        (2, "سنتين"),
        (3, "3 سنوات"),
        (10, "10 سنوات"),
        (11, "11 سنة"),
        (18, "18 سنة"),
        (99, "99 سنة"),
        (100, "100 سنة"),
        (103, "103 سنوات"),
    ],
)
def test_arabic_counts_in_six_forms(n, said):
    assert words.quantity(n, "years", "ar") == said


def test_months_that_fill_years_are_said_in_years():
    assert [words.quantity(27, "months", lang) for lang in law.LANGUAGES] == [
        "سنتين و3 أشهر",
        "2 ans et 3 mois",
        "2 years and 3 months",
    ]
    assert words.quantity(24, "months", "ar", alone=True) == "سنتان"


def test_every_word_is_said_in_each_language_and_none_is_a_copy():
    def entries(table):
        for value in table.values():
            if set(law.LANGUAGES) <= set(value):
                yield value
            else:
                yield from entries(value)

    for entry in entries(words.table()):
        assert all(entry[lang] for lang in law.LANGUAGES), entry
        if isinstance(entry["en"], str):
            assert entry["ar"] != entry["en"] or entry["ar"] == "{fact}: {rest}", entry
