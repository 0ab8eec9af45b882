"""`indimaj manage services import|export|chase`: the directory of services in and out, and its owners asked."""

import sys
from argparse import ArgumentParser
from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from indimaj.directory.enums import Theme
from indimaj.directory.models import Body
from indimaj.ledger.actors import Actor
from indimaj.ports import clock
from indimaj.ports.mail import NotSent
from indimaj.services.actions import chase_stale
from indimaj.services.actions.importing import import_package
from indimaj.services.actions.rows import Gazetteer
from indimaj.services.hsds import checks, export
from indimaj.services.hsds.columns import Settings
from indimaj.services.hsds.package import NotReadable
from indimaj.services.models import ImportRun

BY = Actor.system("services-command")


class Command(BaseCommand):
    help = "Takes a package of the Open Referral standard (HSDS 3) in, gives the directory out, asks owners to check."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Three verbs."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        take = verbs.add_parser("import", help="take a .json, .zip, .csv or .xlsx in; every oddity is told")
        take.add_argument("file", type=Path)
        take.add_argument(
            "--theme", choices=Theme.values, default=str(Theme.SOCIAL), help="where none is named"
        )
        take.add_argument(
            "--language", choices=("ar", "fr", "en"), default="en", help="what the texts are written in"
        )
        take.add_argument(
            "--from",
            dest="origin",
            default="",
            help="name of the directory that it comes from (default: the body)",
        )
        take.add_argument("--body", default="", help="code of the body whose package it is")
        take.add_argument(
            "--all", action="store_true", help="print every oddity, not the first three of a kind"
        )
        give = verbs.add_parser("export", help="give the directory out")
        give.add_argument("file", nargs="?", type=Path, help="standard output when there is none")
        give.add_argument("--csv", action="store_true", help="a table, one service a line")
        give.add_argument("--xlsx", action="store_true", help="the table as a workbook; needs a file")
        verbs.add_parser("chase", help="ask the owners of entries that are due for a check")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run one of the three, in English like every command."""
        run = {"import": self._import, "export": self._export, "chase": self._chase}
        with override("en"):
            run[options["verb"]](options)

    def _import(self, options: dict[str, Any]) -> None:
        body = Body.objects.filter(code=options["body"]).first()
        if options["body"] and body is None:
            raise CommandError(f"There is no body with the code {options['body']}.")
        told = Settings(theme=options["theme"], language=options["language"], origin=options["origin"])
        try:
            run = import_package(options["file"], by=BY, at=clock.now(), told=told, body=body)
        except (OSError, NotReadable) as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(
            f"{run.created} services are new, {run.changed} changed, {run.unchanged} as they were; "
            f"{run.refused} records were left out."
        )
        self._tell(run, sys.maxsize if options["all"] else 3)

    def _tell(self, run: ImportRun, most: int) -> None:
        told: Counter[str] = Counter()
        for odd in run.oddities.order_by("what", "record", "id").iterator(1000):
            told[odd.what] += 1
            if told[odd.what] <= most:
                found = f" ({odd.found})" if odd.found else ""
                self.stdout.write(
                    f"  record {odd.record}, {odd.where}{found}: {checks.WHAT[odd.what]}; {checks.DONE[odd.done]}"
                )
        for what, count in sorted(told.items()):
            self.stdout.write(f"{count} x {checks.WHAT[what]}")

    def _export(self, options: dict[str, Any]) -> None:
        path = options["file"]
        if options["xlsx"]:
            if path is None:
                raise CommandError("Name the file of the workbook.")
            with path.open("wb") as book:
                count = export.write_workbook(book)
            self.stderr.write(f"{count} services.")
            return
        opened: Any = path.open("w", encoding="utf-8", newline="") if path else nullcontext(self.stdout)
        with opened as out:
            if options["csv"]:
                count = export.write_table(out)
            else:
                count = export.write_package(out, Settings(places=Gazetteer().names()))
        self.stderr.write(f"{count} services.")

    def _chase(self, options: dict[str, Any]) -> None:
        try:
            self.stdout.write(f"{chase_stale(at=clock.now(), by=BY)} owners were asked.")
        except NotSent as problem:
            raise CommandError(f"{problem}.") from problem
