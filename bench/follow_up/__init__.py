"""The follow-up at a country's size: dialogue, commitments, delivery, consultations, the desk of reports, the policy.

Fills a database with 1,000 bodies, 10,000 commitments out of documents with marked sentences, and 50,000 actions with
partners, steps, words and evidence: through the rooms' actions where they have a set form, else by rows as they leave
them (the filling is stopped where one differs from what the action writes). Where a commitment stands is derived, so
nothing of it is filled in. Serves it with granian (2 processes) and asks for each page 200 times, one request in flight
(p95 at most 100 ms), and counts the questions to the database (12). SQLite, then PostgreSQL. No peer. Mandates
and the rows of `carrying.py` have no lines in the ledger.
"""

import argparse

from bench.servers import measuring_process

SIZES = {"commitments": 10_000, "actions": 50_000, "bodies": 1_000}
QUICK = {"commitments": 300, "actions": 1_500, "bodies": 60}
MEMORY: dict[str, dict[str, str]] = {
    "sqlite": {},
    "postgresql": {"shared_buffers": "512MB", "max_wal_size": "4GB", "random_page_cost": "1.1"},
}


def add_arguments(page: argparse.ArgumentParser) -> None:
    """Options of this measurement."""
    for name, usual in SIZES.items():
        page.add_argument(f"--{name}", type=int, help=f"how many ({usual:,})")
    page.add_argument("--database", choices=sorted(MEMORY), help="only this database")


def main(options: argparse.Namespace) -> int:
    """Measure on each database, each in a process of its own; returns the worst exit code."""
    usual = QUICK if options.quick else SIZES
    sizes = [str(getattr(options, name) or usual[name]) for name in SIZES]
    worst = 0
    for database, parameters in MEMORY.items():
        if options.database in (None, database):
            code = measuring_process(
                "bench.follow_up.run", database, *sizes, as_json=options.json, **parameters
            )
            worst = max(worst, code)
    return worst
