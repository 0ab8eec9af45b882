import pytest
from django.contrib.auth.hashers import make_password

from indimaj.people import pins


def test_a_pin_fits_its_own_digest_alone():
    kept = pins.digest("246802")
    assert (pins.fits("246802", kept), pins.fits("246803", kept)) == (True, False)


def test_a_digest_holds_no_pin_and_is_another_each_time():
    first, second = pins.digest("246802"), pins.digest("246802")
    assert first != second
    assert "246802" not in first
    assert len(first) <= 128


def test_a_digest_says_the_work_that_it_took():
    assert pins.digest("246802").startswith("pin$argon2id$v=19$m=7168,t=5,p=1$")


def test_without_the_key_of_the_house_the_right_pin_does_not_fit(settings):
    kept = pins.digest("246802")
    settings.CODE_KEY = "another-key-that-is-long-enough-0123456789"
    assert not pins.fits("246802", kept)


@pytest.mark.parametrize(
    "hasher",
    ["django.contrib.auth.hashers.Argon2PasswordHasher", "django.contrib.auth.hashers.MD5PasswordHasher"],
)
def test_pins_kept_as_passwords_still_fit(settings, hasher):
    settings.PASSWORD_HASHERS = [hasher]
    kept = make_password("246802")
    assert (pins.fits("246802", kept), pins.fits("000000", kept)) == (True, False)
