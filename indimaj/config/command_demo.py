"""`indimaj demo`: a campaign of invented people, built once in a folder of its own, and served."""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from .command_page import Verb
from .command_serve import add_address, address, serve
from .start import CommandError, say, start_django

ROOT = Path(__file__).resolve().parents[2]
MARK = "this-is-a-demonstration"
HOST = "127.0.0.1"
# The day of the last published count of first instance: 27,332 applications, 17,916 favourable.
CLOCK_STARTS = date(2015, 2, 9)


def add_verb(verb: Verb) -> None:
    """Add `demo` to the command line."""
    demo = verb(
        "demo", run_demo, "build a campaign of invented people and serve it",
        "Makes a database in a folder of its own, loads the Morocco policy, builds a campaign\n"
        "of invented people with the proportions of 2014, starts its own job worker, and\n"
        "serves it on this machine only. A second start serves what is there; a build that\n"
        "was interrupted is taken up again. Ctrl-C stops everything.\n\n"
        "DATABASE_URL and INDIMAJ_* settings are set aside: a demo never writes into another\n"
        "database and never sends a message.",
        "examples:\n"
        "  indimaj demo\n"
        "  indimaj demo --applications 27649       the whole campaign of 2014\n"
        "  indimaj demo --port 8080 --data ~/indimaj-demo\n"
        "  indimaj demo --fresh                    throw the demo away and build it anew",
    )  # fmt: skip
    demo.add_argument(
        "--applications",
        type=_at_least_one,
        metavar="N",
        help="how many files the campaign has (default: 3000)",
    )
    add_address(demo)
    demo.add_argument(
        "--data", type=Path, default=ROOT / "var" / "demo", metavar="DIR", help="folder of the demo"
    )
    demo.add_argument("--fresh", action="store_true", help="delete what the folder holds first")
    demo.add_argument("--build-only", action="store_true", help="build the campaign and do not serve it")


def run_demo(options: argparse.Namespace) -> int:
    """Build what is missing, then serve."""
    folder = options.data.expanduser().resolve()
    with claimed(folder, fresh=options.fresh) as mark:
        set_demo_environment(folder, options.port)
        (folder / "static").mkdir(exist_ok=True)
        start_django()
        build_missing(mark, options.applications)
        if options.build_only:
            return 0
        return serve(HOST, options.port, 2, 4, when_up=lambda: introduce(options.port))


@contextmanager
def claimed(folder: Path, *, fresh: bool) -> Iterator[Path]:
    """Hold the demo's folder for this process alone; refuse a folder that is not a demo's."""
    mark = folder / MARK
    if folder.exists() and any(folder.iterdir()) and not mark.exists():
        raise CommandError(f"{folder} holds other things than a demo. Give another folder with --data.")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with mark.open("a+") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            raise CommandError(f"A demo is already running on {folder}.") from problem
        if fresh:
            _empty(folder, mark)
        yield mark


def set_demo_environment(folder: Path, port: int) -> None:
    """Set aside the settings of any other installation and name the demo's own."""
    for name in [name for name in os.environ if name.startswith("INDIMAJ_")]:
        del os.environ[name]
    if os.environ.pop("DATABASE_URL", ""):
        say("DATABASE_URL is set aside: the demo has a database of its own.")
    os.environ["INDIMAJ_MODE"] = "demo"
    os.environ["INDIMAJ_DEMO_DAYS_BACK"] = str(days_back(folder / MARK))
    os.environ["INDIMAJ_DATA"] = str(folder)
    os.environ["INDIMAJ_ADDRESS"] = address(HOST, port).rstrip("/")


def days_back(mark: Path) -> int:
    """How many days the demo's clock is behind: set by the first build, so that its time goes on from there."""
    found = read_mark(mark)
    if "days_back" not in found:
        found["days_back"] = (datetime.now(UTC).date() - CLOCK_STARTS).days
        mark.write_text(json.dumps(found))
    return found["days_back"]


def build_missing(mark: Path, applications: int | None) -> None:
    """Build the campaign unless the mark says that it is complete; take up what was interrupted."""
    found = read_mark(mark)
    planned = found.get("applications")
    if planned and applications and planned != applications:
        raise CommandError(
            f"This demo was made for {planned} applications. Add --fresh, or name another --data."
        )
    wanted = applications or planned or 3000
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", interactive=False, verbosity=0)
    if not found.get("complete"):
        from indimaj.demo.build import build
        from indimaj.demo.service_side import build_service_side

        mark.write_text(json.dumps({**found, "applications": wanted, "complete": 0}))
        say(f"Building a campaign of {wanted} invented applications in {mark.parent}")
        started = time.monotonic()
        build(wanted, Progress())
        build_service_side(Progress())
        say(f"Built in {time.monotonic() - started:.0f} seconds.")
        mark.write_text(json.dumps({**found, "applications": wanted, "complete": 1}))
    connections.close_all()


def read_mark(mark: Path) -> dict[str, int]:
    """Return what the mark records of the last build; empty before the first."""
    text = mark.read_text()
    return dict(json.loads(text)) if text else {}


def introduce(port: int) -> None:
    """Tell the person where the demo is and who they can be."""
    from indimaj.demo import accounts, guests

    say(f"\nIndimaj demo, people are invented:  {address(HOST, port)}\n")
    width = max(len(account.username) for account in accounts())
    for account in accounts():
        say(f"  {account.username:<{width}}  {account.password}   {account.role}")
    for guest in guests():
        say(f"\n  To come in as the person ({guest.about}):")
        say(f"  {guest.reference}   code {guest.code}   PIN {guest.pin}")
    say("\nCtrl-C stops it.")


class Progress:
    """Shows how far a build is: one moving line on a terminal, a line for each tenth elsewhere."""

    def __init__(self) -> None:
        self.moving = sys.stderr.isatty()
        self.last = ("", -1)

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Note that `done` of `total` pieces of a stage are there."""
        percent = 100 * done // max(total, 1)
        step = (stage, percent if self.moving else percent // 10)
        if step == self.last:
            return
        self.last = step
        line = f"  {stage} {percent:3d}%  ({done} / {total})"
        if not self.moving:
            say(line)
        else:
            say(f"\r{line:<70}", end="\n" if done >= total else "")


def _empty(folder: Path, mark: Path) -> None:
    for thing in folder.iterdir():
        if thing == mark:
            mark.write_text("")
        elif thing.is_dir() and not thing.is_symlink():
            shutil.rmtree(thing)
        else:
            thing.unlink()


def _at_least_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("write a number of at least 1")
    return number
