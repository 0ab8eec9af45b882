from datetime import date

import pytest

from indimaj.linkage.records import Kind, PersonName, Record
from indimaj.linkage.search import search, search_probes
from tests.linkage.index import among

PEOPLE = [
    Record((PersonName("Mamadou", "Diallo"),), date(1990, 4, 7), date(1990, 4, 7), phones=("0612345678",)),
    Record((PersonName("محمد", "ديالو"),), date(1985, 1, 1), date(1985, 12, 31)),
    Record((PersonName("Awa", "Ndiaye"),), date(1992, 2, 3), date(1992, 2, 3), phones=("+212 622225678",)),
    Record((PersonName("Ousmane"),), None, None),
    Record((PersonName("Mamadou Saliou", "Diallo"),), None, None),
]


def found(text):
    return {f.record_id for f in search(text, *among(PEOPLE))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mamadu Jallow", {0, 1, 4}),
        ("ديالو محمد", {0, 1, 4}),
        ("Diallo 1990", {0}),
        ("Mamadou Diallo 1985", {1, 4}),
        ("N'Diaye", {2}),
        ("حواء انجاي", {2}),
        ("عثمان", {3}),
        ("5678", {0, 2}),
        ("06 12 34 56 78", {0}),
        ("+212612345678", {0}),
        ("Traoré", set()),
        ("56", set()),
        ("", set()),
        ("  ", set()),
    ],
)
def test_what_is_typed_finds_whom_it_means(text, expected):
    assert found(text) == expected


def test_the_nearest_name_comes_first():
    assert [f.record_id for f in search("Mamadou Diallo", *among(PEOPLE))] == [0, 1, 4]


def test_a_common_name_is_read_in_bounded_ranges():
    crowd = [Record((PersonName("Mamadou", "Diallo"),), date(1990, 1, 1), date(1990, 1, 1))] * 1000
    assert len(search("Mamadou Diallo", *among(crowd))) == 20
    assert [(p.kind, p.cap) for p in search_probes("Mamadou Diallo")] == [
        (Kind.YEAR_AND_NAMES, 200),
        (Kind.UNDATED_NAMES, 100),
    ]
