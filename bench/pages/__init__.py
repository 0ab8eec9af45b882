"""Pages over a large campaign: how long, how many queries, how many bytes.

Builds a campaign of 3,000 invented files with the demo's own actions, multiplies its rows by SQL to the size asked,
serves it with granian (2 processes) and asks for the pages that an officer lives in, all files in one viewer's
scope. One request in flight per worker, then 16 in flight. Sizes: 100,000 on SQLite, 1.3 million on PostgreSQL,
unless --applications says another. The copies have no facts, evidence or ledger of their own: case pages are
asked of the originals.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.servers import temporary_postgres

SIZES = {"sqlite": 100_000, "postgresql": 1_300_000}
QUICK = 6_000


def add_arguments(page: argparse.ArgumentParser) -> None:
    """Options of this measurement."""
    page.add_argument("--applications", type=int, help="how many files, on both databases")
    page.add_argument("--database", choices=sorted(SIZES), help="only this database")


def main(options: argparse.Namespace) -> int:
    """Measure on each database, each in a process of its own."""
    worst = 0
    for database, usual in SIZES.items():
        if options.database in (None, database):
            size = QUICK if options.quick else options.applications or usual
            worst = max(worst, measure(database, size, as_json=options.json))
    return worst


def measure(database: str, size: int, *, as_json: bool) -> int:
    """Build and measure on one database; returns the exit code."""
    folder = Path(tempfile.mkdtemp(prefix="indimaj-bench-"))
    try:
        (folder / "this-is-a-demonstration").touch()
        environment = {**os.environ, "INDIMAJ_MODE": "demo", "INDIMAJ_DATA": str(folder)}
        environment |= {"DJANGO_SETTINGS_MODULE": "indimaj.config.settings", "INDIMAJ_DEMO_DAYS_BACK": "4300"}
        command = [sys.executable, "-P", "-m", "bench.pages.run", database, str(size)]
        command += ["--json"] if as_json else []
        if database == "sqlite":
            environment.pop("DATABASE_URL", None)
            return subprocess.run(command, env=environment, check=False).returncode
        with temporary_postgres(shared_buffers="1GB", maintenance_work_mem="512MB") as address:
            return subprocess.run(
                command, env=environment | {"DATABASE_URL": address}, check=False
            ).returncode
    finally:
        shutil.rmtree(folder)
