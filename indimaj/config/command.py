"""The `indimaj` command: one parser, one function for each verb.

Only the verbs that touch the casework start Django; `assess`, `facts` and `law` run without it and without a
database.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from indimaj import policies
from indimaj.law import command as law

from . import command_backup, command_demo, command_serve
from .start import expected_errors, say, start_django, today

TEXT = """\
Indimaj runs a country's migrant-integration policy: applications, reasoned
decisions, letters and figures, in Arabic, French and English.

Settings come from the environment; docs/reference/settings.md lists them.
'indimaj VERB --help' is the manual page of one verb."""
EXAMPLES = """\
examples:
  indimaj demo                                   look around, with invented people
  indimaj assess --policy morocco --on 2014-06-01 facts.json
  indimaj law show --policy morocco --on 2015-11-01 --lang fr
  indimaj serve --port 8000                      web server and worker
  indimaj ledger verify                          has anybody changed the record?
  indimaj backup /srv/backup/2026-11-23"""

Run = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; a mistake of the person or of the settings is one line, never a traceback."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = make_parser().parse_args(given)
    try:
        code = int(options.run(options))
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except Exception as problem:
        if not isinstance(problem, expected_errors()):
            raise
        say(f"indimaj: {str(problem).strip()}")
        return 1


def make_parser() -> argparse.ArgumentParser:
    """Return the parser with every verb and its manual page."""
    shape = {"formatter_class": argparse.RawDescriptionHelpFormatter}
    parser = argparse.ArgumentParser(prog="indimaj", description=TEXT, epilog=EXAMPLES, **shape)  # type: ignore[arg-type]
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)

    def verb(name: str, run: Run, summary: str, text: str, examples: str) -> argparse.ArgumentParser:
        page = verbs.add_parser(
            name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.\n\n{text}", epilog=examples,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )  # fmt: skip
        page.set_defaults(run=run)
        return page

    command_demo.add_verb(verb)
    law.add_arguments(verbs, policies, today)
    command_serve.add_verbs(verb)
    _add_database_verbs(verb)
    command_backup.add_verbs(verb)
    return parser


def _add_database_verbs(verb: Callable[..., argparse.ArgumentParser]) -> None:
    verb(
        "migrate", _migrate, "prepare the database and the static files for this version",
        "Creates or changes the tables, makes the cache table, collects the static files.\n"
        "Run it after each installation of a new version, before 'indimaj serve'.",
        "examples:\n  indimaj migrate\n  DATABASE_URL=postgresql://... indimaj migrate",
    )  # fmt: skip
    manage = verb(
        "manage", _manage, "run one of Django's own commands",
        "Everything after 'manage' is handed to Django as it stands.",
        "examples:\n  indimaj manage createsuperuser\n  indimaj manage check --deploy",
    )  # fmt: skip
    manage.add_argument("arguments", nargs=argparse.REMAINDER, help="the Django command and its arguments")


def _migrate(options: argparse.Namespace) -> int:
    start_django()
    from django.core.management import call_command

    call_command("migrate", interactive=False)
    call_command("createcachetable")
    call_command("collectstatic", interactive=False, verbosity=0)
    return 0


def _manage(options: argparse.Namespace) -> int:
    start_django()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["indimaj manage", *options.arguments])
    return 0
