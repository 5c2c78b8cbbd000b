"""Tables, filters and the name behind a filter reach over new rows.

In:  a sheet whose list became longer, its part, the last row of the list before and now.
Out: new contents of other parts, by name; what was extended, to be told.
"""

import re

from openpyxl.utils import range_boundaries

from accord.exchange.workbook.parts import Parts, related
from accord.exchange.workbook.sheet import tag_end
from accord.exchange.workbook.writing import with_attributes

__all__ = ["extended_filter", "extended_tables"]

_ROOT = re.compile(rb"<(?:[\w.-]+:)?table[\s>]")
_FILTER = re.compile(rb"<(?:[\w.-]+:)?autoFilter[\s/>]")
_NAMED = re.compile(rb"<(?:[\w.-]+:)?definedName\s[^>]*_xlnm\._FilterDatabase[^>]*>([^<]*)<")
_LAST = re.compile(rb"\d+$")


def extended_tables(parts: Parts, part: str, before: int, last: int) -> dict[str, bytes]:
    """Return the tables of a sheet that ended at row `before`, reaching to row `last`."""
    made: dict[str, bytes] = {}
    for _, kind, name in related(parts.files, part):
        if kind != "table":
            continue
        content = parts.read(name)
        new = _reaching(_reaching(content, _FILTER, before, last), _ROOT, before, last)
        if new != content:
            made[name] = new
    return made


def extended_filter(parts: Parts, book: bytes, sheet: str, before: int, last: int) -> dict[str, bytes]:
    """Return the workbook's own part `book` with the name behind the filter of a sheet reaching to row `last`."""
    number = list(parts.sheets).index(sheet)
    made, at = b"", 0
    for found in _NAMED.finditer(book):
        tag, range_ = book[found.start() : found.start(1)], found[1]
        of_this = re.search(rb"localSheetId\s*=\s*[\"']%d[\"']" % number, tag)
        if of_this and (end := _LAST.search(range_)) and int(end[0]) == before:
            made += book[at : found.start(1)] + range_[: end.start()] + str(last).encode()
            at = found.end(1)
    return {parts.book: made + book[at:]} if made else {}


def _reaching(content: bytes, element: re.Pattern[bytes], before: int, last: int) -> bytes:
    """Return a part with the first such element's range ending at row `last`, where it ended at `before`."""
    found = element.search(content)
    if found is None:
        return content
    end = tag_end(content, found.start())
    start = content[found.start() : end]
    said = re.search(rb"\sref\s*=\s*[\"']([^\"']+)[\"']", start)
    if said is None or range_boundaries(said[1].decode())[3] != before:
        return content
    new = with_attributes(start, {"ref": said[1].decode().rstrip("0123456789") + str(last)})
    closed = new[:-1] + b"/>" if start.endswith(b"/>") else new
    return content[: found.start()] + closed + content[end:]
