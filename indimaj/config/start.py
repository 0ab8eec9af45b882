"""What the command line's verbs share: starting Django, and one-line messages to the person who typed."""

from __future__ import annotations

import os
import sys
import zoneinfo
from datetime import date, datetime


class CommandError(Exception):
    """The verb cannot go on; the text says why and what to do."""


def start_django() -> None:
    """Load the settings and the rooms; a missing or wrong setting becomes one line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "indimaj.config.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
        _make_data_folder()
    except ImproperlyConfigured as problem:
        raise CommandError(str(problem)) from problem


def expected_errors() -> tuple[type[Exception], ...]:
    """Return the errors whose text alone tells the person enough; Django's only once it is loaded."""
    if "django.db" not in sys.modules:
        return (CommandError,)
    from django.core.management import CommandError as DjangoCommandError
    from django.db import OperationalError

    return (CommandError, DjangoCommandError, OperationalError)


def _make_data_folder() -> None:
    from django.conf import settings

    try:
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as problem:
        raise CommandError(f"The data folder cannot be made ({problem}). INDIMAJ_DATA names it.") from problem


def today() -> date:
    """Return the day in Rabat, by the zone tables of our own `tzdata`: the system's may still add an hour."""
    zoneinfo.reset_tzpath(to=[])
    return datetime.now(zoneinfo.ZoneInfo("Africa/Casablanca")).date()


def say(line: str, *, end: str = "\n") -> None:
    """Write to the person, apart from what a program may read from standard output."""
    sys.stderr.write(f"{line}{end}")
    sys.stderr.flush()
