from datetime import date

import pytest

from indimaj.people import mrz
from indimaj.people.enums import BirthKind, NationalityStatus

TODAY = date(2014, 6, 1)
# The specimens of ICAO 9303.
PASSPORT = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
CARD = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"


def sealed(number: str, country: str, birth: str, sex: str, expiry: str) -> str:
    """The second line of a passport with right check digits."""
    digit = mrz.check_digit
    body = f"{number}{digit(number)}{country}{birth}{digit(birth)}{sex}{expiry}{digit(expiry)}{'<' * 14}0"
    whole = body[0:10] + body[13:20] + body[21:43]
    return body + digit(whole)


def test_the_specimen_passport_is_read_whole():
    line = mrz.parse(PASSPORT, today=TODAY)
    assert (line.family_name, line.given_names, line.document_number) == (
        "ERIKSSON",
        "ANNA MARIA",
        "L898902C3",
    )
    assert (line.sex, line.birth.first, line.expires_on) == ("female", date(1974, 8, 12), date(2012, 4, 15))
    assert (line.document_kind, line.doubtful) == ("passport", ())


def test_the_specimen_card_is_read_whole():
    line = mrz.parse(CARD, today=TODAY)
    assert (line.family_name, line.given_names, line.document_number) == (
        "ERIKSSON",
        "ANNA MARIA",
        "D23145890",
    )
    assert (line.document_kind, line.sex, line.doubtful) == ("national_identity_document", "female", ())


def test_a_wrong_sign_is_named_by_its_field():
    assert mrz.parse(PASSPORT.replace("7408122F", "7408132F"), today=TODAY).doubtful == ("birth", "whole")


def test_a_nationality_is_given_as_two_letters():
    text = "P<SENDIALLO<<MAMADOU".ljust(44, "<") + sealed("A01234567", "SEN", "850304", "M", "160101")
    line = mrz.parse(text, today=TODAY)
    assert (line.nationality, line.nationality_status) == ("SN", NationalityStatus.STATED)
    assert line.doubtful == ()


def test_a_stateless_person_has_no_nationality_and_that_is_an_answer():
    text = "P<XXADIALLO".ljust(44, "<") + sealed("A01234567", "XXA", "850304", "M", "160101")
    line = mrz.parse(text, today=TODAY)
    assert (line.nationality, line.nationality_status) == ("", NationalityStatus.NONE)
    assert (line.family_name, line.given_names) == ("DIALLO", "")


def test_a_birth_with_fillers_is_the_whole_year():
    text = "P<SENDIALLO<<MAMADOU".ljust(44, "<") + sealed("A01234567", "SEN", "85<<<<", "M", "160101")
    birth = mrz.parse(text, today=TODAY).birth
    assert (birth.kind, birth.first, birth.last) == (BirthKind.YEAR, date(1985, 1, 1), date(1985, 12, 31))


def test_two_digits_of_a_year_are_of_the_latest_century_already_begun():
    text = "P<SENDIALLO<<MAMADOU".ljust(44, "<") + sealed("A01234567", "SEN", "140801", "M", "160101")
    assert mrz.parse(text, today=TODAY).birth.first == date(1914, 8, 1)
    assert mrz.parse(text, today=date(2014, 9, 1)).birth.first == date(2014, 8, 1)


@pytest.mark.parametrize("text", ["", "P<UTO", "not a line!", "V" + PASSPORT[1:]])
def test_anything_else_is_refused(text):
    with pytest.raises(mrz.MrzError):
        mrz.parse(text, today=TODAY)
