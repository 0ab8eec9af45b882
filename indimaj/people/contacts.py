"""Phone numbers as people type them, kept in one international form."""

import phonenumbers

HOME = "MA"


class PhoneError(ValueError):
    """The text is no phone number that anybody could be called on."""


def phone_number(text: str) -> str:
    """The number as +212612345678; an empty text stays empty. Raises PhoneError."""
    if not text.strip():
        return ""
    try:
        number = phonenumbers.parse(text, HOME)
    except phonenumbers.NumberParseException:
        raise PhoneError(text) from None
    if not phonenumbers.is_possible_number(number):
        raise PhoneError(text)
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
