"""The service side at a country's size: finder, queues, people, own page, attendance, and a package taken in.

Builds the demo's service side with the rooms' own actions, takes in a generated HSDS package of 50,000 services (timed:
under a minute), multiplies people and referrals by SQL to a million and five million, serves it with granian (2
processes) and asks for each page. One request in flight per worker (p95 at most 100 ms), then 16 in flight. One
caseworker has 200 people, one provider 10,000 referrals without an answer; every other one a believable share. The
attendance of 30 people is saved in one request, day after day. PostgreSQL only. The copies have no ledger of their own.
"""

import argparse

from bench.servers import measuring_process

SIZES = {"services": 50_000, "people": 1_000_000, "referrals": 5_000_000}
QUICK = {"services": 2_000, "people": 10_000, "referrals": 50_000}
MEMORY = {
    "shared_buffers": "1GB",
    "maintenance_work_mem": "512MB",
    "work_mem": "32MB",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "30min",
    # As installed beside SSDs; the default is for turning disks.
    "random_page_cost": "1.1",
}


def add_arguments(page: argparse.ArgumentParser) -> None:
    """Options of this measurement."""
    for name, usual in SIZES.items():
        page.add_argument(f"--{name}", type=int, help=f"how many ({usual:,})")


def main(options: argparse.Namespace) -> int:
    """Measure in a process of its own; returns its exit code."""
    usual = QUICK if options.quick else SIZES
    sizes = [str(getattr(options, name) or usual[name]) for name in SIZES]
    return measuring_process("bench.services.run", "postgresql", *sizes, as_json=options.json, **MEMORY)
