"""How a log line is dated."""

import logging
import time


class UtcFormatter(logging.Formatter):
    """Dates in UTC: the system's zone tables may still add an hour to Morocco, and logs must compare."""

    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    @staticmethod
    def converter(timestamp: float | None) -> time.struct_time:
        """Return the moment in UTC."""
        return time.gmtime(timestamp)
