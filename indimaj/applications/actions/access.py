"""The person's own key to the file: a printed code and a PIN of their own choice."""

import hmac
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from indimaj.directory.models import Staff
from indimaj.directory.permissions import ensure
from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.people import codes

from ..models import Application
from ..permissions import may_replace_code
from .locking import hold

FREE_TRIES = 5
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)


class WrongCode(Exception):
    """Reference, code and PIN do not open a file together; which of the three is wrong is not said."""


class TooManyTries(Exception):
    """The file is closed to codes for a while."""

    def __init__(self, wait_seconds: int) -> None:
        super().__init__(wait_seconds)
        self.wait_seconds = wait_seconds


class BadPin(ValueError):
    """A PIN is six digits."""


def pin_digest(pin: str) -> str:
    """The kept form of a PIN; raises BadPin."""
    digits = codes.read_pin(pin)
    if digits is None:
        raise BadPin
    return make_password(digits)


def open_with_code(*, reference: str, code: str, pin: str, at: datetime) -> Application:
    """The file that reference, code and PIN open together. Raises WrongCode or TooManyTries.

    A file registered at the counter has no PIN yet: the first opening with the code sets it.
    """
    known = codes.read_reference(reference)
    digits = codes.read_pin(pin)
    with transaction.atomic():
        file = Application.objects.select_for_update().filter(reference=known).first() if known else None
        if file is None or digits is None:
            # As slow as a file that exists, so that time does not tell which references do.
            make_password(digits or "000000")
            raise WrongCode
        if file.locked_until and file.locked_until > at:
            raise TooManyTries(int((file.locked_until - at).total_seconds()) + 1)
        right = hmac.compare_digest(codes.digest(code), file.code_digest)
        if file.pin_digest:
            right = check_password(digits, file.pin_digest) and right
        else:
            # A file without a PIN takes as long as one with.
            make_password(digits)
        if right:
            _let_in(file, digits, at)
            return file
        _count_failure(file, at)
    raise WrongCode


def _let_in(file: Application, digits: str, at: datetime) -> None:
    changed = []
    if file.failed_codes or file.locked_until:
        file.failed_codes, file.locked_until = 0, None
        changed += ["failed_codes", "locked_until"]
    if not file.pin_digest:
        file.pin_digest = make_password(digits)
        changed.append("pin_digest")
        ledger.record(
            compartment=Compartment.STATUS, subject=file.id, verb="pin_set", by=Actor.person(file.id), at=at
        )
    if changed:
        file.save(update_fields=changed)


def _count_failure(file: Application, at: datetime) -> None:
    """After five free tries each further one doubles the wait, up to an hour."""
    file.failed_codes = min(file.failed_codes + 1, 1000)
    if file.failed_codes >= FREE_TRIES:
        doubled = FIRST_WAIT * 2 ** min(file.failed_codes - FREE_TRIES, 10)
        file.locked_until = at + min(doubled, LONGEST_WAIT)
        ledger.record(
            compartment=Compartment.STATUS,
            subject=file.id,
            verb="code_locked",
            by=Actor.system("access"),
            detail={"tries": file.failed_codes},
            at=at,
        )
    file.save(update_fields=["failed_codes", "locked_until"])


@transaction.atomic
def replace_code(*, application: Application, by: Staff, at: datetime) -> str:
    """A new code for a person who stands at the counter; the old one and its PIN stop working (practice 21)."""
    file = hold(application.pk)
    allowed = ensure(may_replace_code(by, file))
    code = codes.new_code()
    file.code_digest, file.pin_digest = codes.digest(code), ""
    file.failed_codes, file.locked_until = 0, None
    file.save(update_fields=["code_digest", "pin_digest", "failed_codes", "locked_until"])
    ledger.record(
        compartment=Compartment.STATUS,
        subject=file.id,
        verb="code_replaced",
        by=Actor.staff(by.pk),
        purpose=allowed.purpose,
        at=at,
    )
    return code


@transaction.atomic
def change_pin(*, application: Application, pin: str, at: datetime) -> Application:
    """Another PIN, chosen by the person from their own page. Raises BadPin."""
    file = hold(application.pk)
    file.pin_digest = pin_digest(pin)
    file.save(update_fields=["pin_digest"])
    ledger.record(
        compartment=Compartment.STATUS, subject=file.id, verb="pin_set", by=Actor.person(file.id), at=at
    )
    return file
