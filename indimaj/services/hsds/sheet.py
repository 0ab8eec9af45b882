"""The table as a workbook of Excel: written line by line, read with the columns and checks of the table.

The two libraries are loaded by whoever needs a workbook.
"""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import IO

from .package import NotReadable, Record
from .table import looks_like_formula, records

MOST_BYTES = 500_000_000
SHEET = "services"
WIDE = 24


def write(
    out: IO[bytes], names: Sequence[str], lines: Iterable[Sequence[object]], *, right_to_left: bool = False
) -> int:
    """Write one line a service below the names of the columns; returns how many.

    Every cell is a text or a number, never a formula or a link, whatever it begins with; one that Excel would
    turn into a formula when somebody edits it is marked as a text.
    """
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    written = 0
    with xlsxwriter.Workbook(out, options) as book:
        page = book.add_worksheet(SHEET)
        bold, quoted = book.add_format({"bold": True}), book.add_format({"quote_prefix": True})
        if right_to_left:
            page.right_to_left()
        page.freeze_panes(1, 1)
        page.set_column(0, len(names) - 1, WIDE)
        page.write_row(0, 0, names, bold)
        for written, line in enumerate(lines, start=1):
            for column, cell in enumerate(line):
                if isinstance(cell, int | float) and not isinstance(cell, bool):
                    page.write_number(written, column, cell)
                elif cell not in (None, ""):
                    text = str(cell)
                    page.write_string(written, column, text, quoted if looks_like_formula(text) else None)
    return written


def read(path: Path) -> Iterator[Record]:
    """The lines of the first sheet as service records. Raises NotReadable."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with zipfile.ZipFile(path) as zipped:
            if sum(one.file_size for one in zipped.infolist()) > MOST_BYTES:
                raise NotReadable("This workbook is too large to be read at once.")
        rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (zipfile.BadZipFile, CalamineError) as error:
        raise NotReadable(f"The file cannot be opened as a workbook: {error}.") from error
    names = [_text(cell).strip() for cell in rows[0]] if rows else []
    yield from records(
        names, (dict(zip(names, map(_text, row), strict=False)) for row in rows[1:] if any(map(_text, row)))
    )


def _text(cell: object) -> str:
    """A cell as the table of text would hold it: 3.0 is 3, a date is written as the standard writes it."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        cell = cell.date() if cell.time() == time.min else cell
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)
