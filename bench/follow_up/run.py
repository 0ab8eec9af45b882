"""The measuring process: one database, named by the environment."""

import argparse
import os
import sys
import time

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402

from bench.servers import running_server  # noqa: E402
from bench.table import Report  # noqa: E402
from indimaj.commitments.models import Commitment  # noqa: E402
from indimaj.delivery.models import Action, Assignment, Evidence, Milestone  # noqa: E402
from indimaj.directory.models import Body  # noqa: E402
from indimaj.ports import clock  # noqa: E402

from . import asking, carrying, filling  # noqa: E402
from .pages import pages  # noqa: E402

WORKERS = 2


def main() -> int:
    """Fill, serve, ask, report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("database")
    for name in ("commitments", "actions", "bodies"):
        parser.add_argument(name, type=int)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    call_command("migrate", interactive=False, verbosity=0)
    country = _fill(options.commitments, options.actions, options.bodies)
    counted = (Commitment, Action, Body, Assignment, Milestone, Evidence)
    where = ", ".join(f"{one.objects.count():,} {one._meta.verbose_name_plural}" for one in counted)
    report = Report(f"follow_up on {options.database}", as_json=options.json)
    cookies = {"": ""} | {role: asking.session(staff) for role, staff in country.staff.items()}
    listed = pages(country)
    connections.close_all()
    with running_server(dict(os.environ), processes=WORKERS, threads=8) as server:
        for page in listed:
            asking.describe(report, page, cookies[page.who])
            asking.load(report, page, server, cookies[page.who])
    report.close(f"{where}. Times hold the network of this machine and both cores' other work.")
    return 0


def _fill(commitments: int, actions: int, bodies: int) -> filling.Country:
    country = filling.Country(today=clock.today(), now=clock.now())
    began = time.monotonic()
    steps = (
        ("bodies", lambda: filling.fill_bodies(country, bodies)),
        ("events", lambda: filling.fill_events(country)),
        ("commitments", lambda: filling.fill_commitments(country, commitments)),
        ("the import", lambda: filling.fill_import(country)),
        ("one of each compared", lambda: carrying.same_as_the_actions(country)),
        ("actions", lambda: carrying.fill_delivery(country, actions)),
        ("rounds", lambda: filling.fill_rounds(country)),
        ("an edition", lambda: filling.fill_reports(country)),
        ("links", lambda: filling.fill_links(country)),
    )
    for name, step in steps:
        step()
        sys.stderr.write(f"{time.monotonic() - began:.0f} s: {name}\n")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    return country


if __name__ == "__main__":
    raise SystemExit(main())
