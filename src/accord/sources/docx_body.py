"""Hear the text of a Word file element by element: blocks in reading order.

In:  the elements of `document.xml` or of a part with notes.
Out: `Body.blocks`, and the blocks of each note.
"""

import msgspec

from accord.sources.docx_numbers import Numbers, local, value_of
from accord.sources.package import Target

__all__ = ["Body"]

_GONE = {"del", "moveFrom", "Fallback", "sdtPr", "pPrChange", "rPrChange"}
_BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "ptab": " ", "noBreakHyphen": "-"}
_CELLS = " | "
_REFERENCES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_CONTENTS = ("toc", "table of figures")  # styles of lines that are written from headings
_TITLES = ("title", "heading 1", "标题 1", "标题")
_FALSE = {"0", "false", "off"}


class _Paragraph(msgspec.Struct):
    """An open paragraph."""

    parts: list[str] = []
    style: str = ""
    number: str = ""
    level: str = ""
    notes: list[str] = []


class Body(Target):
    """Hears a part; what it has heard stands in `blocks`, the first title in `title`, notes in `by_note`."""

    def __init__(self, numbers: Numbers, notes: dict[str, list[str]]) -> None:
        """Keep how paragraphs are numbered, and the notes that they may refer to."""
        self.blocks: list[str] = []
        self.by_note: dict[str, list[str]] = {}
        self.title: str | None = None
        self._numbers, self._notes = numbers, notes
        self._open: list[_Paragraph] = []
        self._rows: list[list[list[str]]] = []
        self._gone = 0
        self._in_run = self._hidden = self._in_words = False

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        """Hear that an element begins."""
        name = local(tag)
        if self._gone or name in _GONE:
            self._gone += 1
        elif name == "p":
            self._open.append(_Paragraph())
        elif name == "tr":
            self._rows.append([])
        elif name == "tc" and self._rows:
            self._rows[-1].append([])
        elif name in {"footnote", "endnote"} and not value_of(attrs, "type"):
            self.blocks = self.by_note.setdefault(name + value_of(attrs, "id"), [])
        elif name in {"footnote", "endnote"}:
            self.blocks = []  # the line that Word draws above notes
        elif self._open:
            self._within(name, attrs, self._open[-1])

    def data(self, data: str) -> None:
        """Hear words."""
        if self._in_words and self._open and not self._hidden and not self._gone:
            self._open[-1].parts.append(data)

    def end(self, tag: str) -> None:
        """Hear that an element ends."""
        name = local(tag)
        if self._gone:
            self._gone -= 1
        elif name == "t":
            self._in_words = False
        elif name == "r":
            self._in_run = self._hidden = False
        elif name == "p" and self._open:
            self._paragraph(self._open.pop())
        elif name == "tr" and self._rows:
            self._row(self._rows.pop())

    def _within(self, name: str, attrs: dict[str, str], paragraph: _Paragraph) -> None:
        if name == "t":
            self._in_words = True
        elif name == "r":
            self._in_run, self._hidden = True, False
        elif name == "vanish" and self._in_run:
            self._hidden = value_of(attrs) not in _FALSE
        elif name in _BREAKS and self._in_run:
            paragraph.parts.append("" if value_of(attrs, "type") in {"page", "column"} else _BREAKS[name])
        elif name == "pStyle":
            paragraph.style = value_of(attrs)
        elif name == "numId":
            paragraph.number = value_of(attrs)
        elif name == "ilvl":
            paragraph.level = value_of(attrs)
        elif name in _REFERENCES:
            paragraph.notes.append(_REFERENCES[name] + value_of(attrs, "id"))

    def _paragraph(self, paragraph: _Paragraph) -> None:
        words, style = "".join(paragraph.parts).strip(), self._numbers.style(paragraph.style)
        if not words or style.startswith(_CONTENTS):
            return
        if self.title is None and style in _TITLES:
            self.title = words
        label = self._numbers.label(paragraph.style, paragraph.number, paragraph.level)
        notes = [note for id_ in paragraph.notes for note in self._notes.get(id_, [])]
        self._add([label + words, *notes])

    def _row(self, cells: list[list[str]]) -> None:
        """Add a row: on one line where its cells are short lines, else its paragraphs one after the other."""
        filled = [cell for cell in cells if cell]
        if all(len(cell) == 1 for cell in filled):
            self._add([_CELLS.join(cell[0].replace("\n", " ") for cell in filled)] if filled else [])
        else:
            self._add([block for cell in filled for block in cell])

    def _add(self, blocks: list[str]) -> None:
        inside = self._rows[-1][-1] if self._rows and self._rows[-1] else None
        (self.blocks if inside is None else inside).extend(blocks)
