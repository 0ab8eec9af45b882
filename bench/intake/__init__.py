"""Complete deposits a second, durable; and none lost or doubled when the server is killed.

Each deposit is the counter's whole screen in one post: identity, stated facts, PIN, papers seen; the file, its search
keys, facts, evidence, receipt and ledger lines are written before the answer. A deposit counts once its receipt page
was read in full. Then the server is killed with SIGKILL under that load, fifty times, and every deposit whose receipt
was read must be there, none twice, and the ledger must verify. Aim: 30 a second on PostgreSQL.

SIGKILL leaves the page cache, so it shows what a process loses, not what a power cut does: the settings that make a
commit durable are asserted on a live connection.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.servers import temporary_postgres

DATABASES = ("postgresql", "sqlite")


def add_arguments(page: argparse.ArgumentParser) -> None:
    """Options of this measurement."""
    page.add_argument("--seconds", type=int, default=20, help="how long the load is held (20)")
    page.add_argument("--kills", type=int, default=50, help="how often the server is killed (50)")
    page.add_argument("--database", choices=DATABASES, help="only this database")


def main(options: argparse.Namespace) -> int:
    """Measure on each database, each in a process of its own."""
    seconds, kills = (3, 2) if options.quick else (options.seconds, options.kills)
    worst = 0
    for database in DATABASES:
        if options.database in (None, database):
            worst = max(worst, measure(database, seconds, kills, as_json=options.json))
    return worst


def measure(database: str, seconds: int, kills: int, *, as_json: bool) -> int:
    """Load and kill on one database; returns the exit code."""
    folder = Path(tempfile.mkdtemp(prefix="indimaj-bench-"))
    try:
        (folder / "this-is-a-demonstration").touch()
        environment = {**os.environ, "INDIMAJ_MODE": "demo", "INDIMAJ_DATA": str(folder)}
        environment |= {"DJANGO_SETTINGS_MODULE": "indimaj.config.settings", "INDIMAJ_DEMO_DAYS_BACK": "4300"}
        command = [sys.executable, "-P", "-m", "bench.intake.run", database, str(seconds), str(kills)]
        command += ["--json"] if as_json else []
        if database == "sqlite":
            environment.pop("DATABASE_URL", None)
            return subprocess.run(command, env=environment, check=False).returncode
        with temporary_postgres() as address:
            return subprocess.run(
                command, env=environment | {"DATABASE_URL": address}, check=False
            ).returncode
    finally:
        shutil.rmtree(folder)
