"""How a log line is dated."""

import logging
import time


class UtcFormatter(logging.Formatter):
    """Dates in UTC: the system's zone tables may still add an hour to Morocco, and logs must compare."""

    converter = time.gmtime
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"
