"""Runs the `indimaj` command as a person would: another process, its own settings and data folder."""

import os
import subprocess
import sys
from pathlib import Path

PRODUCTION = {
    "INDIMAJ_SECRET_KEY": "a-key-of-the-tests-for-sessions-and-forms-0123456789",
    "INDIMAJ_CODE_KEY": "a-key-of-the-tests-for-the-codes-0123456789",
    "INDIMAJ_LEDGER_KEY": "a-key-of-the-tests-for-the-ledger-0123456789",
    "INDIMAJ_HOSTS": "indimaj.example",
    "INDIMAJ_NO_SCANNER": "1",
    "DATABASE_URL": "postgresql://indimaj@127.0.0.1:1/indimaj",
}
COMMAND = [sys.executable, "-P", "-m", "indimaj"]


def environment(**settings: str) -> dict[str, str]:
    """Return this process's environment with these settings and no other of the platform's."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("INDIMAJ_", "DATABASE_URL", "DJANGO_"))}
    return {**kept, **settings}


def indimaj(*arguments: str | Path, text: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    """Run one verb to its end."""
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.run(command, env=environment(**settings), capture_output=True, text=True, input=text)
