"""What lies beside an edition for programs: its content as JSON, every figure as CSV with HXL tags, and check sums."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from . import contract
from .contract import LANGUAGES

MANIFEST = "SHA256SUMS"


def data_files(content: contract.Content) -> dict[str, bytes]:
    """The files for programs, by name."""
    name = f"report-{content['number']}"
    return {
        f"{name}.json": contract.canonical(content),
        f"{name}-figures.csv": _csv(FIGURE_COLUMNS, map(_figure_row, contract.figures(content))),
        f"{name}-parts.csv": _csv(PART_COLUMNS, _parts(content)),
        f"{name}-commitments.csv": _csv(COMMITMENT_COLUMNS, _commitments(content)),
        f"{name}-not-answered.csv": _csv(UNANSWERED_COLUMNS, map(_unanswered_row, content["unanswered"])),
    }


def manifest(files: Mapping[str, bytes]) -> bytes:
    """The check sum of each file, as `sha256sum -c` reads it."""
    lines = [f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)]
    return "".join(lines).encode()


# Column and HXL tag (https://hxlstandard.org): the second line of each file.
Columns = Sequence[tuple[str, str]]
FIGURE_COLUMNS: Columns = [
    ("code", "#indicator+code"),
    *((f"name_{one}", f"#indicator+name+{one}") for one in LANGUAGES),
    ("chapter", "#sector+code"),
    ("side", "#population+side"),
    ("unit", "#meta+unit"),
    ("value", "#indicator+value+num"),
    ("numerator", "#indicator+numerator+num"),
    ("denominator", "#indicator+denominator+num"),
    ("period_from", "#date+start"),
    ("period_until", "#date+end"),
    ("cut_off", "#date+cutoff"),
    ("definition", "#meta+definition+num"),
    ("definition_digest", "#meta+definition+hash"),
    ("query_hash", "#meta+query+hash"),
    ("code_version", "#meta+software"),
    ("measurement", "#meta+measurement+id"),
    ("hidden_parts", "#meta+hidden+num"),
    ("other_side", "#indicator+pair+code"),
]
PART_COLUMNS: Columns = [
    ("code", "#indicator+code"),
    ("kind", "#meta+kind"),
    ("part", "#meta+part+code"),
    *((f"label_{one}", f"#meta+part+name+{one}") for one in LANGUAGES),
    ("value", "#indicator+value+num"),
]
COMMITMENT_COLUMNS: Columns = [
    ("key", "#activity+code"),
    ("kind", "#activity+type"),
    *((f"title_{one}", f"#activity+name+{one}") for one in LANGUAGES),
    ("chapter", "#sector+code"),
    ("status", "#status+code"),
    ("since", "#date+status"),
    ("raised_on", "#date+start"),
    *((f"lead_{one}", f"#org+lead+name+{one}") for one in LANGUAGES),
    ("actions", "#activity+actions+num"),
    ("evidence", "#activity+evidence+num"),
    ("figures", "#indicator+code+list"),
]
UNANSWERED_COLUMNS: Columns = [
    ("key", "#activity+code"),
    *((f"title_{one}", f"#activity+name+{one}") for one in LANGUAGES),
    *((f"institution_{one}", f"#org+name+{one}") for one in LANGUAGES),
    ("missing", "#status+code"),
    ("since", "#date+start"),
]


def _csv(columns: Columns, rows: Iterable[Sequence[Any]]) -> bytes:
    """With a byte order mark, so that a spreadsheet reads the Arabic; formulas are defused."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([name for name, _tag in columns])
    writer.writerow([tag for _name, tag in columns])
    writer.writerows([[_cell(value) for value in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    is_formula = isinstance(value, str) and text[:1] in ("=", "+", "-", "@", "\t", "\r")
    return f"'{text}" if is_formula else text


def _words(node: Mapping[str, Any] | None) -> list[str]:
    return [str((node or {}).get(language, "")) for language in LANGUAGES]


def _figure_row(found: tuple[str, dict[str, Any]]) -> list[Any]:
    chapter, figure = found
    first, last = figure["period"] or (None, None)
    return [
        figure["code"], *_words(figure["name"]), chapter, figure["side"]["code"], figure["unit"], figure["value"],
        figure["numerator"], figure["denominator"], first, last, figure["cut_off"],
        figure["definition"]["number"], figure["definition"]["digest"], figure["query_hash"],
        figure["code_version"], figure["measurement"], figure["hidden"], figure["pair"],
    ]  # fmt: skip


def _parts(content: contract.Content) -> Iterable[list[Any]]:
    for _chapter, figure in contract.figures(content):
        code = figure["code"]
        for number, cell in enumerate(figure["cells"], 1):
            yield [code, "part", number, *_words(cell["label"]), cell["value"]]
        for tile in figure["map"]:
            yield [code, "place", tile["code"], *_words(tile["label"]), tile["value"]]
        for row in figure["series"]:
            yield [code, "period", row["period"], "", "", "", row["value"]]


def _commitments(content: contract.Content) -> Iterable[list[Any]]:
    for chapter in content["chapters"]:
        for one in chapter["recommendations"]:
            lead = next((owner["body"] for owner in one["owners"] if owner["role"]["code"] == "lead"), None)
            yield [
                one["key"], one["kind"]["code"], *_words(one["title"]), chapter["key"], one["status"]["code"],
                one["status"]["since"], one["raised_on"], *_words(lead), len(one["actions"]),
                len(one["evidence"]), " ".join(one["figures"]),
            ]  # fmt: skip


def _unanswered_row(row: dict[str, Any]) -> list[Any]:
    return [row["key"], *_words(row["title"]), *_words(row["body"]), row["what"]["code"], row["since"]]
