"""The parts of a workbook that a change must know: which is which sheet, the shared strings, which styles show days.

In:  the bytes of a workbook file.
Out: `Parts`.

Names of elements count, not their namespaces: transitional and strict files, and any prefix, are the same here.
"""

import posixpath
import zipfile
from io import BytesIO
from xml.etree import ElementTree

import msgspec
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

__all__ = ["Parts", "parts_of", "related"]

_TRUE = ("1", "true", "on")


class Parts(msgspec.Struct):
    """What is known of a workbook.

    Attributes:
        files: The ZIP file.
        book: Name of the workbook's own part.
        sheets: Name of a sheet -> name of its part, in order; sheets of charts are left out.
        since_1904: Whether days are counted from 1904.
        strings: The shared strings.
        formats: Of each style, the number format of the cell.
    """

    files: zipfile.ZipFile
    book: str
    sheets: dict[str, str]
    since_1904: bool
    strings: list[str]
    formats: list[str]

    def read(self, part: str) -> bytes:
        """Return the bytes of a part."""
        return self.files.read(part)

    def shows_days(self, style: str) -> bool:
        """Return whether numbers in cells of a style are shown as days."""
        at = int(style or 0)
        return at < len(self.formats) and bool(is_date_format(self.formats[at]))


def parts_of(source: bytes) -> Parts:
    """Return the parts of a workbook.

    Raises:
        KeyError, ValueError, ParseError, BadZipFile: It is damaged.
    """
    files = zipfile.ZipFile(BytesIO(source))
    book = next((part for _, kind, part in related(files, "") if kind == "officeDocument"), "xl/workbook.xml")
    root = ElementTree.fromstring(files.read(book))
    beside = related(files, book)
    by_id = {id_: part for id_, kind, part in beside if kind == "worksheet"}
    sheets: dict[str, str] = {}
    for one in _named(root, "sheet"):
        id_ = next((value for key, value in one.attrib.items() if _local(key) == "id" and "}" in key), "")
        if id_ in by_id:
            sheets[one.get("name", "")] = by_id[id_]
    settings = next(iter(_named(root, "workbookPr")), None)
    since_1904 = settings is not None and settings.get("date1904", "0") in _TRUE
    kinds = {kind: part for _, kind, part in beside}
    return Parts(
        files,
        book,
        sheets,
        since_1904,
        _strings(files, kinds.get("sharedStrings")),
        _formats(files, kinds.get("styles")),
    )


def related(files: zipfile.ZipFile, part: str) -> list[tuple[str, str, str]]:
    """Return what a part stands in relation to: id, kind (the last word of its type) and name of the other part."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in files.namelist():
        return []
    found = []
    for one in ElementTree.fromstring(files.read(relations)):
        if one.get("TargetMode") == "External":
            continue
        target = one.get("Target", "")
        whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found.append((one.get("Id", ""), one.get("Type", "").rpartition("/")[2], whole))
    return found


def _strings(files: zipfile.ZipFile, part: str | None) -> list[str]:
    """Return the shared strings, runs of one joined, without how they are read aloud."""
    if part is None or part not in files.namelist():
        return []
    strings = []
    for _, one in ElementTree.iterparse(files.open(part)):
        if _local(one.tag) == "si":
            strings.append("".join(_run(child) for child in one))
            one.clear()
    return strings


def _run(element: ElementTree.Element) -> str:
    if _local(element.tag) == "t":
        return element.text or ""
    return "".join(_run(child) for child in element) if _local(element.tag) == "r" else ""


def _formats(files: zipfile.ZipFile, part: str | None) -> list[str]:
    if part is None or part not in files.namelist():
        return []
    root = ElementTree.fromstring(files.read(part))
    own = {int(one.get("numFmtId", "0")): one.get("formatCode", "") for one in _named(root, "numFmt")}
    styles = next((one for one in root if _local(one.tag) == "cellXfs"), ())
    numbers = [int(one.get("numFmtId", "0")) for one in styles]
    return [own.get(number) or BUILTIN_FORMATS.get(number, "General") for number in numbers]


def _named(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [one for one in root.iter() if _local(one.tag) == name]


def _local(tag: str) -> str:
    return tag[tag.rfind("}") + 1 :]
