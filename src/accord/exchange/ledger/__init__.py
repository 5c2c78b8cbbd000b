"""An office's own list of signings: a workbook in, rows out, and what each row says.

In -> out: an XLSX file -> `Book` of `LedgerRow`s; a row as a text (`page`) -> `Facts` whose every value names its cell.
Begin at `book.open_book`, then `row.read_row`. Words of headers, stages, units and totals are `data/*.tsv`.
To know one more header, stage word or unit: a line in its table. To read one more field: a function in `row.py`.
"""

from accord.exchange.ledger.amounts import read_amount
from accord.exchange.ledger.book import Book, LeftOut, SheetRead, Wanted, open_book, unmatched
from accord.exchange.ledger.columns import FIELDS, Column, Overrides, parse_overrides
from accord.exchange.ledger.dates import read_date
from accord.exchange.ledger.matching import Known, Matched, changes, known_row, match
from accord.exchange.ledger.page import LedgerRow, RowCell, cell_at, page_of, row_of
from accord.exchange.ledger.row import RowRead, Unread, read_row

__all__ = [
    "FIELDS",
    "Book",
    "Column",
    "Known",
    "LedgerRow",
    "LeftOut",
    "Matched",
    "Overrides",
    "RowCell",
    "RowRead",
    "SheetRead",
    "Unread",
    "Wanted",
    "cell_at",
    "changes",
    "known_row",
    "match",
    "open_book",
    "page_of",
    "parse_overrides",
    "read_amount",
    "read_date",
    "read_row",
    "row_of",
    "unmatched",
]
