"""Complete deposits a second, durable; and none lost or doubled when the server is killed.

Each deposit is the counter's whole screen in one post: identity, stated facts, PIN, papers seen; the file, its search
keys, facts, evidence, receipt and ledger lines are written before the answer. A deposit counts once its receipt page
was read in full. Then the server is killed with SIGKILL under that load, fifty times, and every deposit whose receipt
was read must be there, none twice, and the ledger must verify. Aim: 30 a second on PostgreSQL.

Beside the rate stands what a deposit costs in processor time, of the server and of the database: on a machine that
does something else too, the rate says more of that than of this.

SIGKILL leaves the page cache, so it shows what a process loses, not what a power cut does: the settings that make a
commit durable are asserted on a live connection.
"""

import argparse

from bench.servers import measuring_process

DATABASES = ("postgresql", "sqlite")


def add_arguments(page: argparse.ArgumentParser) -> None:
    """Options of this measurement."""
    page.add_argument("--seconds", type=int, default=20, help="how long the load is held (20)")
    page.add_argument("--kills", type=int, default=50, help="how often the server is killed (50)")
    page.add_argument("--database", choices=DATABASES, help="only this database")


def main(options: argparse.Namespace) -> int:
    """Measure on each database, each in a process of its own; returns the worst exit code."""
    seconds, kills = (3, 2) if options.quick else (options.seconds, options.kills)
    worst = 0
    for database in DATABASES:
        if options.database in (None, database):
            code = measuring_process(
                "bench.intake.run", database, str(seconds), str(kills), as_json=options.json
            )
            worst = max(worst, code)
    return worst
