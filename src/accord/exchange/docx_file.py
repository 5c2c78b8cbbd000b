"""Write a paper as DOCX: A4, headings that a reader's outline shows, tables whose heads repeat, numbered pages.

In:  a paper, a stream.
Out: the file; the same paper gives the same bytes. Chinese has a font of its own, so that no reader's program guesses one.
"""

import io
from datetime import datetime
from types import ModuleType
from typing import Any, BinaryIO

from accord.errors import ConfigError
from accord.exchange.paper import BODY_PT, HEAD_PT, MARGIN_MM, SMALL_PT, TITLE_PT, Line, Paper, Points, Run, Table
from accord.exchange.steady import steady

__all__ = ["write_docx"]

_LATIN, _CHINESE = "Arial", "Microsoft YaHei"  # on every office computer; other systems have fonts of the same widths
_FAINT = "595959"  # 7:1 on white (WCAG 2.2, 1.4.6)
_RULE = "BFBFBF"
_TAGS = {"zh": "zh-CN"}  # Word wants the region
_PT = 12_700  # English Metric Units of a point


def write_docx(paper: Paper, to: BinaryIO) -> None:
    """Write the paper.

    Raises:
        ConfigError: python-docx is not installed.
    """
    document = _docx().Document()
    _styles(document, paper)
    _page(document.sections[0], paper)
    document.add_paragraph(_clean(paper.title), "Title")
    document.add_paragraph(_clean(paper.under), "Subtitle")
    for part in paper.parts:
        document.add_heading(_clean(part.heading), 1)
        for block in part.blocks:
            _block(document, block)
    _properties(document, paper)
    held = io.BytesIO()
    document.save(held)
    steady(held.getvalue(), paper.day, to)


def _docx() -> ModuleType:
    try:
        import docx
    except ImportError as error:
        raise ConfigError(
            "DOCX needs python-docx; install it with: pip install python-docx, or ask for .html"
        ) from error
    return docx


def _styles(document: Any, paper: Paper) -> None:  # noqa: ANN401 - a document of python-docx
    sizes = {"Normal": BODY_PT, "Title": TITLE_PT, "Subtitle": SMALL_PT, "Heading 1": HEAD_PT, "List Bullet": BODY_PT,
             "List Number": SMALL_PT, "Footer": SMALL_PT - 1}  # fmt: skip
    for name, size in sizes.items():
        style = document.styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            del fonts.attrib[key]  # the template's fonts of a theme stand before ours
        for kind in ("ascii", "hAnsi", "cs"):
            fonts.set(_name(f"w:{kind}"), _LATIN)
        fonts.set(_name("w:eastAsia"), _CHINESE)
        for drawn in style.element.rPr.findall(_name("w:spacing")):
            style.element.rPr.remove(drawn)
        style.font.size, style.font.bold, style.font.italic = int(size * _PT), name in ("Title", "Heading 1"), False
        _color(style.font, _FAINT if name in ("Subtitle", "Footer") else "000000")
        shape = style.paragraph_format
        shape.space_before = int((8 if name == "Heading 1" else 0) * _PT)
        shape.space_after = int({"Heading 1": 3, "Subtitle": 2, "Title": 2}.get(name, 2) * _PT)
        shape.line_spacing = 1.0
        shape.keep_with_next = name in ("Title", "Heading 1")
    _line_under(document.styles["Title"], none=True)
    language = document.styles["Normal"].element.get_or_add_rPr()
    _add(language, "w:lang", {"w:val": "en-GB", "w:eastAsia": _TAGS.get(paper.language, "zh-CN")})


def _page(section: Any, paper: Paper) -> None:  # noqa: ANN401
    docx = _docx()
    section.page_width, section.page_height = docx.shared.Mm(210), docx.shared.Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = docx.shared.Mm(MARGIN_MM)
    section.footer_distance = docx.shared.Mm(9)
    line = section.footer.paragraphs[0]
    line.add_run(f"{_clean(paper.foot)}    ")
    for kind in ("PAGE", "NUMPAGES"):
        _add(line._p, "w:fldSimple", {"w:instr": kind}).append(line.add_run("1")._r)
        if kind == "PAGE":
            line.add_run(" / ")


def _block(document: Any, block: Line | Points | Table) -> None:  # noqa: ANN401
    if isinstance(block, Table):
        _table(document, block)
    elif isinstance(block, Points):
        for number, item in enumerate(block.items, start=1):
            if block.numbered:
                _runs(document.add_paragraph(), (Run(f"[{number}] ", faint=True), *item), SMALL_PT)
            else:
                _runs(document.add_paragraph(style="List Bullet"), item, SMALL_PT if block.small else None)
    else:
        _runs(document.add_paragraph(), block)


def _table(document: Any, block: Table) -> None:  # noqa: ANN401
    made = document.add_table(rows=1 + len(block.rows), cols=len(block.heads))
    made.autofit = False
    borders = _add(made._tbl.tblPr, "w:tblBorders", {})
    made._tbl.tblPr.find(_name("w:tblLayout")).addprevious(borders)  # Word wants them in the order of the schema
    for side in ("top", "bottom", "insideH"):
        _add(borders, f"w:{side}", {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": _RULE})
    width = document.sections[0].page_width - document.sections[0].left_margin - document.sections[0].right_margin
    for column, share in zip(made.columns, block.shares, strict=True):
        column.width = int(width * share / 100)
    heads = tuple((Run(head, strong=True),) for head in block.heads)
    for row, cells in zip(made.rows, (heads, *block.rows), strict=True):
        _add(row._tr.get_or_add_trPr(), "w:cantSplit", {})
        for cell, line, share in zip(row.cells, cells, block.shares, strict=True):
            cell.width = int(width * share / 100)
            _runs(cell.paragraphs[0], line, SMALL_PT)
            cell.paragraphs[0].paragraph_format.space_after = 0
    _add(made.rows[0]._tr.get_or_add_trPr(), "w:tblHeader", {})
    after = document.add_paragraph()
    after.paragraph_format.space_after, after.paragraph_format.line_spacing = 0, _docx().shared.Pt(3)


def _runs(paragraph: Any, line: Line, size: float | None = None) -> None:  # noqa: ANN401
    for run in line:
        made = paragraph.add_run(_clean(run.words))
        made.bold = True if run.strong else None
        if size:
            made.font.size = int(size * _PT)
        if run.faint:
            _color(made.font, _FAINT)


def _color(font: Any, code: str) -> None:  # noqa: ANN401
    font.color.rgb = _docx().shared.RGBColor.from_string(code)


def _line_under(style: Any, *, none: bool) -> None:  # noqa: ANN401
    """Take away the line that the template draws under a title."""
    shape = style.element.get_or_add_pPr()
    for drawn in shape.findall(_name("w:pBdr")) if none else ():
        shape.remove(drawn)


def _properties(document: Any, paper: Paper) -> None:  # noqa: ANN401
    told = document.core_properties
    told.title, told.author, told.comments, told.language = _clean(paper.title)[:255], "accord", "", paper.language
    told.last_modified_by, told.revision = "accord", 1
    told.created = told.modified = datetime.fromisoformat(paper.day)


def _add(parent: Any, tag: str, values: dict[str, str]) -> Any:  # noqa: ANN401
    made = _docx().oxml.OxmlElement(tag)
    for name, value in values.items():
        made.set(_name(name), value)
    parent.append(made)
    return made


def _name(tag: str) -> str:
    name: str = _docx().oxml.ns.qn(tag)
    return name


def _clean(words: str) -> str:
    """Return words without the characters that XML cannot hold."""
    return "".join(one for one in words if one in "\n\t" or (one >= " " and one not in "\ufffe\uffff"))
