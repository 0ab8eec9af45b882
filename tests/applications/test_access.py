from datetime import timedelta

from indimaj.applications.actions import intake
from indimaj.applications.models import Application, CodeTry
from indimaj.people import codes
from tests.applications.conftest import NOON


def draft(office):
    return intake.start_draft(campaign="2014", office=office, language="fr", pin="123456", at=NOON)


def tried(file, code, pin, address, at=NOON):
    """What one try gives: the file, "wrong" or the seconds to wait."""
    try:
        return intake.open_with_code(reference=file.reference, code=code, pin=pin, address=address, at=at)
    except intake.WrongCode:
        return "wrong"
    except intake.TooManyTries as error:
        return error.wait_seconds


def test_whoever_read_a_reference_off_a_paper_locks_out_only_their_own_address(office):
    file, code = draft(office)
    assert [tried(file, codes.new_code(), "123456", "192.0.2.66") for _ in range(6)] == ["wrong"] * 5 + [61]
    assert tried(file, code, "123456", "192.0.2.66") == 61
    assert tried(file, code, "123456", "192.0.2.1") == file


def test_whoever_holds_the_code_finds_no_pin_by_changing_addresses(office):
    file, code = draft(office)
    assert [tried(file, code, f"00000{n}", f"192.0.2.{n}") for n in range(5)] == ["wrong"] * 5
    assert tried(file, code, "123456", "192.0.2.99") == 61


def test_a_reference_that_no_file_has_is_counted_like_one_that_a_file_has(office):
    draft(office)
    nobody = Application(reference=codes.new_reference("2014"))
    assert [tried(nobody, codes.new_code(), "123456", "192.0.2.1") for _ in range(6)] == ["wrong"] * 5 + [61]


def test_wrong_codes_are_forgotten_after_a_day(office):
    file, _code = draft(office)
    for address in ("192.0.2.1", "192.0.2.2"):
        tried(file, codes.new_code(), "123456", address)
    assert CodeTry.objects.count() == 2
    tried(file, codes.new_code(), "123456", "192.0.2.3", NOON + timedelta(days=2))
    assert CodeTry.objects.get().failed == 1


def test_no_address_is_kept_with_a_wrong_code(office):
    file, _code = draft(office)
    tried(file, codes.new_code(), "123456", "192.0.2.1")
    kept = str(CodeTry.objects.values().get())
    assert "192.0.2.1" not in kept
    assert file.reference not in kept
