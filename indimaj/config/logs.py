"""How a log line is dated, and what stands in none."""

import logging
import re
import time

# A long piece of an address that is no number of a row: the token of a link or of a square code.
KEY = re.compile(r"(?<=/)(?![0-9a-f]{8}-[0-9a-f]{4}-)[\w-]{30,}", re.ASCII)


class UtcFormatter(logging.Formatter):
    """Dates in UTC: the system's zone tables may still add an hour to Morocco, and logs must compare."""

    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    @staticmethod
    def converter(timestamp: float | None) -> time.struct_time:
        """Return the moment in UTC."""
        return time.gmtime(timestamp)


class HideKeys(logging.Filter):
    """An address that is itself a key never stands in a log: whoever reads the log could use it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Write what Django says of a page with the key left out."""
        if record.name.startswith("django."):
            said = record.getMessage()
            if (hidden := KEY.sub("…", said)) != said:
                record.msg, record.args = hidden, ()
        return True
