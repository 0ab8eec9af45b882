"""Pages over a large campaign: how long, how many queries, how many bytes.

Builds a campaign of 3,000 invented files with the demo's own actions, multiplies its rows by SQL to the size asked,
serves it with granian (2 processes) and asks for the pages that an officer lives in, all files in one viewer's
scope. One request in flight per worker, then 16 in flight. Sizes: 100,000 on SQLite, 1.3 million on PostgreSQL,
unless --applications says another. The copies have no facts, evidence or ledger of their own: case pages are
asked of the originals.
"""

import argparse

from bench.servers import measuring_process

SIZES = {"sqlite": 100_000, "postgresql": 1_300_000}
MEMORY = {
    "sqlite": {},
    "postgresql": {"shared_buffers": "1GB", "maintenance_work_mem": "512MB", "max_wal_size": "8GB"},
}
QUICK = 6_000


def add_arguments(page: argparse.ArgumentParser) -> None:
    """Options of this measurement."""
    page.add_argument("--applications", type=int, help="how many files, on both databases")
    page.add_argument("--database", choices=sorted(SIZES), help="only this database")


def main(options: argparse.Namespace) -> int:
    """Measure on each database, each in a process of its own; returns the worst exit code."""
    worst = 0
    for database, usual in SIZES.items():
        if options.database in (None, database):
            size = QUICK if options.quick else options.applications or usual
            code = measuring_process(
                "bench.pages.run", database, str(size), as_json=options.json, **MEMORY[database]
            )
            worst = max(worst, code)
    return worst
