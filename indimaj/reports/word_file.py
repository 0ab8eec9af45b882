"""The Word file of a sheet, for those who must edit: right to left in Arabic, and the same bytes for the same data."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import override
from docx import Document
from docx.document import Document as DocumentType
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from indimaj.design.wording import colon

from . import paper, pictures
from .layout import Sheet
from .layout.blocks import Block

FONT = {"rtl": "Amiri", "ltr": "Noto Sans"}
GREEN = RGBColor(0x0B, 0x3D, 0x2E)
LANGUAGE_TAGS = {"ar": "ar-MA", "fr": "fr-MA", "en": "en-GB"}
# Characters that XML 1.0 does not know: text read from a scan may hold them.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def docx(sheet: Sheet, cut_off: str) -> bytes:
    """Write an edition in one language; its moment is that of the PDF."""
    with override(sheet.language):
        return _Writer(sheet).written(paper.moment(cut_off))


class _Writer:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rtl = sheet.direction == "rtl"
        self.colon = colon(sheet.language)
        self.file: DocumentType = Document()
        self.styles = {style.name: style.style_id for style in self.file.styles}
        self._set_styles()

    def written(self, moment: datetime) -> bytes:
        """The whole file, its parts in one order and under one moment."""
        sheet, words = self.sheet, self.sheet.words
        self._line(sheet.title, "Title")
        self._line(sheet.subtitle, "Subtitle")
        self._line(sheet.issuer)
        for mark in ("draft" if sheet.is_draft else "", "invented" if sheet.invented else ""):
            if mark:
                self._line(words[mark], bold=True)
        self._line(f"{words['check']} {sheet.digest}")
        for chapter in sheet.chapters:
            self._line(chapter.title, "Heading 1")
            for block in chapter.blocks:
                self._block(block)
        self._set_properties(moment)
        made = io.BytesIO()
        self.file.save(made)
        return _without_clock(made.getvalue(), moment)

    def _block(self, block: Block) -> None:
        writers: dict[str, Callable[[Block], None]] = {
            "heading": lambda it: self._line(it["text"], f"Heading {it['level']}"),
            "lead": lambda it: self._line(it["text"]),
            "text": lambda it: self._line(it["text"]),
            "list": lambda it: self._lines(it["items"], "List Bullet"),
            "table": self._table,
            "figures": self._figures,
            "recommendation": self._recommendation,
        }
        if block["kind"] in paper.DRAWN:
            drawn = pictures.chart(block)
            columns = [{"label": one["label"], "number": bool(one.get("number"))} for one in drawn.columns]
            self._table({"caption": drawn.title, "columns": columns, "rows": drawn.rows})
        else:
            writers[block["kind"]](block)

    def _figures(self, block: Block) -> None:
        for half in block["halves"]:
            self._line(f"{half['side']}{self.colon}{half['name']}", "Heading 3")
            self._line(" ".join(filter(None, (half["value"], half["made_of"]))), bold=True)
            self._line(half["definition"])
            self._line(" ".join([half["counted"], half["period"], *half["notes"]]))
            published = self.sheet.words["published"]
            self._lines(
                f"{published}{self.colon}{row['value']} {row['as_of']} {row['note']} {row['conflict']} {row['source']}"
                for row in half["published"]
            )
        if block["absent"]:
            self._line(block["absent"], bold=True)

    def _recommendation(self, block: Block) -> None:
        words = self.sheet.words
        self._line(block["title"], "Heading 3")
        self._line(f"{block['status']} \u00b7 {block['type']} \u00b7 {block['key']}", bold=True)
        self._lines(filter(None, (block["why"], block["text"])))
        self._lines((f"{label}{self.colon}{value}" for label, value in block["facts"]), "List Bullet")
        self._part(
            words["quotes"], (f"«\u00a0{row['text']}\u00a0» {row['document']}" for row in block["quotes"])
        )
        owners = [f"{row['name']} \u00b7 {row['text']}" for row in block["owners"]]
        self._part(words["owners"], owners or [words["nobody"]])
        self._part(words["responses"], (f"{row['head']} {row['text']}" for row in block["responses"]))
        self._part(words["actions"], (f"{row['title']} {row['detail']}" for row in block["actions"]))
        self._part(
            words["evidence"], (f"{row['head']} {row['text']} {row['source']}" for row in block["evidence"])
        )
        self._part(words["figures"], (row["name"] for row in block["figures"]))

    def _part(self, title: str, rows: Iterable[str]) -> None:
        held = list(rows)
        if held:
            self._line(title, bold=True)
            self._lines(held, "List Bullet")

    def _lines(self, rows: Iterable[str], style: str = "Normal") -> None:
        for row in rows:
            self._line(row, style)

    def _line(self, text: str, style: str = "Normal", *, bold: bool = False) -> None:
        paragraph = self.file.add_paragraph()
        if style != "Normal":
            # By its id: the library looks each name up in the whole list of styles.
            paragraph._p.get_or_add_pPr().style = self.styles[style]
        self._fill(paragraph, text, bold=bold)

    def _fill(self, paragraph: Paragraph, text: str, *, bold: bool = False) -> None:
        run = paragraph.add_run(_NOT_XML.sub("\ufffd", text))
        run.bold = bold or None
        if self.rtl:
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
            run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))

    def _table(self, block: dict[str, Any]) -> None:
        if block["caption"]:
            self._line(block["caption"], bold=True)
        table = self.file.add_table(rows=0, cols=len(block["columns"]), style="Table Grid")
        if self.rtl:
            table._tbl.tblPr.append(OxmlElement("w:bidiVisual"))
        for row in [[column["label"] for column in block["columns"]], *block["rows"]]:
            cells = table._tbl.add_tr()
            for text in row:
                cell = cells.add_tc()
                self._fill(Paragraph(cell.p_lst[0], table), str(text))

    def _set_styles(self) -> None:
        for name in ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3"):
            style = self.file.styles[name]
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for part in ("ascii", "hAnsi", "cs", "eastAsia"):
                fonts.set(qn(f"w:{part}"), FONT[self.sheet.direction])
            for part in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
                fonts.attrib.pop(qn(f"w:{part}"), None)
            if name != "Normal":
                style.font.color.rgb = GREEN
        normal = self.file.styles["Normal"]
        normal.font.size = Pt(12 if self.rtl else 10)
        spoken = OxmlElement("w:lang")
        spoken.set(qn("w:val"), LANGUAGE_TAGS[self.sheet.language])
        spoken.set(qn("w:bidi"), LANGUAGE_TAGS[self.sheet.language])
        normal.element.get_or_add_rPr().append(spoken)

    def _set_properties(self, moment: datetime) -> None:
        known = self.file.core_properties
        known.title, known.author, known.language = self.sheet.title, self.sheet.issuer, self.sheet.language
        known.comments, known.last_modified_by, known.revision = "", self.sheet.issuer, 1
        known.created = known.modified = moment.replace(tzinfo=None)


def _without_clock(data: bytes, moment: datetime) -> bytes:
    """The same package with its parts in the order of their names and under the edition's moment."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as package,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept,
    ):
        first = "[Content_Types].xml"
        for name in sorted(package.namelist(), key=lambda name: (name != first, name)):
            entry = zipfile.ZipInfo(name, date_time=moment.timetuple()[:6])
            entry.compress_type, entry.external_attr, entry.create_system = (
                zipfile.ZIP_DEFLATED,
                0o600 << 16,
                3,
            )
            kept.writestr(entry, package.read(name))
    return out.getvalue()
