"""References that people can read out, and access codes that nobody can guess."""

import hashlib
import hmac
import re
import secrets

from django.conf import settings

# Crockford's base 32: no I, L, O or U, so that what is read aloud is written down the same.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_BITS = 80
_LOOKALIKES = str.maketrans("ILO", "110")
_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def new_reference(campaign: str) -> str:
    """A reference such as 2014-7KQ2-M9TX: random, so that it tells nothing, and ended by a check character."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(7))
    whole = body + check_character(body)
    return f"{campaign}-{whole[:4]}-{whole[4:]}"


def read_reference(text: str) -> str | None:
    """A reference as it was printed, from what somebody typed; None when no reference could be meant."""
    plain = re.sub(r"[\W_]", "", text.translate(_ARABIC_DIGITS).upper())
    campaign, body = plain[:-8], plain[-8:].translate(_LOOKALIKES)
    if not campaign or len(campaign) > 12 or not all(sign in ALPHABET for sign in body):
        return None
    if check_character(body[:7]) != body[7]:
        return None
    return f"{campaign}-{body[:4]}-{body[4:]}"


def check_character(body: str) -> str:
    """Luhn's sum in base 32: finds one wrong sign and most exchanges of two neighbours."""
    total = 0
    for place, sign in enumerate(reversed(body)):
        value = ALPHABET.index(sign) * (2 if place % 2 == 0 else 1)
        total += value // 32 + value % 32
    return ALPHABET[-total % 32]


def new_code() -> str:
    """An access code of 80 random bits in groups of four; it is printed once and kept only as a digest."""
    number = secrets.randbits(CODE_BITS)
    signs = "".join(ALPHABET[number >> shift & 31] for shift in range(0, CODE_BITS, 5))
    return "-".join(signs[start : start + 4] for start in range(0, len(signs), 4))


def digest(code: str) -> str:
    """The keyed digest of a code, whatever the case, the spaces and the lookalikes it was typed with."""
    plain = re.sub(r"[\W_]", "", code.translate(_ARABIC_DIGITS).upper()).translate(_LOOKALIKES)
    return hmac.new(settings.CODE_KEY.encode(), plain.encode(), hashlib.sha256).hexdigest()


def read_pin(text: str) -> str | None:
    """Six digits, in any of the digit shapes that keyboards here write; None otherwise."""
    plain = re.sub(r"\s", "", text.translate(_ARABIC_DIGITS))
    return plain if re.fullmatch(r"[0-9]{6}", plain) else None
