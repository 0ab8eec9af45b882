import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indimaj.linkage import comparison, similarity
from indimaj.linkage.comparison import LIKELY, compare
from indimaj.linkage.lookup import index_rows, likely, probes
from indimaj.linkage.reasons import REASONS
from indimaj.linkage.records import Kind, PersonName, Record, block_keys, document_key, phone_key, phone_tail
from tests.linkage.index import among


def person(given="Mamadou", family="Diallo", born=date(1990, 4, 7), to=None, **more):
    return Record(
        (PersonName(given, family),), born, to or born, **{"sex": "M", "nationalities": ("GN",), **more}
    )


def why(a, b):
    return {f.field: f.why_code for f in compare(a, b).fields}


MAMADOU = person()


@pytest.mark.parametrize(
    "other",
    [
        person("Mamadu", "Jallow"),
        person("محمد", "ديالو"),
        person("Diallo", "Mamadou"),
        person(born=date(1990, 7, 4)),
        person("Mamadou Saliou", "Diallo"),
    ],
)
def test_the_same_person_written_otherwise_is_likely(other):
    assert compare(MAMADOU, other).score > LIKELY


@pytest.mark.parametrize(
    "other",
    [
        person(born=date(1990, 11, 20)),
        person(born=date(1962, 4, 7)),
        person("Mariama", "Diallo", sex="F"),
        person("Ibrahima", "Diallo"),
        person(born=date(1990, 1, 1)),
    ],
    ids=["born the same year", "father and son", "twin sister", "twin brother", "only the year in common"],
)
def test_another_person_of_the_same_name_or_house_is_not_likely(other):
    assert compare(MAMADOU, other).score < LIKELY


def test_a_twin_stays_below_the_same_person_even_with_one_mother_and_one_phone():
    me = person(mother="Aissatou Barry", phones=("0612345678",))
    twin = person("Alseny", "Diallo", mother="Aissatou Barry", phones=("0612345678",))
    again = person("Mamadu", "Jalloh", mother="Aïssatou Bari")
    assert compare(me, twin).score < compare(me, again).score
    assert why(me, twin)["given"] == "name_differs"


def test_each_field_says_its_verdict_weight_and_reason():
    one = person(phones=("+212 6 12 34 56 78",), documents=("A-0123456",), mother="Fatoumata Bah")
    two = person(
        "Diallo", "Mamadou", date(1990, 7, 4), phones=("0612345678",), documents=("AO123457",), sex="F"
    )
    assert [(f.field, f.verdict, f.why_code) for f in compare(one, two).fields] == [
        ("given", "close", "names_swapped"),
        ("family", "close", "names_swapped"),
        ("birth", "close", "birth_swapped"),
        ("sex", "differs", "sex_differs"),
        ("nationality", "same", "nationality_same"),
        ("phone", "same", "phone_same"),
        ("document", "close", "document_close"),
        ("mother", "unknown", "unknown"),
    ]


@pytest.mark.parametrize(
    ("a", "b", "code"),
    [
        (date(1990, 4, 7), date(1990, 4, 7), "birth_same"),
        (date(1990, 4, 7), date(1990, 7, 4), "birth_swapped"),
        (date(1990, 4, 7), date(1990, 4, 8), "birth_same_year"),
        (date(1990, 4, 7), date(1980, 4, 7), "birth_one_digit"),
        (date(1990, 4, 7), date(1991, 5, 7), "birth_next_year"),
        (date(1990, 4, 7), date(1975, 5, 9), "birth_differs"),
        (date(1990, 1, 1), date(1990, 5, 9), "birth_overlaps"),
        (date(1990, 1, 1), date(1991, 5, 9), "birth_next_year"),
        (date(1990, 12, 31), date(1995, 5, 9), "birth_differs"),
    ],
)
def test_birth_dates_are_compared_with_the_ways_they_go_wrong(a, b, code):
    assert why(person(born=a), person(born=b))["birth"] == code


def test_an_unknown_birth_date_counts_neither_for_nor_against():
    unknown = compare(MAMADOU, person(born=None)).fields[2]
    assert (unknown.verdict, unknown.weight) == ("unknown", 0.0)


def test_a_person_with_one_name_meets_the_whole_name():
    single = Record((PersonName("Mamadou"),), date(1990, 4, 7), date(1990, 4, 7))
    assert why(single, MAMADOU)["given"] == "name_partly"
    assert why(single, single)["given"] == "name_same"


def test_every_reason_has_its_sentence_and_no_sentence_is_left_over():
    source = Path(comparison.__file__).read_text() + Path(similarity.__file__).read_text()
    written = re.findall(
        r'"((?:names?|birth|sex|nationality|phone|document|mother)_[a-z_]+|unknown)"', source
    )
    assert set(written) == set(REASONS)


def test_phones_and_documents_are_read_as_people_write_them():
    assert {phone_key(n) for n in ("0612345678", "+212 6 12 34 56 78", "00212-612345678", "٠٦١٢٣٤٥٦٧٨")} == {
        "612345678"
    }
    assert phone_tail("06 12 34 56 78") == "5678"
    assert (phone_key("123"), phone_tail("123"), document_key("A1")) == ("", "", "")
    assert document_key("ao-123 4I") == document_key("A0 12341")


def test_day_and_month_or_given_and_family_exchanged_keep_the_keys():
    exchanged = person("Diallo", "Mamadou", date(1990, 7, 4))
    assert {k for k in block_keys(MAMADOU) if k.kind == Kind.DAY_AND_NAME} == {
        k for k in block_keys(exchanged) if k.kind == Kind.DAY_AND_NAME
    }
    assert set(block_keys(MAMADOU)) == set(block_keys(exchanged))


def test_a_birth_year_alone_gives_no_day_key_and_a_wide_interval_no_year():
    year_only = person(born=date(1990, 1, 1), to=date(1990, 12, 31))
    wide = person(born=date(1970, 1, 1), to=date(1990, 12, 31))
    assert {k.kind for k in block_keys(year_only)} == {Kind.YEAR_AND_NAMES, Kind.YEAR_AND_WORD}
    assert {(k.kind, k.birth_year) for k in block_keys(wide)} == {
        (Kind.UNDATED_NAMES, 0),
        (Kind.YEAR_AND_WORD, 0),
    }


def test_the_likely_ones_come_best_first_and_oneself_first_of_all():
    others = [
        person(born=date(1962, 4, 7)),
        person("Mamadu", "Jallow"),
        person("Ibrahima", "Sory"),
        person(born=date(1990, 11, 20)),
        person(),
    ]
    found = likely(MAMADOU, *among(others), limit=3)
    assert [m.record_id for m in found] == [4, 1, 3]
    assert [m.comparison for m in found] == [compare(MAMADOU, others[m.record_id]) for m in found]


@pytest.mark.parametrize(
    "filed",
    [
        person("عثمان", "انجاي", phones=()),
        person("Usman", "Njie", date(1991, 1, 1)),
        person("Njie", "Usman", date(1990, 1, 1)),
        person("Ousmane", "Ndiaye", None),
        person("Ousmane", "Ndiaye", date(1988, 1, 1), date(1992, 12, 31)),
        person("Oussou", "N.", None, phones=("+221 612345678",)),
        person("Oussou", "N.", None, documents=("SN O0112",)),
        person("Ousmane", "Sarr", date(1990, 7, 4)),
        person("Ousmane", "Sarr", date(1962, 7, 4), mother="Ndeye Fall"),
    ],
)
def test_one_sound_field_is_enough_to_be_looked_at(filed):
    new = person("Ousmane", "Ndiaye", phones=("0612345678",), documents=("SN00112",), mother="Fall Ndèye")
    assert [m.record_id for m in likely(new, *among([person("Jean", "Koffi"), filed]))] == [1]


def test_what_is_read_is_bounded_however_common_the_name():
    crowd = [person() for _ in range(3000)]
    fetch, load = among(crowd)
    asked = []

    def counting(ids):
        asked.append(len(ids))
        return load(ids)

    assert len(likely(MAMADOU, fetch, counting)) == 20
    assert asked == [40]
    assert max(p.cap for p, _ in probes(MAMADOU)) == 150


NAME = st.sampled_from(
    ["Mamadou", "Mamadu", "Jean", "محمد", "Ben Ali", "Benali", "", "Awa", "???", "De la Cruz"]
)
DAY = st.none() | st.dates(date(1950, 1, 1), date(2005, 12, 31)) | st.just(date(1990, 1, 1))
RECORD = st.builds(
    lambda names, born, **kw: Record(tuple(PersonName(*n) for n in names), born, born, **kw),
    st.lists(st.tuples(NAME, NAME), max_size=2),
    DAY,
    sex=st.sampled_from(["", "F", "M"]),
    nationalities=st.sampled_from([(), ("SN",), ("GN", "SN")]),
    phones=st.sampled_from([(), ("0612345678",), ("12",)]),
    documents=st.sampled_from([(), ("A1234567",), ("A1234568",)]),
    mother=NAME,
)


@settings(max_examples=300, deadline=None)
@given(RECORD, RECORD)
def test_comparing_is_symmetric_and_explains_itself(a, b):
    one, two = compare(a, b), compare(b, a)
    assert one == two
    assert 0.0 <= one.score <= 1.0
    assert {f.why_code for f in one.fields} <= set(REASONS)


@settings(max_examples=200, deadline=None)
@given(RECORD, st.sampled_from(["phones", "documents"]))
def test_a_shared_number_never_lowers_the_score(record, field):
    without = replace(record, **{field: ()})
    with_it = replace(record, **{field: ("B7654321 0612345678",)})
    assert compare(with_it, with_it).score >= compare(without, without).score


@settings(max_examples=200, deadline=None)
@given(RECORD)
def test_the_rows_of_one_record_are_few_short_and_distinct(record):
    rows = index_rows(record)
    assert len(rows) == len(set(rows)) <= 40
    assert all(len(row.key) <= 80 for row in rows)


@pytest.mark.parametrize("name", ["x" * 5000, "gh th " * 2000, "ghthx" * 400, "ذغثق" * 100, "abd " * 500])
def test_a_name_without_end_is_filed_under_few_short_keys(name):
    rows = index_rows(
        Record((PersonName(name, name), PersonName(name)), MAMADOU.born_from, MAMADOU.born_to, mother=name)
    )
    assert 0 < len(rows) <= 40
    assert max(len(row.key) for row in rows) <= 80


def names_together(*names):
    return {k.key for k in block_keys(Record(tuple(names))) if k.kind == Kind.UNDATED_NAMES}


def test_a_name_typed_as_one_text_meets_the_name_filed_in_two_parts():
    filed = names_together(PersonName("Mamadou Saliou", "Diallo"))
    for typed in ("Mamadou Diallo", "Diallo Mamadou Saliou", "Jallow Saliou", "مامادو ديالو"):
        assert names_together(PersonName(typed)) & filed != set()


def test_a_single_name_with_two_readings_is_not_taken_for_two_names():
    assert names_together(PersonName("Aïssatou")) == {"st", "s"}
    assert names_together(PersonName("", "Aïssatou")) == {"st", "s"}
