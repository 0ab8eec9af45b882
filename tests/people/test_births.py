from datetime import date

import pytest

from indimaj.people import births
from indimaj.people.births import Birth, BirthError
from indimaj.people.enums import BirthKind

TODAY = date(2014, 6, 1)


def read(kind: str, text: str, other: str = "") -> Birth:
    return births.read(kind, text, other, today=TODAY)


@pytest.mark.parametrize("text", ["1985-03-04", "4/3/1985", "04.03.1985", "04-03-1985", "٠٤/٠٣/١٩٨٥"])
def test_a_day_is_read_in_every_way_people_write_it(text):
    assert read("day", text) == Birth(BirthKind.DAY, date(1985, 3, 4), date(1985, 3, 4))


def test_a_year_alone_is_a_whole_year():
    assert read("day", "1985") == Birth(BirthKind.YEAR, date(1985, 1, 1), date(1985, 12, 31))


def test_a_month_and_a_year_are_that_month():
    assert read("day", "02/1984") == Birth(BirthKind.YEAR, date(1984, 2, 1), date(1984, 2, 29))


def test_about_reaches_a_year_to_each_side():
    assert read("about", "1985") == Birth(BirthKind.ABOUT, date(1984, 1, 1), date(1986, 12, 31))


def test_two_documents_that_disagree_span_both_dates():
    assert read("conflicting", "1990-05-01", "1987") == Birth(
        BirthKind.CONFLICTING, date(1987, 1, 1), date(1990, 5, 1)
    )


def test_a_hijri_date_is_found_within_two_days():
    birth = read("hijri", "1406-01-01")
    assert (birth.kind, birth.first, birth.last) == (BirthKind.HIJRI, date(1985, 9, 14), date(1985, 9, 18))


def test_a_hijri_year_spans_about_354_days():
    birth = births.from_hijri(1406)
    assert (birth.last - birth.first).days in (353 + 4, 354 + 4)


@pytest.mark.parametrize(
    ("text", "code"), [("31/02/1985", "impossible_date"), ("1850", "impossible_date"), ("2015", "impossible_date"),
                       ("soon", "not_a_date"), ("12", "not_a_date")]
)  # fmt: skip
def test_what_is_no_birth_date_is_refused_with_its_code(text, code):
    with pytest.raises(BirthError) as error:
        read("day", text)
    assert error.value.code == code


def test_an_unknown_birth_has_no_interval():
    assert read("unknown", "") == births.UNKNOWN
    assert births.UNKNOWN.as_fact() is None


@pytest.mark.parametrize("text", ["1985-03-04", "1985", "1985-01-01/1986-06-30"])
def test_what_is_shown_is_read_again_as_the_same_interval(text):
    birth = read("day", text)
    again = read("day", birth.as_text())
    assert (again.first, again.last) == (birth.first, birth.last)


def test_a_fact_is_a_day_or_an_interval():
    assert read("day", "1985-03-04").as_fact() == "1985-03-04"
    assert read("day", "1985").as_fact() == ["1985-01-01", "1985-12-31"]
