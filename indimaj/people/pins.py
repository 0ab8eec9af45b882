"""How a PIN is kept.

A PIN is six digits: a million guesses. Whoever holds the database alone would try them all, however slow the digest,
so it is keyed first with a secret that the database does not hold. Online the PIN stands beside a printed code of 80
random bits, and wrong tries are limited; nobody reaches it by guessing at the page.

The work of Argon2id is therefore OWASP's lower setting (Password Storage Cheat Sheet, cheatsheetseries.owasp.org:
m=7168 KiB, t=5, p=1, one of five that it holds equal), the cheapest of the five here: 20 ms of processor time against
240 ms for what staff passwords get, and 7 MiB for each counter that registers at the same moment.
"""

import hashlib
import hmac
import secrets

from argon2.exceptions import VerifyMismatchError
from argon2.low_level import Type, hash_secret, verify_secret
from django.conf import settings
from django.contrib.auth.hashers import check_password

MARK = "pin"
MEMORY_KIB, PASSES, LANES = 7168, 5, 1
SALT_BYTES, DIGEST_BYTES = 16, 32


def digest(digits: str) -> str:
    """The kept form of a PIN, another each time."""
    kept = hash_secret(
        _keyed(digits),
        secrets.token_bytes(SALT_BYTES),
        time_cost=PASSES,
        memory_cost=MEMORY_KIB,
        parallelism=LANES,
        hash_len=DIGEST_BYTES,
        type=Type.ID,
    )
    return MARK + kept.decode("ascii")


def fits(digits: str, kept: str) -> bool:
    """Whether a PIN is the kept one; digests from before PINs had their own form are read as passwords."""
    if not kept.startswith(f"{MARK}$"):
        return check_password(digits, kept)
    try:
        return verify_secret(kept.removeprefix(MARK).encode("ascii"), _keyed(digits), Type.ID)
    except VerifyMismatchError:
        return False


def _keyed(digits: str) -> bytes:
    return hmac.new(settings.CODE_KEY.encode(), f"pin:{digits}".encode(), hashlib.sha256).digest()
