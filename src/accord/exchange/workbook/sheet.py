"""Where the rows and cells of a sheet stand in the bytes of its part.

In:  the bytes of a sheet's XML, the rows that are asked for.
Out: `Layout`: byte positions of those rows and of their cells, and what else a change must know (merged ranges, array
     formulas, the filter, the used range).

The XML is parsed to find positions, never written anew. Elements are known by their names whatever prefix they carry,
in transitional and in strict files.
"""

import re
from collections.abc import Collection
from typing import Any
from xml.parsers import expat

import msgspec
from openpyxl.utils import column_index_from_string, range_boundaries

__all__ = ["CellAt", "Layout", "Range", "RowAt", "Span", "layout_of", "tag_end"]

_TAG = re.compile(rb"<[^\"'>]*(?:\"[^\"]*\"[^\"'>]*|'[^']*'[^\"'>]*)*>")
_TEXTS = (["is", "t"], ["is", "r", "t"])
_DATA = ("worksheet", "sheetData")

Range = tuple[int, int, int, int]  # first column, first row, last column, last row


class Span(msgspec.Struct, frozen=True):
    """An element: where its start tag begins and ends, where its end tag begins and ends; `tail` is None of `<a/>`."""

    start: int
    head: int
    tail: int | None
    end: int


class CellAt(msgspec.Struct):
    """A cell as it stands: its column, its attributes, its value as written, whether a formula makes it."""

    column: int
    span: Span
    attributes: dict[str, str]
    value: str
    inline: str
    formula: str | None

    @property
    def filled(self) -> bool:
        """Return whether it holds anything but a style."""
        return bool(self.value or self.inline or self.formula is not None)


class RowAt(msgspec.Struct):
    """A row as it stands, with its cells by column."""

    number: int
    span: Span
    attributes: dict[str, str]
    cells: dict[int, CellAt]


class Layout(msgspec.Struct):
    """What a change to a sheet must know.

    Attributes:
        prefix: Of the names of elements, with its colon; empty where there is none.
        data: The element that holds the rows.
        rows: Those asked for that are there.
        numbers: Of all rows, as they stand; `starts` is where each begins.
        merges: Merged ranges.
        arrays: Ranges that one formula fills.
        formulas: Address (row, column) and text of each formula; one that is shared has its text once.
        columns: First and last column, and their style.
        dimension: The used range as the sheet tells it, and the span of the element; None where it does not.
        filter: The same of its filter.
    """

    prefix: bytes
    data: Span | None
    rows: dict[int, RowAt]
    numbers: list[int]
    starts: list[int]
    merges: list[Range]
    arrays: list[Range]
    formulas: list[tuple[int, int, str]]
    columns: list[tuple[int, int, str]]
    dimension: tuple[str, Span] | None = None
    filter: tuple[str, Span] | None = None


def tag_end(content: bytes, start: int) -> int:
    """Return where the tag that begins at `start` ends."""
    found = _TAG.match(content, start)
    if found is None:
        raise ValueError("a tag without an end")
    return found.end()


def layout_of(content: bytes, wanted: Collection[int]) -> Layout:
    """Return where the wanted rows of a sheet stand.

    Raises:
        ValueError: The part is no sheet in UTF-8, or holds a document type.
        ExpatError: It is not well-formed.
    """
    hears = _Hearing(content, frozenset(wanted))
    hears.parser.Parse(content, True)
    if hears.layout.data is None:
        raise ValueError("a sheet without rows")
    return hears.layout


class _Hearing:
    """Hears the elements of a sheet and notes where they stand."""

    def __init__(self, content: bytes, wanted: frozenset[int]) -> None:
        self.content, self.wanted = content, wanted
        self.layout = Layout(b"", None, {}, [], [], [], [], [], [])
        self.path: list[str] = []
        self.opened: list[int] = []  # where each element of the path begins
        self.row, self.column = 0, 0
        self.attributes: list[dict[str, str]] = []
        self.texts: dict[str, str] = {}
        self.formula: str | None = None
        self.cells: dict[int, CellAt] = {}
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.XmlDeclHandler = self.declared
        self.parser.StartDoctypeDeclHandler = self.refuse

    def declared(self, version: str, encoding: str | None, standalone: int) -> None:
        if (encoding or "utf-8").lower() not in ("utf-8", "utf8", "us-ascii"):
            raise ValueError(f"a sheet in {encoding}")

    def refuse(self, *told: Any) -> None:  # noqa: ANN401 - expat's own
        raise ValueError("a document type")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag[tag.rfind(" ") + 1 :]
        self.path.append(name)
        self.opened.append(self.parser.CurrentByteIndex)
        self.attributes.append(attributes)
        depth = len(self.path)
        if depth == 1 and name != "worksheet":
            raise ValueError(f"<{name}> is no sheet")
        if depth >= 3 and self.path[1] == "sheetData":
            self._inside(name, depth, attributes)
        elif depth == 2 and name == "sheetData":
            self.layout.prefix = _prefix(self.content, self.opened[-1])
        elif depth == 3:
            self._beside(name, attributes)

    def _inside(self, name: str, depth: int, attributes: dict[str, str]) -> None:
        if depth == 3 and name == "row":
            self.row = int(attributes.get("r") or self.row + 1)
            self.column, self.cells = 0, {}
            self.layout.numbers.append(self.row)
            self.layout.starts.append(self.opened[-1])
        elif depth == 4 and name == "c":
            ref = attributes.get("r")
            self.column = column_index_from_string(ref.rstrip("0123456789")) if ref else self.column + 1
            self.texts, self.formula = {"v": "", "is": ""}, None
        elif depth == 5 and name == "f":
            self.formula = ""
            if attributes.get("t") in ("array", "dataTable") and attributes.get("ref"):
                self.layout.arrays.append(range_boundaries(attributes["ref"]))

    def _beside(self, name: str, attributes: dict[str, str]) -> None:
        if self.path[1] == "mergeCells" and name == "mergeCell":
            self.layout.merges.append(range_boundaries(attributes.get("ref") or "A1"))
        elif self.path[1] == "cols" and name == "col" and attributes.get("style"):
            first, last = int(attributes["min"]), int(attributes["max"])
            self.layout.columns.append((first, last, attributes["style"]))

    def text(self, data: str) -> None:
        if len(self.path) < 5 or self.path[1] != "sheetData":
            return
        within = self.path[4:]
        if within == ["v"]:
            self.texts["v"] += data
        elif within == ["f"]:
            self.formula = (self.formula or "") + data
        elif within in _TEXTS:
            self.texts["is"] += data

    def end(self, tag: str) -> None:
        depth, name, start = len(self.path), self.path.pop(), self.opened.pop()
        attributes = self.attributes.pop()
        if depth == 4 and name == "c" and self.path[1] == "sheetData":
            self._ended_cell(start, attributes)
        elif depth == 3 and name == "row" and self.path[1] == "sheetData" and self.row in self.wanted:
            self.layout.rows[self.row] = RowAt(self.row, self._span(start), attributes, self.cells)
        elif depth == 2 and name == "sheetData":
            self.layout.data = self._span(start)
        elif depth == 2 and name == "dimension":
            self.layout.dimension = (attributes.get("ref", ""), self._span(start))
        elif depth == 2 and name == "autoFilter":
            self.layout.filter = (attributes.get("ref", ""), self._span(start))

    def _ended_cell(self, start: int, attributes: dict[str, str]) -> None:
        if self.formula is not None:
            self.layout.formulas.append((self.row, self.column, self.formula))
        if self.row in self.wanted:
            said = self.texts
            self.cells[self.column] = CellAt(
                self.column, self._span(start), attributes, said["v"], said["is"], self.formula
            )

    def _span(self, start: int) -> Span:
        """Return where the element stands whose end is being heard."""
        head = tag_end(self.content, start)
        if self.content[head - 2 : head] == b"/>":
            return Span(start, head, None, head)
        tail = self.parser.CurrentByteIndex
        return Span(start, head, tail, tag_end(self.content, tail))


def _prefix(content: bytes, start: int) -> bytes:
    """Return the prefix of the element's name that begins at `start`."""
    name = content[start + 1 : tag_end(content, start) - 1].split()[0].rstrip(b"/")
    before, colon, _ = name.rpartition(b":")
    return before + colon
