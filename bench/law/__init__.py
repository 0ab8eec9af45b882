"""The rules of 2014 (C1 to C6) for one person and for many, against OpenFisca-Core on the same people.

Ours answers in three values and can keep why (masks of unmet and missing clauses). OpenFisca has no missing
values: there a missing fact is its default, so decisions are compared on the people about whom every fact is
known; one disagreement ends the run with exit code 1. OpenFisca is timed as it is used: build a simulation,
set the inputs, calculate; it gets an environment of its own and runs in a process of its own. The reform
takes four years of residence and one of contract instead of five and two. The floor is the bytes that the
rules must read and write, at the speed at which this machine reads memory.
Aims: one traced decision in 50 us; ten million at least 40 times, a reform at least 80 times OpenFisca.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.law import people
from bench.table import Report

PEER = "openfisca-core"
PEER_VERSION = "46.0.1"
CAMPAIGN = 27_649
AIM_ONE_US, AIM_DECIDE, AIM_REFORM = 50.0, 40.0, 80.0
HERE = Path(__file__).parent


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--sizes", type=int, nargs="+", metavar="N", help="how many people")
    parser.add_argument("--runs", type=int, default=5, help="runs of each case; the median counts (5)")
    parser.add_argument("--data", type=Path, help="where OpenFisca's environment is kept (~/.cache/indimaj)")


def main(options: argparse.Namespace) -> int:
    sizes = options.sizes or ([CAMPAIGN, 1_000_000] if options.quick else [CAMPAIGN, 1_000_000, 10_000_000])
    python = peer_environment(options.data or Path.home() / ".cache" / "indimaj")
    report = Report("law", as_json=options.json)
    agreed = True
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="indimaj-law-") as name:
            folder = Path(name)
            people.write(folder / "people.arrow", size)
            ours = run([sys.executable, "-P", "-m", "bench.law.ours"], folder, "ours", options.runs)
            peer = run([str(python), "-P", str(HERE / "peer.py")], folder, "peer", min(options.runs, 3))
            if size == sizes[0]:
                add_one_decision(report, ours, peer)
            add_population(report, size, ours, peer)
            agreed = compare(report, folder, size) and agreed
    report.close("" if agreed else "The two do not agree: the figures mean nothing.")
    return 0 if agreed else 1


def run(command: list[str], folder: Path, name: str, runs: int) -> dict[str, Any]:
    """Measure in a process of its own, so that memory and caches are its own too."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([*command, str(folder), str(runs)], check=True, env=environment, cwd=HERE.parent.parent)
    return dict(json.loads((folder / f"{name}.json").read_text()))


def add_one_decision(report: Report, ours: dict[str, Any], peer: dict[str, Any]) -> None:
    took, theirs = ours["one_us"], peer["one_us"]
    report.add(
        case="one decision with its trace",
        unit="us",
        ours=took,
        peer=theirs,
        peer_name=PEER,
        ratio=theirs / took,
        aim=f"<= {AIM_ONE_US:.0f} us",
        ok=took <= AIM_ONE_US,
    )
    report.add(case="the same with what is missing", unit="us", ours=ours["one_missing_us"])


def add_population(report: Report, size: int, ours: dict[str, Any], peer: dict[str, Any]) -> None:
    many = size >= 10_000_000

    def add(case: str, mine: str, theirs: str | None, aim: float | None) -> None:
        ratio = peer[theirs] / ours[mine] if theirs else None
        report.add(
            case=f"{case}, {size:,}",
            unit="ms",
            ours=ours[mine],
            peer=peer[theirs] if theirs else None,
            peer_name=PEER if theirs else None,
            ratio=ratio,
            aim=f">= {aim:.0f} times" if aim else None,
            ok=ratio >= aim if aim and ratio else None,
        )

    add("decide", "decide_ms", "decide_ms", AIM_DECIDE if many else None)
    add("decide with masks", "masks_ms", "decide_ms", None)
    add("reform", "reform_ms", "reform_ms", AIM_REFORM if many else None)
    add("memory floor of decide", "floor_ms", None, None)
    report.add(
        case=f"peak memory, {size:,}", unit="MB", ours=ours["peak_mb"], peer=peer["peak_mb"], peer_name=PEER
    )


def compare(report: Report, folder: Path, size: int) -> bool:
    """Compare both decisions (before and after the reform) of everybody about whom all is known."""
    complete = (folder / "complete.bin").read_bytes()
    differ = 0
    for name in ("before", "after"):
        mine, theirs = ((folder / f"{who}-{name}.bin").read_bytes() for who in ("ours", "peer"))
        if not len(mine) == len(theirs) == len(complete) == size:
            raise SystemExit(f"bench law: {name}: {len(mine)} and {len(theirs)} decisions for {size} people")
        differ += sum(a != b for a, b, known in zip(mine, theirs, complete, strict=True) if known)
    report.add(
        case=f"decisions that differ, {size:,}",
        unit="of",
        ours=differ,
        peer=2 * complete.count(1),
        ok=not differ,
    )
    return not differ


def peer_environment(data: Path) -> Path:
    """Return the interpreter of OpenFisca's own environment, made on first use."""
    import polars

    home = data / f"{PEER}-{PEER_VERSION}-polars-{polars.__version__}"
    python = home / "bin" / "python"
    done = home / "complete"
    if done.exists():
        return python
    shutil.rmtree(home, ignore_errors=True)
    home.parent.mkdir(parents=True, exist_ok=True)
    wanted = [f"{PEER}=={PEER_VERSION}", f"polars=={polars.__version__}"]
    uv = shutil.which("uv")
    if uv:
        make = [uv, "venv", "--quiet", "--python", sys.executable, str(home)]
        fill = [uv, "pip", "install", "--quiet", "--python", str(python), *wanted]
    else:
        make = [sys.executable, "-m", "venv", str(home)]
        fill = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted]
    for step in (make, fill):
        if subprocess.run(step, check=False).returncode:
            raise SystemExit(f"bench law: OpenFisca's environment could not be made: {' '.join(step)}")
    done.touch()
    return python
