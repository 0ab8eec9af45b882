"""One content, every language and form; the same bytes wherever and whenever it is rendered."""

import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pypdfium2
import pytest
from django.utils.translation import override

from indimaj.reports import data_files, layout, pictures
from indimaj.reports.layout import lay_out, web_pages
from indimaj.reports.render import Rendered, render, site

from .content import edition

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("ar", "fr", "en")


@pytest.fixture(scope="module")
def rendered() -> Rendered:
    return render(edition())


def words_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        return normalize("NFKC", "\n".join(page.get_textpage().get_text_bounded() for page in document))


def once(**environ: str) -> dict[str, str]:
    found = subprocess.run(
        [sys.executable, "-P", "-m", "tests.reports.once"],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environ},
        capture_output=True,
        check=True,
        text=True,
        cwd=ROOT,
    )
    return dict(json.loads(found.stdout.splitlines()[-1]))


@pytest.mark.heavy
def test_two_processes_with_other_clocks_zones_and_hash_seeds_write_the_same_bytes() -> None:
    here = once(TZ="Africa/Casablanca", PYTHONHASHSEED="1")
    there = once(TZ="Pacific/Kiritimati", PYTHONHASHSEED="2", TEST_CLOCK_SHIFT="123456789")
    assert here == there
    assert {name.rpartition(".")[2] for name in here} >= {"pdf", "docx", "json", "csv", "html", "css"}


def test_there_is_a_pdf_and_a_word_file_in_each_language(rendered: Rendered) -> None:
    wanted = {f"report-1-{language}.{ending}" for language in LANGUAGES for ending in ("pdf", "docx")}
    assert wanted <= rendered.files.keys()


def test_a_pdf_is_tagged_and_names_its_language_and_title(rendered: Rendered, language: str) -> None:
    data = rendered.files[f"report-1-{language}.pdf"]
    assert b"/MarkInfo" in data
    assert f"/Lang({language}".encode() in data
    with pypdfium2.PdfDocument(BytesIO(data)) as document:
        assert document.get_metadata_value("Title").startswith(lay_out(edition(), language).title)
        assert document.get_metadata_value("CreationDate").startswith("D:20150209")


def test_what_people_wrote_never_becomes_code_in_the_pdf(rendered: Rendered) -> None:
    assert "#eval(1) $x$ <b>" in words_of(rendered.files["report-1-en.pdf"])


def test_a_figure_whose_other_side_nobody_has_counted_says_so_in_its_place(rendered: Rendered) -> None:
    said = {
        "ar": "جانب مجتمع الاستقبال لم يقس بعد",
        "fr": "Côté population d’accueil non encore mesuré",
        "en": "Host side not yet measured",
    }
    for language in LANGUAGES:
        halves = [
            block["absent"]
            for chapter in rendered.sheets[language].chapters
            for block in chapter.blocks
            if block["kind"] == "figures"
        ]
        assert halves == ["", said[language]]


def test_both_sides_of_a_pair_stand_in_one_block_the_migrants_first(rendered: Rendered) -> None:
    pair = next(b for c in rendered.sheets["en"].chapters for b in c.blocks if b["kind"] == "figures")
    assert [half["code"] for half in pair["halves"]] == ["migrant-language-100", "host-language-100"]


def test_each_number_of_a_sentence_is_isolated(rendered: Rendered) -> None:
    pair = next(b for c in rendered.sheets["ar"].chapters for b in c.blocks if b["kind"] == "figures")
    assert re.sub("\u2068[^\u2069]*\u2069", "", pair["halves"][0]["made_of"]).strip(" من") == ""


def test_arabic_charts_name_the_end_of_their_lines_by_side() -> None:
    with override("ar"):
        block = {"kind": "chart", "id": "x", "title": "رسم", "heads": ["أ", "ب"], "rows": [["نساء", 12]]}
        picture = pictures.for_print(block, "rtl")[0]["picture"]
    assert 'direction="' not in picture
    assert 'text-anchor="end"' in picture
    assert "\u2068" not in picture


def test_the_word_file_reads_from_the_right_in_arabic_alone(rendered: Rendered) -> None:
    def document(language: str) -> str:
        with zipfile.ZipFile(BytesIO(rendered.files[f"report-1-{language}.docx"])) as package:
            return package.read("word/document.xml").decode()

    assert "<w:bidi/>" in document("ar")
    assert "<w:bidiVisual/>" in document("ar")
    assert "<w:bidi/>" not in document("fr")


def test_the_check_sums_are_those_of_the_files(rendered: Rendered) -> None:
    lines = rendered.files[data_files.MANIFEST].decode().splitlines()
    told = {name: told for told, name in (line.split("  ") for line in lines)}
    own = {
        name: hashlib.sha256(data).hexdigest()
        for name, data in rendered.files.items()
        if name != data_files.MANIFEST
    }
    assert told == own


def test_every_figure_is_a_row_of_the_table_for_programs(rendered: Rendered) -> None:
    text = rendered.files["report-1-figures.csv"].decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0][0], rows[1][0] == ("code", "#indicator+code")
    assert [row[0] for row in rows[2:]] == ["migrant-language-100", "host-language-100", "migrant-language-1"]
    assert all(tag.startswith("#") for tag in rows[1])


def test_a_cell_that_looks_like_a_formula_is_defused() -> None:
    content = edition()
    content["chapters"][0]["recommendations"][0]["title"] = dict.fromkeys(LANGUAGES, "=1+1")
    text = data_files.data_files(content)["report-1-commitments.csv"].decode("utf-8-sig")
    assert next(csv.reader(io.StringIO(text.splitlines()[2])))[2] == "'=1+1"


def test_a_long_chapter_is_cut_into_light_pages_and_loses_nothing() -> None:
    chapter = lay_out(edition(1, 60), "ar").chapters[1]
    pages = web_pages(chapter)
    assert len(pages) > 3
    assert [block for page in pages for block in page] == chapter.blocks
    assert not any(page[-1]["kind"] == "heading" for page in pages)


def test_the_pages_without_a_server_lead_only_to_each_other(rendered: Rendered) -> None:
    made = site(rendered)
    for path, data in made.items():
        if path.endswith(".html"):
            for link in re.findall(r'(?:href|src)="(?!https?:|#)([^"#?]+)', data.decode()):
                target = os.path.normpath(os.path.join(os.path.dirname(path), link))
                assert target in made or target.removeprefix("../") in rendered.files, (path, link)


def test_a_figure_and_a_commitment_are_found_where_they_are_printed() -> None:
    chapter = lay_out(edition(), "fr").chapters[1]
    found = {(kind, key) for kind, key, _place in layout.printed(chapter.blocks)}
    assert ("figure", "host-language-100") in found
    assert ("commitment", "teach-1-2") in found
