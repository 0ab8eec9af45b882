"""`indimaj migrate`, `wall`, `ledger verify` and `manage`: what is done to the database by hand."""

from __future__ import annotations

import argparse
import sys

from .command_page import Among, Verb, verb_maker
from .start import start_django


def add_verbs(verbs: Among[argparse.ArgumentParser], verb: Verb) -> None:
    """Add `migrate`, `wall`, `ledger` and `manage` to the command line."""
    verb(
        "migrate", run_migrate, "prepare the database and the static files for this version",
        "Creates or changes the tables, makes the cache table, collects the static files.\n"
        "Run it after each installation of a new version, before 'indimaj serve'.",
        "examples:\n  indimaj migrate\n  DATABASE_URL=postgresql://... indimaj migrate",
    )  # fmt: skip
    verb(
        "wall", run_wall, "print the statements that put the wall into PostgreSQL",
        "Prints what makes one database role for each side of the wall: neither can read the\n"
        "tables of the other. Run it as a user who may create roles, after each 'indimaj\n"
        "migrate'; then set INDIMAJ_DATABASE_WALL=1.",
        "examples:\n  indimaj wall --login indimaj | sudo -u postgres psql --single-transaction indimaj",
    ).add_argument("--login", default="CURRENT_USER", help="the database user of DATABASE_URL")  # fmt: skip
    ledger = verbs.add_parser("ledger", help="verify the record of who did and read what")
    verb_maker(ledger.add_subparsers(title="verbs", metavar="VERB", required=True))(
        "verify", run_ledger_verify, "find every line of the ledger that was changed, removed, reordered or cut",
        "Reads the whole ledger, names each fault, and prints the digest of the last seals: keep\n"
        "them outside the house. Exit code 1 when anything is not as it was written.",
        "examples:\n  indimaj ledger verify",
    )  # fmt: skip
    manage = verb(
        "manage", run_manage, "run one of Django's own commands",
        "Everything after 'manage' is handed to Django as it stands.",
        "examples:\n  indimaj manage create_administrator NAME\n  indimaj manage check --deploy",
    )  # fmt: skip
    manage.add_argument("arguments", nargs=argparse.REMAINDER, help="the Django command and its arguments")


def run_migrate(options: argparse.Namespace) -> int:
    """Bring tables, cache table and static files up to this version."""
    start_django()
    from django.core.management import call_command

    call_command("migrate", interactive=False)
    call_command("createcachetable")
    call_command("collectstatic", interactive=False, verbosity=0)
    return 0


def run_wall(options: argparse.Namespace) -> int:
    """Print the statements; nothing is changed."""
    start_django()
    from .database_wall import statements

    for statement in statements(options.login):
        print(f"{statement};")  # noqa: T201 -- what the command is for
    return 0


def run_ledger_verify(options: argparse.Namespace) -> int:
    """Read the ledger and report."""
    start_django()
    from indimaj.ledger.verify import run_verify

    return run_verify(sys.stdout)


def run_manage(options: argparse.Namespace) -> int:
    """Hand the rest to Django."""
    start_django()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["indimaj manage", *options.arguments])
    return 0
