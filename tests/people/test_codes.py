import pytest

from indimaj.people import codes


def test_a_reference_is_read_however_it_is_typed():
    reference = codes.new_reference("2014")
    for typed in (
        reference,
        reference.lower(),
        reference.replace("-", ""),
        f" {reference} ",
        reference.replace("-", " "),
    ):
        assert codes.read_reference(typed) == reference


def test_signs_that_look_alike_are_one():
    body = "0123456"
    reference = f"2014-{body[:4]}-{body[4:]}{codes.check_character(body)}"
    for digit, letter in (("0", "O"), ("1", "I"), ("1", "l")):
        assert codes.read_reference("2014-" + reference[5:].replace(digit, letter)) == reference


def test_every_single_wrong_sign_is_found():
    reference = codes.new_reference("2014")
    for place in (5, 6, 7, 8, 10, 11, 12, 13):
        for sign in codes.ALPHABET.replace(reference[place], ""):
            assert codes.read_reference(reference[:place] + sign + reference[place + 1 :]) is None


@pytest.mark.parametrize("text", ["", "2014", "hello", "2014-!!!!-!!!!", "x" * 400])
def test_what_is_no_reference_is_none(text):
    assert codes.read_reference(text) is None


def test_a_code_has_eighty_bits_in_groups_of_four():
    code = codes.new_code()
    assert [len(group) for group in code.split("-")] == [4, 4, 4, 4]
    assert set(code.replace("-", "")) <= set(codes.ALPHABET)


def test_a_code_is_the_same_however_it_is_typed_and_its_digest_does_not_show_it():
    code = codes.new_code()
    assert codes.digest(code) == codes.digest(code.lower().replace("-", " "))
    assert codes.digest(code) != codes.digest(codes.new_code())
    assert code.replace("-", "") not in codes.digest(code).upper()


@pytest.mark.parametrize("typed", ["123456", "١٢٣٤٥٦", "123 456"])
def test_a_pin_is_six_digits_of_any_keyboard(typed):
    assert codes.read_pin(typed) == "123456"


@pytest.mark.parametrize("typed", ["12345", "1234567", "abcdef", "²²²²²²", ""])
def test_anything_else_is_no_pin(typed):
    assert codes.read_pin(typed) is None
