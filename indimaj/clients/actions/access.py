"""The person's own key to this side: a printed code and a PIN of their own choice."""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from indimaj.directory.models import Staff
from indimaj.directory.permissions import ensure
from indimaj.ledger.actors import Actor
from indimaj.people import codes

from ..models import Client, CodeTry
from ..permissions import may_replace_code
from .lines import hold, line

FREE_TRIES = 5
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)


class WrongCode(Exception):
    """Reference, code and PIN do not open a page together; which of the three is wrong is not said."""


class TooManyTries(Exception):
    """This address has to wait before it tries this reference again."""

    def __init__(self, wait_seconds: int) -> None:
        super().__init__(wait_seconds)
        self.wait_seconds = wait_seconds


class BadPin(ValueError):
    """A PIN is six digits."""


def open_with_code(*, reference: str, code: str, pin: str, address: str, at: datetime) -> Client:
    """The person whom reference, code and PIN name together. Raises WrongCode or TooManyTries.

    Wrong tries count for this reference from this address alone: whoever knows a reference locks nobody else out,
    and a reference that nobody has is counted like one that somebody has. The first opening sets the PIN.
    """
    known, digits = codes.read_reference(reference), codes.read_pin(pin)
    with transaction.atomic():
        tries = _tries(known or reference[:40], address, at)
        if tries.locked_until and tries.locked_until > at:
            raise TooManyTries(int((tries.locked_until - at).total_seconds()) + 1)
        client = Client.objects.select_for_update().filter(reference=known, erased_at=None).first()
        if client and digits and _fits(client, code, digits):
            tries.delete()
            _let_in(client, digits, at)
            return client
        if client is None or digits is None:
            # As slow as a page that exists, so that time does not tell which references do.
            make_password(digits or "000000")
        _count(tries, client, at)
    raise WrongCode


def _tries(reference: str, address: str, at: datetime) -> CodeTry:
    plain = f"{reference}\n{address}".encode()
    key = hmac.new(settings.CODE_KEY.encode(), plain, hashlib.sha256).hexdigest()
    CodeTry.objects.bulk_create([CodeTry(key=key, last_at=at)], ignore_conflicts=True)
    return CodeTry.objects.select_for_update().get(key=key)


def _fits(client: Client, code: str, digits: str) -> bool:
    right = hmac.compare_digest(codes.digest(code), client.code_digest)
    if client.pin_digest:
        return check_password(digits, client.pin_digest) and right
    # A page without a PIN takes as long as one with.
    make_password(digits)
    return right


def _let_in(client: Client, digits: str, at: datetime) -> None:
    if not client.pin_digest:
        client.pin_digest = make_password(digits)
        client.save(update_fields=["pin_digest"])
        line("pin_set", client, Actor.person(client.pk), at)


def _count(tries: CodeTry, client: Client | None, at: datetime) -> None:
    """After five free tries each further one doubles the wait, up to an hour; a day's rest clears the count."""
    if at - tries.last_at > timedelta(days=1):
        tries.failed = 0
    tries.failed, tries.last_at = min(tries.failed + 1, 1000), at
    if tries.failed >= FREE_TRIES:
        doubled = FIRST_WAIT * 2 ** min(tries.failed - FREE_TRIES, 10)
        tries.locked_until = at + min(doubled, LONGEST_WAIT)
        if client:
            line("code_locked", client, Actor.system("access"), at, tries=tries.failed)
    tries.save()


@transaction.atomic
def replace_code(*, client: Client, by: Staff, at: datetime) -> str:
    """A new code for a person who is there; the old one and its PIN stop working (practice 21)."""
    current = hold(client.pk)
    ensure(may_replace_code(by, current))
    code = codes.new_code()
    current.code_digest, current.pin_digest = codes.digest(code), ""
    current.save(update_fields=["code_digest", "pin_digest"])
    line("code_replaced", current, Actor.staff(by.pk), at)
    return code


@transaction.atomic
def change_pin(*, client: Client, pin: str, at: datetime) -> Client:
    """Another PIN, chosen by the person from their own page. Raises BadPin."""
    digits = codes.read_pin(pin)
    if digits is None:
        raise BadPin
    current = hold(client.pk)
    current.pin_digest = make_password(digits)
    current.save(update_fields=["pin_digest"])
    line("pin_set", current, Actor.person(current.pk), at)
    return current
