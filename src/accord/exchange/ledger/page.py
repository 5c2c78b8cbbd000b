"""A row of a ledger as a text, which the register keeps, and back.

In:  where a row stood and its cells; or the text.
Out: the text; or the row, each cell with the span of its content.

The text begins with where the row stood (ledger, sheet, row, workbook, import), a line each; then, after a blank line,
a line a cell: its address, its header and its content, parted by tabs. The address says whether the content was a
number or a date in the workbook (`E5 (number)`), and all the rows that a merged cell holds for (`E5:E7`). Content that
goes on over several lines has each further line begun with two tabs. Title rows above the table come first, without a
header.
"""

import re
import unicodedata

import msgspec

from accord.model.evidence import Cell

__all__ = ["LedgerRow", "RowCell", "cell_at", "on_one_line", "page_of", "row_of", "tidy"]

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_MORE = "\n\t\t"
_NUMBER, _DATE = " (number)", " (date)"
_WHERE = ("ledger", "sheet", "row", "workbook", "import")


class RowCell(msgspec.Struct, frozen=True):
    """One cell of a row.

    Attributes:
        ref: `E5`, or `E5:E7` where one cell holds for several rows.
        header: Words of its column's header, levels joined by ` / `; "" for a title row above the table.
        content: As the workbook has it; a day as `YYYY-MM-DD`, `YYYY-MM` where it shows no day.
        form: `text`, `number` or `date`.
        start: Where the content begins in the row's text; 0 while there is none.
    """

    ref: str
    header: str
    content: str
    form: str = "text"
    start: int = 0

    @property
    def end(self) -> int:
        """Return where the content ends in the row's text."""
        return self.start + len(self.content)

    @property
    def letters(self) -> str:
        """Return the letters of its column."""
        return self.ref.partition(":")[0].rstrip("0123456789")


class LedgerRow(msgspec.Struct, frozen=True):
    """One row of a ledger.

    Attributes:
        sheet: Name of the sheet.
        number: Of the row in the sheet.
        cells: Those that hold something, title rows above the table first.
        ledger: Name of the ledger; "" while the row is in no register, as the two that follow.
        workbook: `sha256:` of the file's bytes.
        turn: At which import of this ledger the row came with this content.
    """

    sheet: str
    number: int
    cells: tuple[RowCell, ...]
    ledger: str = ""
    workbook: str = ""
    turn: int = 0


def page_of(row: LedgerRow) -> str:
    """Return the text of a row."""
    where = (row.ledger, row.sheet, str(row.number), row.workbook, str(row.turn))
    lines = [f"{word}\t{on_one_line(value)}" for word, value in zip(_WHERE, where, strict=True)]
    return "\n".join(lines) + "\n\n" + "\n".join(map(_cell_line, row.cells))


def row_of(page: str) -> LedgerRow:
    """Return the row that a text holds.

    >>> row = LedgerRow("2024", 5, (RowCell("B5", "Party A", "Wuxi"),), "signings", "sha256:0", 1)
    >>> [cell.content for cell in row_of(page_of(row)).cells]
    ['Wuxi']
    """
    head, _, body = page.partition("\n\n")
    where = [line.partition("\t")[2] for line in head.split("\n")]
    at, cells = len(head) + 2, []
    for line in re.split(r"\n(?!\t\t)", body) if body else ():
        address, header, content = line.split("\t", 2)
        ref, _, form = address.partition(" ")
        start = at + len(address) + len(header) + 2
        cells.append(RowCell(ref, header, content, form.strip("()") or "text", start))
        at += len(line) + 1
    ledger, sheet, number, workbook, turn = where
    return LedgerRow(sheet, int(number), tuple(cells), ledger, workbook, int(turn))


def cell_at(page: str, start: int, end: int) -> Cell | None:
    """Return the cell of the workbook in which words of a row's text stand; None for words of no cell.

    >>> page = page_of(LedgerRow("2024", 5, (RowCell("B5", "Party A", "Wuxi"),), "signings", "sha256:0", 1))
    >>> cell_at(page, page.index("Wuxi"), len(page))
    Cell(workbook='sha256:0', sheet='2024', cell='B5', content='Wuxi')
    """
    row = row_of(page)
    for cell in row.cells:
        if cell.start - len(cell.header) - 1 <= start and end <= cell.end:
            return Cell(row.workbook, row.sheet, cell.ref, cell.content.replace(_MORE, "\n"))
    return None


def on_one_line(text: str) -> str:
    """Return words as a header or a name keeps them."""
    return " ".join(_clean(text).split())


def tidy(text: str) -> str:
    r"""Return the content of a cell as it is kept: no space but between words, and on lines of which none looks like the
    beginning of another cell.

    >>> tidy(" Wuxi \n\n  and  Lotus\x00")
    'Wuxi\n\t\tand Lotus'
    """
    lines = (" ".join(line.split()) for line in _clean(text).splitlines())
    return _MORE.join(line for line in lines if line)


def _cell_line(cell: RowCell) -> str:
    form = {"number": _NUMBER, "date": _DATE}.get(cell.form, "")
    return f"{cell.ref}{form}\t{on_one_line(cell.header)}\t{tidy(cell.content)}"


def _clean(text: str) -> str:
    return _CONTROL.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")))
