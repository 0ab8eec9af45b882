"""How long a password must be, in words that our catalogues translate."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import ngettext


class LongEnough(MinimumLengthValidator):
    """Django's own sentence changed in 5.2 and has no Arabic or French any more."""

    def get_error_message(self) -> str:
        """What is wrong and what to do."""
        sentence = ngettext(
            "This password is too short: it needs at least %(number)d character.",
            "This password is too short: it needs at least %(number)d characters.",
            self.min_length,
        )
        return sentence % {"number": self.min_length}
