"""The report: 100 pages in each of three languages, as web pages and as PDF, and the same bytes from two processes.

An invented edition is rendered from its one content in a process of its own: laid out, set as tagged PDF, written as web
pages, with JSON, CSV and check sums; the aim is 15 seconds. Word is timed apart. Then a second process renders it with
another time zone, hash seed and clock, and every file is compared.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.table import Report

ROOT = Path(__file__).resolve().parents[2]
AIM_SECONDS, AIM_PAGES = 15, 100
CHAPTERS, QUICK = 6, 1
DAY = 86_400


def add_arguments(page: argparse.ArgumentParser) -> None:
    """Options of this measurement."""
    page.add_argument("--chapters", type=int, help=f"chapters of the invented edition ({CHAPTERS})")


def main(options: argparse.Namespace) -> int:
    """Render twice, compare, and show."""
    chapters = options.chapters or (QUICK if options.quick else CHAPTERS)
    report = Report("report", as_json=options.json)
    with tempfile.TemporaryDirectory() as folder:
        first = _render(chapters, folder, TZ="Africa/Casablanca", PYTHONHASHSEED="1")
        second = _render(
            chapters, folder, TZ="Pacific/Kiritimati", PYTHONHASHSEED="2", BENCH_CLOCK_SHIFT=str(400 * DAY)
        )
    for language, pages in first["pages"].items():
        report.add(
            case=f"pages of the PDF, {language}",
            unit="pages",
            ours=pages,
            aim=AIM_PAGES,
            ok=pages >= AIM_PAGES,
        )
        report.add(case=f"PDF, {language}", unit="s", ours=first["pdf"][language])
        report.add(case=f"web pages, {language}", unit="s", ours=first["web"][language])
    took = first["whole"]
    report.add(
        case="three languages, web and PDF, with data files",
        unit="s",
        ours=took,
        aim=AIM_SECONDS,
        ok=took < AIM_SECONDS,
    )
    report.add(case="the same, processor time", unit="s", ours=first["processor"])
    report.add(case="Word, three languages", unit="s", ours=first["word"])
    differ = [
        name for name in first["sums"] | second["sums"] if first["sums"].get(name) != second["sums"].get(name)
    ]
    report.add(
        case="files that differ between two processes", unit="files", ours=len(differ), aim=0, ok=not differ
    )
    report.close(f"{len(first['sums'])} files; the aim holds for {AIM_PAGES} pages a language.")
    return 0


def _render(chapters: int, folder: str, **environ: str) -> dict[str, Any]:
    """What a process of its own measured."""
    settings = {
        "DJANGO_SETTINGS_MODULE": "indimaj.config.settings",
        "INDIMAJ_MODE": "test",
        "INDIMAJ_DATA": folder,
    }
    done = subprocess.run(
        [sys.executable, "-P", "-m", "bench.report.once", str(chapters)],
        env={**os.environ, **settings, "PYTHONPATH": str(ROOT), **environ},
        stdout=subprocess.PIPE,
        check=True,
        text=True,
        cwd=ROOT,
    )
    return dict(json.loads(done.stdout.splitlines()[-1]))
