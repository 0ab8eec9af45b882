"""How a measurement shows what it found: a table for people, one JSON object a line for programs."""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TextIO


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that `share` of all are at or below (nearest rank), so that it was really measured."""
    if not values:
        raise ValueError("no value was measured")
    ordered = sorted(values)
    return ordered[max(0, -(-int(share * 100) * len(ordered) // 100) - 1)]


def machine() -> dict[str, Any]:
    """Return what a reader needs to judge the figures."""
    return {
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
    }


@dataclass
class Report:
    """One measurement's rows, shown as they come (JSON) or together at the end (table)."""

    name: str
    as_json: bool = False
    out: TextIO = field(default_factory=lambda: sys.stdout)
    rows: list[dict[str, Any]] = field(default_factory=list)

    def add(
        self,
        *,
        case: str,
        unit: str,
        ours: float | str | None,
        peer: float | None = None,
        peer_name: str | None = None,
        ratio: float | None = None,
        aim: float | str | None = None,
        ok: bool | None = None,
    ) -> None:
        """Add one row; the unit says what `ours` and `peer` are counted in."""
        row = {"case": case, "unit": unit, "ours": ours, "peer": peer, "peer_name": peer_name}
        row |= {"ratio": ratio, "aim": aim, "ok": ok}
        self.rows.append(row)
        if self.as_json:
            self._line({"bench": self.name, **row})

    def close(self, note: str = "") -> None:
        """Show the table and what a reader should know; in JSON the latter goes to standard error."""
        if self.as_json:
            sys.stderr.write(f"{machine()} {note}\n")
            return
        columns = [column for column in self.rows[0] if any(row[column] is not None for row in self.rows)]
        cells = [columns, *([_shown(row.get(column)) for column in columns] for row in self.rows)]
        widths = [max(len(line[i]) for line in cells) for i in range(len(columns))]
        self.out.write(f"{self.name}\n")
        for number, line in enumerate(cells):
            parts = [
                cell.rjust(width) if number and _is_figure(cell) else cell.ljust(width)
                for cell, width in zip(line, widths, strict=True)
            ]
            self.out.write("  ".join(parts).rstrip() + "\n")
            if not number:
                self.out.write("  ".join("-" * width for width in widths) + "\n")
        told = ", ".join(f"{name} {value}" for name, value in machine().items())
        self.out.write(f"{told}\n{note}\n" if note else f"{told}\n")
        self.out.flush()

    def _line(self, row: dict[str, Any]) -> None:
        self.out.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
        self.out.flush()


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return str(value)


def _is_figure(cell: str) -> bool:
    return cell.replace(",", "").replace(".", "").replace("-", "").replace("e+", "").isdigit()
