"""The person's own key to the file: a printed code and a PIN of their own choice.

A printed reference is no secret: tries with a wrong code count for that reference from that address alone, so nobody
locks the person out with it, and 80 random bits are not found by trying from many addresses. A try with the right code
and a wrong PIN comes from somebody who holds the slip: six digits could be found from many addresses, so these count
for the file wherever they come from.
"""

import hashlib
import hmac
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from indimaj.directory.models import Staff
from indimaj.directory.permissions import ensure
from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.people import codes, pins

from ..models import Application, CodeTry
from ..permissions import may_replace_code
from .locking import hold

FREE_TRIES = 5
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
REST = timedelta(days=1)
SWEPT_AT_ONCE = 100


class WrongCode(Exception):
    """Reference, code and PIN do not open a file together; which of the three is wrong is not said."""


class TooManyTries(Exception):
    """The file is closed to codes for a while."""

    def __init__(self, until: datetime, at: datetime) -> None:
        self.wait_seconds = int((until - at).total_seconds()) + 1
        super().__init__(self.wait_seconds)


class BadPin(ValueError):
    """A PIN is six digits."""


def pin_digest(pin: str) -> str:
    """The kept form of a PIN; raises BadPin."""
    digits = codes.read_pin(pin)
    if digits is None:
        raise BadPin
    return pins.digest(digits)


def open_with_code(*, reference: str, code: str, pin: str, address: str, at: datetime) -> Application:
    """The file that reference, code and PIN open together. Raises WrongCode or TooManyTries.

    A file registered at the counter has no PIN yet: the first opening with the code sets it.
    """
    known, digits = codes.read_reference(reference), codes.read_pin(pin)
    with transaction.atomic():
        tries = _tries(known or reference[:40], address, at)
        if tries.locked_until and tries.locked_until > at:
            raise TooManyTries(tries.locked_until, at)
        holders = Application.objects.select_for_update().filter(code_digest=codes.digest(code))
        file = holders.filter(reference=known).first()
        if file and file.locked_until and file.locked_until > at:
            raise TooManyTries(file.locked_until, at)
        right = _fits(file, digits)
        if file and digits and right:
            tries.delete()
            _let_in(file, digits, at)
            return file
        if file:
            _count_wrong_pin(file, at)
        else:
            _count_wrong_code(tries, known, at)
    raise WrongCode


def _fits(file: Application | None, digits: str | None) -> bool:
    """Whether the PIN is the file's. It takes as long where there is no file, no PIN yet or no six digits."""
    if file is None or digits is None or not file.pin_digest:
        pins.digest(digits or "000000")
        return file is not None and digits is not None
    return pins.fits(digits, file.pin_digest)


def _tries(reference: str, address: str, at: datetime) -> CodeTry:
    """What was counted for a reference, whether a file has it or none, from one address."""
    plain = f"applications:{reference}\n{address}".encode()
    key = hmac.new(settings.CODE_KEY.encode(), plain, hashlib.sha256).hexdigest()
    CodeTry.objects.bulk_create([CodeTry(key=key, last_at=at)], ignore_conflicts=True)
    return CodeTry.objects.select_for_update().get(key=key)


def _let_in(file: Application, digits: str, at: datetime) -> None:
    changed = []
    if file.failed_codes or file.locked_until:
        file.failed_codes, file.locked_until = 0, None
        changed += ["failed_codes", "locked_until"]
    if not file.pin_digest:
        file.pin_digest = pins.digest(digits)
        changed.append("pin_digest")
        ledger.record(
            compartment=Compartment.STATUS, subject=file.id, verb="pin_set", by=Actor.person(file.id), at=at
        )
    if changed:
        file.save(update_fields=changed)


def _count_wrong_pin(file: Application, at: datetime) -> None:
    file.failed_codes = min(file.failed_codes + 1, 1000)
    file.locked_until = _locked_until(file.failed_codes, at)
    if file.locked_until:
        _line_locked(file.pk, file.failed_codes, at)
    file.save(update_fields=["failed_codes", "locked_until"])


def _count_wrong_code(tries: CodeTry, reference: str | None, at: datetime) -> None:
    """A day's rest clears the count; rows that rested are swept a few at a time."""
    if at - tries.last_at > REST:
        tries.failed = 0
    tries.failed, tries.last_at = min(tries.failed + 1, 1000), at
    tries.locked_until = _locked_until(tries.failed, at)
    tries.save()
    found = Application.objects.filter(reference=reference).values_list("pk", flat=True).first()
    if tries.locked_until and found:
        _line_locked(found, tries.failed, at)
    rested = CodeTry.objects.filter(last_at__lt=at - REST).order_by("last_at")
    swept = list(rested.select_for_update(skip_locked=True).values_list("pk", flat=True)[:SWEPT_AT_ONCE])
    CodeTry.objects.filter(pk__in=swept).delete()


def _locked_until(failed: int, at: datetime) -> datetime | None:
    """After five free tries each further one doubles the wait, up to an hour."""
    if failed < FREE_TRIES:
        return None
    doubled = FIRST_WAIT * 2 ** min(failed - FREE_TRIES, 10)
    return at + min(doubled, LONGEST_WAIT)


def _line_locked(subject: UUID, tries: int, at: datetime) -> None:
    ledger.record(
        compartment=Compartment.STATUS,
        subject=subject,
        verb="code_locked",
        by=Actor.system("access"),
        detail={"tries": tries},
        at=at,
    )


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
