"""A month of figures over a country: counted, counted again and published.

Builds a campaign and the service side with the rooms' own actions, multiplies applications with their opinions,
decisions and notices by SQL to 1.3 million and referrals to five million over a million people, and freezes a month
with all its figures and those of the quarter: under two minutes. Then publishes it, which counts everything a second
time, and reads the pages. PostgreSQL only.
"""

import argparse

from bench.servers import measuring_process

SIZES = {"applications": 1_300_000, "services": 50_000, "people": 1_000_000, "referrals": 5_000_000}
QUICK = {"applications": 3_000, "services": 2_000, "people": 10_000, "referrals": 50_000}
MEMORY = {
    "shared_buffers": "1GB",
    "maintenance_work_mem": "512MB",
    "work_mem": "64MB",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "30min",
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
    return measuring_process("bench.measures.run", "postgresql", *sizes, as_json=options.json, **MEMORY)
