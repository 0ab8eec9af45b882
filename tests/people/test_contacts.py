import pytest

from indimaj.people.contacts import PhoneError, phone_number


@pytest.mark.parametrize("text", ["0612345678", "06 12 34 56 78", "+212612345678", "٠٦١٢٣٤٥٦٧٨"])
def test_a_moroccan_number_has_one_form(text):
    assert phone_number(text) == "+212612345678"


def test_a_number_from_elsewhere_is_kept():
    assert phone_number("+221 77 123 45 67") == "+221771234567"


def test_no_number_is_an_answer():
    assert phone_number("  ") == ""


@pytest.mark.parametrize("text", ["12", "call me", "0" * 40])
def test_what_nobody_could_call_is_refused(text):
    with pytest.raises(PhoneError):
        phone_number(text)
