"""Read where the words of a PDF stand; run as a program of its own, so that a hostile file can harm nothing else.

In:  the bytes of a PDF on standard input; how many pages and characters may be read, as arguments.
Out: JSON, a line each: the document (`pages`, `info`, or `error`), then every page (`lines`, `picture`, `error`).

A line is its words, left, right, top and bottom in points (bottom-left origin), and whether it is turned. Nothing of
accord is imported here: it would only make the start slower. Run with `python -P`, as names of files beside this one
are names of Python's own modules too.
"""

import ctypes
import json
import math
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any

MOST_MEMORY = 1024 * 1024 * 1024  # bytes of addresses; a report of 300 pages needs 200 MB of them
_COVERS = 0.5  # share of a page that a picture covers when the page is a scan
_LOOKED_AT = 200  # objects of a page among which a scan is looked for; a scan has a few
_WRONG_PASSWORD, _UNKNOWN_SECURITY = 4, 5  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
_LINE_HYPHENS = "\x02\ufffe"  # what PDFium gives for a hyphen at a line's end
_WIDE = 1.8  # heights of a line: a space that wide stands between cells; of justified words none does
_CELLS = " | "
_HYPHEN = "\u00ad"  # what we give for it: nobody knows yet whether it belongs to the word


def main() -> None:
    """Print what the PDF on standard input holds."""
    most_pages, most_characters = int(sys.argv[1]), int(sys.argv[2])
    _bound_memory()
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(sys.stdin.buffer.read())
        pages = len(document)
    except pdfium.PdfiumError as error:
        is_locked = getattr(error, "err_code", 0) in (_WRONG_PASSWORD, _UNKNOWN_SECURITY)
        _say({"error": "encrypted" if is_locked else "damaged"})
        return
    _say({"pages": pages, "info": document.get_metadata_dict()})
    read = 0
    for number in range(pages if pages <= most_pages else 0):
        try:
            page = _page(document, number)
        except pdfium.PdfiumError:
            page = {"lines": [], "picture": False, "error": True}
        read += sum(len(line[0]) for line in page["lines"])
        _say({"error": "too_long"} if read > most_characters else page)
        if read > most_characters:
            return


def _bound_memory() -> None:
    """Let the system refuse more memory than a document needs, where the system can (not on Windows)."""
    try:
        resource = import_module("resource")
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    except (ImportError, ValueError, OSError):
        return


def _say(value: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


def _page(document: Any, number: int) -> dict[str, Any]:  # noqa: ANN401 - pypdfium2 has no types
    page = document[number]
    words = page.get_textpage()
    try:
        return {"lines": _lines(words), "picture": _is_picture(page)}
    finally:
        words.close()
        page.close()


def _is_picture(page: Any) -> bool:  # noqa: ANN401 - pypdfium2 has no types
    import pypdfium2.raw as c

    width, height = page.get_size()
    for at in range(min(c.FPDFPage_CountObjects(page), _LOOKED_AT)):
        thing = c.FPDFPage_GetObject(page, at)
        if c.FPDFPageObj_GetType(thing) != c.FPDF_PAGEOBJ_IMAGE:
            continue
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        c.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
        if (right.value - left.value) * (top.value - bottom.value) > _COVERS * width * height:
            return True
    return False


def _lines(words: Any) -> list[list[Any]]:  # noqa: ANN401 - pypdfium2 has no types
    """Return the lines of a page; PDFium writes on without a line end after a hyphen, so that ends a line too."""
    characters = _characters(words)
    lines, start = [], 0
    for at, character in enumerate([*characters, "\n"]):
        if character in "\r\n" or character in _LINE_HYPHENS:
            line = _line(words, characters, start, at + (character in _LINE_HYPHENS))
            lines += [line] if line else []
            start = at + 1
    return lines


def _characters(words: Any) -> list[str]:  # noqa: ANN401 - pypdfium2 has no types
    """Return the characters by their number on the page."""
    import pypdfium2.raw as c

    count = c.FPDFText_CountChars(words)
    return [chr(code) if (code := c.FPDFText_GetUnicode(words, at)) < 0x110000 else "\ufffd" for at in range(count)]


def _line(words: Any, characters: list[str], start: int, end: int) -> list[Any] | None:  # noqa: ANN401 - pypdfium2 has no types
    while start < end and characters[start].isspace():
        start += 1
    while start < end and characters[end - 1].isspace():
        end -= 1
    if start == end:
        return None
    within = next((at for at in range((start + end) // 2, end) if not characters[at].isspace()), start)
    _, bottom, _, top = _box(words, within)  # a line may begin with a bullet and end with a note's number
    shown = [
        _CELLS if gap else character for character, gap in _with_gaps(words, characters, (start, end), top - bottom)
    ]
    text = "".join(shown).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if text[-1] in _LINE_HYPHENS:
        text = text[:-1] + _HYPHEN
    first, last = _box(words, start), _box(words, end - 1)
    return [text, min(first[0], last[0]), max(first[2], last[2]), top, bottom, _is_turned(words, start)]


def _with_gaps(words: Any, characters: list[str], span: tuple[int, int], height: float) -> Iterator[tuple[str, bool]]:  # noqa: ANN401 - pypdfium2 has no types
    """Yield the characters of a line, and whether each is a space as wide as those between the cells of a table."""
    for at in range(*span):
        is_space = characters[at] == " " and at + 1 < span[1] and characters[at + 1] != " "
        gap = _box(words, at + 1)[0] - _box(words, at - 1)[2] if is_space and characters[at - 1] != " " else 0.0
        yield characters[at], gap > _WIDE * max(height, 1.0)


def _is_turned(words: Any, at: int) -> bool:  # noqa: ANN401 - pypdfium2 has no types
    import pypdfium2.raw as c

    angle = float(c.FPDFText_GetCharAngle(words, at))
    return angle > 0 and min(angle, 2 * math.pi - angle) > 0.05


def _box(words: Any, at: int) -> tuple[float, float, float, float]:  # noqa: ANN401 - pypdfium2 has no types
    import pypdfium2.raw as c

    box = c.FS_RECTF()
    c.FPDFText_GetLooseCharBox(words, at, box)
    return round(box.left, 2), round(box.bottom, 2), round(box.right, 2), round(box.top, 2)


if __name__ == "__main__":
    main()
