"""The `indimaj` command: one parser, one function for each verb.

Only the verbs that touch the casework start Django; `assess`, `facts` and `law` run without it and without a
database.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from indimaj import policies
from indimaj.law import command as law

from . import command_backup, command_daily, command_database, command_demo, command_report, command_serve
from .command_page import verb_maker
from .start import expected_errors, say, today

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
  indimaj daily                                  what must happen each day
  indimaj report --edition 1                     the report in three languages
  indimaj ledger verify                          has anybody changed the record?
  indimaj backup /srv/backup/2026-11-23"""


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
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="indimaj", description=TEXT, epilog=EXAMPLES, formatter_class=raw)
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)

    verb = verb_maker(verbs)
    command_demo.add_verb(verb)
    law.add_arguments(verbs, policies, today)
    command_serve.add_verbs(verb)
    command_database.add_verbs(verbs, verb)
    command_daily.add_verb(verb)
    command_report.add_verb(verb)
    command_backup.add_verbs(verb)
    return parser
