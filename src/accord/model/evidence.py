"""What proves a fact: words of a text, a cell of a workbook, or a person's own entry. Nothing else does."""

import msgspec

__all__ = ["Cell", "Entry", "Evidence", "Words"]


class Words(msgspec.Struct, frozen=True, tag="words"):
    """Words of a text: `text` is its id, `[start, end)` code points."""

    text: str
    start: int
    end: int


class Cell(msgspec.Struct, frozen=True, tag="cell"):
    """A cell of a workbook, by the hash of its bytes, with the content that it had."""

    workbook: str
    sheet: str
    cell: str
    content: str


class Entry(msgspec.Struct, frozen=True, tag="entry"):
    """A person's own entry: the id of the decision that made it."""

    decision: str


Evidence = Words | Cell | Entry
