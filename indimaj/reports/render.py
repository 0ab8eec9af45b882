"""All files of an edition from its one content, in every language: PDF, Word, web pages, JSON, CSV, check sums."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from . import contract, data_files, layout, paper, web, word_file
from .layout import Sheet

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Rendered:
    """The sheets of an edition by language, and its files by name."""

    sheets: dict[str, Sheet]
    files: dict[str, bytes]


def nothing(done: int, total: int) -> None:
    """Progress that nobody watches."""


def render(
    content: contract.Content,
    *,
    languages: Sequence[str] = (),
    is_draft: bool = False,
    progress: Progress = nothing,
) -> Rendered:
    """Make the files that a frozen edition keeps; the PDFs are set beside each other."""
    wanted = tuple(languages) or tuple(content["languages"])
    sheets = {language: layout.lay_out(content, language, is_draft=is_draft) for language in wanted}
    files = data_files.data_files(content)
    total = 2 * len(wanted)
    name = f"report-{content['number']}"
    with ThreadPoolExecutor(max_workers=2) as setters:
        papers = {one: setters.submit(paper.pdf, sheet, content["cut_off"]) for one, sheet in sheets.items()}
        for done, (language, sheet) in enumerate(sheets.items(), 1):
            files[f"{name}-{language}.docx"] = word_file.docx(sheet, content["cut_off"])
            progress(done, total)
        for done, (language, made) in enumerate(papers.items(), 1 + len(wanted)):
            files[f"{name}-{language}.pdf"] = made.result()
            progress(done, total)
    files[data_files.MANIFEST] = data_files.manifest(files)
    return Rendered(sheets, dict(sorted(files.items())))


def site(rendered: Rendered) -> dict[str, bytes]:
    """The web pages of an edition as files that need no server, by path."""
    return web.site(rendered.sheets, sorted(rendered.files))
