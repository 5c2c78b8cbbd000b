"""Read DOCX: paragraphs, headings, tables and notes in order, as Word and WPS show them.

In:  the bytes of a file.
Out: a `Draft`: a block a paragraph, a row of a table on one line, notes after the paragraph that they belong to.

What was deleted, moved away or hidden is not read, nor are headers, footers, comments and the table of contents; numbers
that Word makes (`Article 3`, `(a)`) stand before their paragraphs.
Source: ECMA-376, WordprocessingML (elements are told by their local names, so that the strict form is read too).
"""

from datetime import date

from accord.sources.docx_body import Body
from accord.sources.docx_numbers import Numbers, local, read_numbers
from accord.sources.draft import Draft
from accord.sources.heads import read_head, reads_like_a_title
from accord.sources.made import published_on
from accord.sources.normalise import one_line
from accord.sources.package import Package, Target, open_package
from accord.sources.refusals import refused

__all__ = ["read_docx"]

_DOCUMENT = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_TITLES_STAND_IN = 8  # paragraphs


def read_docx(raw: bytes, *, latest: date | None = None) -> Draft:
    """Return a Word file as a draft.

    Raises:
        RefusedError: `damaged`, `bomb`, `hostile`, `encrypted`; `empty` where there is no word in it.
    """
    package = open_package(raw)
    if _DOCUMENT not in package.names:
        raise refused("damaged", found=f"a Word file without its text ({_DOCUMENT})")
    notes: dict[str, list[str]] = {}
    for name in _NOTES:
        heard = Body(Numbers(), notes={})
        package.parse(name, heard)
        notes |= heard.by_note
    body = Body(read_numbers(package), notes=notes)
    package.parse(_DOCUMENT, body)
    if not body.blocks:
        raise refused("empty", found="a Word file without words")
    return _draft(body, _properties(package), latest=latest)


def _draft(body: Body, properties: dict[str, str], *, latest: date | None) -> Draft:
    content = "\n\n".join(body.blocks)
    head = read_head(content, latest=latest)
    stated = one_line(properties.get("title", ""))
    stands = stated and any(stated == one_line(block) for block in body.blocks[:_TITLES_STAND_IN])
    title = stated if stands and reads_like_a_title(stated) else body.title
    return Draft(
        content=content,
        title=title or head.title,
        published=published_on(content, properties.get("created", ""), latest=latest),
        publisher=head.publisher,
        warnings=head.warnings,
    )


class _Properties(Target):
    """Hears `docProps/core.xml`: an element's name and its words."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self._name = ""

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        self._name = local(tag)

    def data(self, data: str) -> None:
        self.found[self._name] = self.found.get(self._name, "") + data

    def end(self, tag: str) -> None:
        self._name = ""


def _properties(package: Package) -> dict[str, str]:
    heard = _Properties()
    package.parse("docProps/core.xml", heard)
    return heard.found
