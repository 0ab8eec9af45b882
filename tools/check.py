"""bin/test: everything that must hold, from lint to a person's path in a browser; the last line is the sum.

examples:
  bin/test --quick                 lint, types, stairs, and the fast tests
  bin/test                         the same, all tests on SQLite and PostgreSQL, journeys
  bin/test --all                   journeys in each language, on desk and phone, on both databases
  bin/test tests/law -k quorum     only these tests, on SQLite; everything after is pytest's

Where PostgreSQL or Chromium is not installed, that part is left out loudly; when CI is set, it has failed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from bench.servers import postgres_programs, temporary_postgres
from tests.browser import find_chromium

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
TOOLS = {
    "Lint": ["ruff", "check", "--quiet", "."],
    "Format": ["ruff", "format", "--check", "--quiet", "."],
    "Types": ["mypy", "indimaj"],
    "Stairs": ["lint-imports", "--no-logo"],
}


@dataclass
class Tally:
    """What passed, failed and was left out over all parts."""

    strict: bool
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    told: list[str] = field(default_factory=list)

    def leave_out(self, what: str, count: int = 1) -> None:
        """Count something that did not run; loudly, and as a failure where a skip is one."""
        if self.strict:
            self.failed += count
        else:
            self.skipped += count
        self.told.append(what)
        print(f"\n{'!' * 100}\n!! {'FAILED' if self.strict else 'LEFT OUT'}: {what}\n{'!' * 100}", flush=True)

    def line(self) -> str:
        """Return the closing line."""
        rest = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{rest}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the parts that the options name; end with 1 if anything failed."""
    options, rest = make_parser().parse_known_args(arguments)
    os.chdir(ROOT)
    tally = Tally(strict=bool(os.environ.get("CI")))
    started = time.monotonic()
    if rest:
        run_pytest(tally, "Tests on SQLite", *rest)
    else:
        run_tools(tally)
        run_unit_tests(tally, quick=options.quick, everything=options.all)
        if not options.quick:
            run_journeys(tally, everything=options.all)
    for what in tally.told:
        print(f"not run: {what}")
    print(f"{time.monotonic() - started:.0f} seconds")
    print(tally.line(), flush=True)
    return 1 if tally.failed or not tally.passed else 0


def make_parser() -> argparse.ArgumentParser:
    """Return the options of bin/test; whatever it does not know is handed to pytest."""
    summary, _, examples = (__doc__ or "").partition("\n\n")
    parser = argparse.ArgumentParser(
        prog="bin/test",
        description=summary,
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage="bin/test [--quick | --all | PYTEST-ARGUMENTS ...]",
        allow_abbrev=False,
    )
    size = parser.add_mutually_exclusive_group()
    size.add_argument(
        "--quick", action="store_true", help="lint, types, stairs and the fast tests, on SQLite"
    )
    size.add_argument("--all", action="store_true", help="every language, screen and database")
    return parser


def run_tools(tally: Tally) -> None:
    """Run the checks that read the code."""
    for name, command in TOOLS.items():
        announce(name)
        if subprocess.run([BIN / command[0], *command[1:]]).returncode:
            tally.failed += 1
            print(f"{name}: FAILED", flush=True)
        else:
            tally.passed += 1


def run_unit_tests(tally: Tally, *, quick: bool, everything: bool) -> None:
    """Run all but the journeys on SQLite; again what touches the database on PostgreSQL."""
    left_out = ["journey", *([] if everything else ["full"]), *(["heavy"] if quick else [])]
    chosen = ["-n", "2", "--dist", "loadfile", "-m", " and ".join(f"not {mark}" for mark in left_out)]
    run_pytest(tally, "Tests on SQLite", *chosen)
    if quick:
        return
    if postgres_programs() is None:
        tally.leave_out("tests on PostgreSQL: it is not installed here (apt install postgresql)")
        return
    with temporary_postgres(durable=False) as url:
        run_pytest(tally, "Tests on PostgreSQL", *chosen, "--database-only", database_url=url)


def run_journeys(tally: Tally, *, everything: bool) -> None:
    """Walk the journeys in a real browser."""
    if find_chromium() is None:
        tally.leave_out("journeys: no Chromium here (apt install chromium, or set INDIMAJ_CHROMIUM)")
        return
    chosen = ["-m", "journey", "-n", "2"]
    if not everything:
        chosen += ["-m", "journey and not full", "--languages", "ar", "--screens", "desk"]
    run_pytest(tally, "Journeys on SQLite", *chosen)
    if everything and postgres_programs() is not None:
        with temporary_postgres(durable=False) as url:
            run_pytest(tally, "Journeys on PostgreSQL", *chosen, database_url=url)


def run_pytest(tally: Tally, name: str, *arguments: str, database_url: str = "") -> None:
    """Run pytest once and add its counts; a run that ends without counts is one failure."""
    announce(name)
    environ = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    if database_url:
        environ["DATABASE_URL"] = database_url
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="indimaj-check-"))
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-P", "-m", "pytest", f"--junitxml={report}", *arguments]
        code = subprocess.run(command, env=environ).returncode
        counts = read_counts(report)
    tally.passed += counts["tests"] - counts["failures"] - counts["errors"] - counts["skipped"]
    tally.failed += counts["failures"] + counts["errors"]
    if counts["skipped"]:
        tally.leave_out(f"{counts['skipped']} tests of '{name}' skipped themselves", counts["skipped"])
    if code and not counts["failures"] + counts["errors"]:
        tally.failed += 1
        print(f"{name}: pytest ended with {code}", flush=True)


def read_counts(report: Path) -> dict[str, int]:
    """Return what a JUnit report counts; zeros where pytest did not live to write one."""
    counts = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
    if report.exists():
        for suite in ElementTree.parse(report).getroot().iter("testsuite"):
            for name in counts:
                counts[name] += int(suite.get(name, "0"))
    return counts


def announce(name: str) -> None:
    """Say which part begins."""
    print(f"\n== {name}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
