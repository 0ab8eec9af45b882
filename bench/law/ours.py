"""Our side of the measurement, in a process of its own: `python -m bench.law.ours FOLDER RUNS`."""

from __future__ import annotations

import copy
import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from indimaj import law, policies

ON, CAMPAIGN = date(2014, 6, 1), "2014"
REFORM = {"residence_months": 48, "work_contract_months": 12}


def reformed() -> law.Pack:
    files = copy.deepcopy(policies.files("morocco"))
    for name, value in REFORM.items():
        files["parameters"][name]["values"][0]["value"] = value
    return law.read_pack(files)


def median_of(runs: int, work: Callable[[], Any]) -> float:
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def main(folder: Path, runs: int) -> None:
    frame = pl.read_ipc(folder / "people.arrow")
    pack, changed = policies.load("morocco"), reformed()
    before, after = law.At(ON, CAMPAIGN), law.At(ON, CAMPAIGN, changed)
    figures = {
        "decide_ms": median_of(runs, lambda: law.population(pack, frame, ON, CAMPAIGN, masks=False)),
        "masks_ms": median_of(runs, lambda: law.population(pack, frame, ON, CAMPAIGN)),
        "reform_ms": median_of(runs, lambda: law.reform(pack, frame, before=before, after=after)),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "floor_ms": floor_ms(frame, runs),
        **one_decision(pack, frame),
    }
    (folder / "ours.json").write_text(json.dumps(figures))
    write_decisions(folder, frame, {"before": pack, "after": changed})


def one_decision(pack: law.Pack, frame: pl.DataFrame) -> dict[str, float]:
    """The time of one decision among two thousand different people, facts already read."""
    rows = frame.head(2000).with_columns(pl.col(pl.Date).dt.to_string()).to_dicts()
    people = [law.parse_facts(pack, row) for row in rows]

    def decide_all() -> None:
        for facts in people:
            law.decide(pack, facts, ON, CAMPAIGN)

    def decide_all_with_missing() -> None:
        for facts in people:
            _ = law.decide(pack, facts, ON, CAMPAIGN).missing

    return {
        "one_us": median_of(5, decide_all) * 1000 / len(people),
        "one_missing_us": median_of(1, decide_all_with_missing) * 1000 / len(people),
    }


def floor_ms(frame: pl.DataFrame, runs: int) -> float:
    """The bytes of the facts and of one answer, at the speed of a sum over a large column."""
    probe = pl.select(pl.int_range(0, 64_000_000, dtype=pl.Int64).alias("n"))["n"]
    speed = probe.estimated_size() / median_of(runs, probe.sum)
    return (frame.estimated_size() + frame.height) / speed


def write_decisions(folder: Path, frame: pl.DataFrame, packs: dict[str, law.Pack]) -> None:
    for name, pack in packs.items():
        found = law.population(pack, frame, ON, CAMPAIGN, criteria=False, masks=False)["proposal"]
        (folder / f"ours-{name}.bin").write_bytes(bytes((found == "favourable").cast(pl.UInt8).to_list()))
    complete = frame.select(pl.all_horizontal(pl.all().is_not_null())).to_series()
    (folder / "complete.bin").write_bytes(bytes(complete.cast(pl.UInt8).to_list()))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
