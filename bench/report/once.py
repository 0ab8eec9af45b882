"""One rendering, in a process with whatever clock, zone and hash seed it is given; prints what it took, as JSON."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import TypeVar

T = TypeVar("T")
SHIFT = float(os.environ.get("BENCH_CLOCK_SHIFT", "0"))
if SHIFT:
    real_time, real_local, real_gm = time.time, time.localtime, time.gmtime
    time.time = lambda: real_time() + SHIFT
    time.localtime = lambda seconds=None: real_local(time.time() if seconds is None else seconds)
    time.gmtime = lambda seconds=None: real_gm(time.time() if seconds is None else seconds)


def timed(work: Callable[..., T], *arguments: object) -> tuple[float, T]:
    """What a piece of work took, and what it made."""
    started = time.perf_counter()
    made = work(*arguments)
    return round(time.perf_counter() - started, 2), made


def main(chapters: int) -> None:
    """Render an edition of so many chapters."""
    import django

    django.setup()
    import pypdfium2

    from indimaj.reports import data_files, layout, paper, web, word_file
    from tests.reports.content import edition

    content = edition(chapters, recommendations=16, pairs=3)
    day = content["cut_off"]
    started, worked = time.perf_counter(), time.process_time()
    sheets = {language: layout.lay_out(content, language) for language in content["languages"]}
    files = data_files.data_files(content)
    with ThreadPoolExecutor(2) as setters:
        setting = {one: setters.submit(timed, paper.pdf, sheet, day) for one, sheet in sheets.items()}
        pages = {one: timed(web.site, {one: sheet}, sorted(files)) for one, sheet in sheets.items()}
        papers = {one: made.result() for one, made in setting.items()}
    files |= {f"report-{one}.pdf": made for one, (_took, made) in papers.items()}
    for _took, made in pages.values():
        files |= made
    files[data_files.MANIFEST] = data_files.manifest(files)
    whole = round(time.perf_counter() - started, 2)
    processor = round(time.process_time() - worked, 2)
    word, written = timed(
        lambda: {f"{one}.docx": word_file.docx(sheet, day) for one, sheet in sheets.items()}
    )
    found = {
        "whole": whole,
        "processor": processor,
        "word": word,
        "pdf": {one: took for one, (took, _made) in papers.items()},
        "web": {one: took for one, (took, _made) in pages.items()},
        "pages": {one: len(pypdfium2.PdfDocument(BytesIO(made))) for one, (_took, made) in papers.items()},
        "sums": {
            name: hashlib.sha256(data).hexdigest() for name, data in sorted({**files, **written}.items())
        },
    }
    sys.stdout.write(f"{json.dumps(found)}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
