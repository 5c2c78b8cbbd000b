"""Have the spreadsheet program calculate every formula anew when it next opens the workbook.

In:  the bytes of the workbook's own part.
Out: the same with `fullCalcOnLoad` in its `calcPr` (ECMA-376 18.2.2); every other byte as it was.
"""

import re

from accord.exchange.workbook.sheet import tag_end
from accord.exchange.workbook.writing import with_attributes

__all__ = ["calculated_anew"]

_THERE = re.compile(rb"<(?:[\w.-]+:)?calcPr[\s/>]")
_BEHIND = re.compile(  # the elements that come after it, in their order, and the end (ECMA-376 18.2.27)
    rb"<(?:[\w.-]+:)?(?:oleSize|customWorkbookViews|pivotCaches|smartTagPr|smartTagTypes|webPublishing|fileRecoveryPr|"
    rb"webPublishObjects|extLst)[\s/>]|</([\w.-]+:)?workbook\s*>"
)
_PREFIX = re.compile(rb"<([\w.-]+:)?workbook[\s>]")


def calculated_anew(book: bytes) -> bytes:
    """Return the workbook's own part so that all formulas are calculated on opening.

    >>> calculated_anew(b'<workbook><sheets/><calcPr calcId="1"/></workbook>')
    b'<workbook><sheets/><calcPr calcId="1" fullCalcOnLoad="1"/></workbook>'
    >>> calculated_anew(b'<x:workbook><x:sheets/></x:workbook>')
    b'<x:workbook><x:sheets/><x:calcPr fullCalcOnLoad="1"/></x:workbook>'

    Raises:
        ValueError: It is no workbook's part.
    """
    if found := _THERE.search(book):
        end = tag_end(book, found.start())
        start = book[found.start() : end]
        new = with_attributes(start, {"fullCalcOnLoad": "1"})
        return book[: found.start()] + (new[:-1] + b"/>" if start.endswith(b"/>") else new) + book[end:]
    behind, root = _BEHIND.search(book), _PREFIX.search(book)
    if behind is None or root is None:
        raise ValueError("the workbook's own part has no end")
    at = behind.start()
    return book[:at] + b"<" + (root[1] or b"") + b'calcPr fullCalcOnLoad="1"/>' + book[at:]
