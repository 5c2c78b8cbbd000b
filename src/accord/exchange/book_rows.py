"""The rows of a workbook's sheet as they stand in its part: a report of a large register has 150,000, which no library
writes in the time of a page.

In:  rows of values, the numbers of their styles.
Out: the XML of rows and of links, and what links outside lead to (ECMA-376, part 1, 18.3 and 15.3).
"""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

import msgspec
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter

__all__ = ["Leads", "Styles", "Value", "Written", "written"]

_MOST = 32_767  # characters that a cell can hold (Excel's specification)
_MOST_LINKS = 65_530  # links that a sheet can hold (Excel's specification); words beyond them stand without
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


class Leads(msgspec.Struct, frozen=True):
    """A value that leads to a row of a sheet, or to an address."""

    value: str | float | int
    sheet: str = ""
    row: int = 1
    address: str = ""


Value = str | float | int | Leads | None


class Styles(msgspec.Struct, frozen=True):
    """Numbers of styles: of a head; of text, numbers and shares, each as it is and where it leads somewhere."""

    head: int
    text: tuple[int, int]
    number: tuple[int, int]
    share: tuple[int, int]

    def of(self, value: str | float, *, share: bool, leads: bool) -> int:
        """Return the style of a value."""
        kind = self.text if isinstance(value, str) else self.share if share else self.number
        return kind[leads]


class Written(msgspec.Struct, frozen=True):
    """A sheet's rows and links as XML; `relations` is the part that says what links outside lead to, "" of none."""

    rows: str
    links: str
    relations: str


def written(heads: Sequence[str], rows: Sequence[Sequence[Value]], shares: Sequence[int], styles: Styles) -> Written:
    """Return the XML of a sheet's rows, the heads first."""
    letters = [get_column_letter(number) for number in range(1, len(heads) + 1)]
    links: list[tuple[str, Leads]] = []
    parts = [_row(1, (_cell(f"{letter}1", head, styles.head) for letter, head in zip(letters, heads, strict=True)))]
    for number, row in enumerate(rows, start=2):
        cells = []
        for at, (letter, value) in enumerate(zip(letters, row, strict=True)):
            leads = isinstance(value, Leads)
            plain = value.value if isinstance(value, Leads) else value
            if plain is None:
                continue
            if isinstance(value, Leads):
                links.append((f"{letter}{number}", value))
            cells.append(_cell(f"{letter}{number}", plain, styles.of(plain, share=at in shares, leads=leads)))
        parts.append(_row(number, cells))
    return Written("".join(parts), *_links(links[:_MOST_LINKS]))


def _row(number: int, cells: Iterator[str] | list[str]) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(place: str, value: str | float, style: int) -> str:
    if isinstance(value, str):
        words = escape(ILLEGAL_CHARACTERS_RE.sub("", value)[:_MOST])
        return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'
    return f'<c r="{place}" s="{style}"><v>{value!r}</v></c>'


def _links(links: Sequence[tuple[str, Leads]]) -> tuple[str, str]:
    """Return the links of a sheet, and the part that says what those outside lead to."""
    if not links:
        return "", ""
    outside: dict[str, str] = {}
    told = []
    for place, to in links:
        if to.address:
            id_ = outside.setdefault(to.address, f"rId{len(outside) + 1}")
            told.append(f'<hyperlink ref="{place}" r:id="{id_}"/>')
        else:
            told.append(f'<hyperlink ref="{place}" location={_attribute(f"{chr(39)}{to.sheet}{chr(39)}!A{to.row}")}/>')
    relations = "".join(
        f'<Relationship Id="{id_}" Type="{_RELATIONS}/hyperlink" Target={_attribute(address)} TargetMode="External"/>'
        for address, id_ in outside.items()
    )
    part = f'<?xml version="1.0" encoding="UTF-8"?>\n<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>'
    return f'<hyperlinks xmlns:r="{_RELATIONS}">{"".join(told)}</hyperlinks>', part if outside else ""


def _attribute(words: str) -> str:
    return quoteattr(ILLEGAL_CHARACTERS_RE.sub("", words))
