"""Read PDF: the text layer as paragraphs, and where its pages begin.

In:  the bytes of a file.
Out: a `Draft` whose content is normalised already, so that the offsets of its pages hold.

The file is opened in a process of its own (`pdf_child.py`) with limits of time and memory, laid out in `pdf_layout.py`.
"""

import os
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from statistics import median

import msgspec

from accord.errors import RefusedError
from accord.sources.draft import Draft
from accord.sources.heads import read_head, reads_like_a_title
from accord.sources.made import published_on
from accord.sources.normalise import normalise, one_line
from accord.sources.pdf_layout import Line, Paragraph, known_words, lay_out_pages, words_of
from accord.sources.refusals import refused

__all__ = ["MOST_PAGES", "MOST_SECONDS", "laid_out", "read_pdf"]

MOST_PAGES = 1_000  # a long report has 400; reading the facts of 1,000 takes a minute
MOST_CHARACTERS = 10_000_000
MOST_SECONDS = 60  # a report of 300 pages takes 1
_CHILD = Path(__file__).with_name("pdf_child.py")
_TAIL = 4_096  # bytes at the end in which a whole file says where its index starts
_FEW_LETTERS = 40  # of a page that is a picture: a scanner's stamp, no text layer
_GARBLED, _ODD = 0.25, 0.01  # share of characters without meaning: refused, said
_LEAST_LETTERS = 0.4  # of the characters that are no spaces; prose has 0.9, a table of figures 0.5
_SCRIPTS = 3  # that one document is written in; letters of a dozen are the chance that a broken font makes
_NO_MEANING = {"\ufffd", "\u25a1", *(chr(code) for code in range(0x20))}
_TITLES_STAND_IN = 6  # paragraphs of the first page
_LARGER = 1.1  # a title is that much larger than the text
_TOOLS = ("microsoft word", "untitled", "powerpoint", "layout 1", "document", "无标题", "文档")


class _Page(msgspec.Struct, frozen=True):
    """What the child says of a page."""

    lines: list[Line] = []
    picture: bool = False
    error: bool | str = False

    @property
    def letters(self) -> int:
        """Return how many letters and digits stand on it."""
        return sum(character.isalnum() for line in self.lines for character in line.text)


class _Document(msgspec.Struct, frozen=True):
    """What the child says of the document."""

    pages: int = 0
    info: dict[str, str] = {}
    error: str = ""


def read_pdf(raw: bytes, *, latest: date | None = None) -> Draft:
    """Return a PDF as a draft.

    Raises:
        RefusedError: `damaged`, `encrypted`, `no_text_layer`, `garbled`, `too_many_pages`, `too_complex_file`.
    """
    if b"startxref" not in raw[-_TAIL:]:
        raise refused("damaged", found="a PDF file that ends in the middle")
    document, pages = _opened(raw)
    _check_letters(pages)
    paragraphs, content, starts = laid_out([page.lines for page in pages])
    head = read_head(content, latest=latest)
    return Draft(
        content=content,
        title=_title(document, paragraphs, content) or head.title,
        published=published_on(content, document.info.get("CreationDate", ""), latest=latest),
        publisher=head.publisher,
        warnings=(*_odd(pages, content), *head.warnings),
        pages=starts,
    )


def _opened(raw: bytes) -> tuple[_Document, list[_Page]]:
    """Return what the child found.

    Raises:
        RefusedError: It could not open the file, or not in the time and memory that it has.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-P", str(_CHILD), str(MOST_PAGES), str(MOST_CHARACTERS)],
            input=raw,
            capture_output=True,
            timeout=MOST_SECONDS,
            check=False,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as error:
        raise refused("too_complex_file", found="a PDF file", limit=f"{MOST_SECONDS} seconds") from error
    first, *rest = done.stdout.splitlines() or [b""]
    try:
        document = msgspec.json.decode(first, type=_Document)
        pages = [msgspec.json.decode(line, type=_Page) for line in rest]
    except msgspec.DecodeError as error:  # it ended before it could say anything
        raise _ended(done.returncode) from error
    _check(document, pages)
    if len(pages) < document.pages:
        raise _ended(done.returncode)
    return document, pages


def _check(document: _Document, pages: Sequence[_Page]) -> None:
    if document.error:
        raise refused(
            document.error, found="a PDF file" + (" that no program can open" * (document.error == "damaged"))
        )
    if document.pages > MOST_PAGES:
        raise refused("too_many_pages", found=f"{document.pages:,}", limit=f"{MOST_PAGES:,}")
    if not document.pages or all(page.error is True for page in pages):
        raise refused("damaged", found="a PDF file without a page that can be read")
    if any(page.error == "too_long" for page in pages):
        raise refused("too_complex_file", found="a PDF file", limit=f"{MOST_CHARACTERS:,} characters")


def _ended(code: int) -> RefusedError:
    if code == 1:  # Python's own end: there is no PDFium, or no memory for it
        return refused("too_complex_file", found="a PDF file", limit="the memory that one document may use")
    return refused("damaged", found="a PDF file on which its reader failed")


def _check_letters(pages: Sequence[_Page]) -> None:
    """Raise where there is no text layer, or none that means anything.

    Raises:
        RefusedError: `no_text_layer`, `garbled`.
    """
    readable = [page for page in pages if page.letters > (_FEW_LETTERS if page.picture else 0)]
    shown = Counter(character for page in pages for line in page.lines for character in line.text if character != " ")
    meant = sum(times for character, times in shown.items() if not _is_meaningless(character))
    total = sum(shown.values())
    if total and meant < (1 - _GARBLED) * total:
        raise refused("garbled", found=f"{total - meant:,} of {total:,} characters")
    if not readable:
        raise refused("no_text_layer", found="pictures of pages" if any(page.picture for page in pages) else "drawings")
    letters = sum(page.letters for page in readable)
    if total > 200 and letters < _LEAST_LETTERS * total:
        raise refused("garbled", found=f"{total - letters:,} of {total:,} characters")
    scripts = Counter[str]()
    for character, times in shown.items():
        scripts[_script(character)] += times if character.isalpha() else 0
    foreign = sum(scripts.values()) - sum(times for _, times in scripts.most_common(_SCRIPTS))
    if foreign > _GARBLED * sum(scripts.values()):
        raise refused("garbled", found=f"{foreign:,} of {total:,} characters")


def _script(character: str) -> str:
    """Return the first word of a character's name, which is that of its script: `LATIN`, `CJK`, `CYRILLIC`."""
    return unicodedata.name(character, "").partition(" ")[0]


def _is_meaningless(character: str) -> bool:
    return character in _NO_MEANING or "\ue000" <= character <= "\uf8ff" or character >= "\U000f0000"


def _odd(pages: Sequence[_Page], content: str) -> Iterator[str]:
    failed = [str(at) for at, page in enumerate(pages, 1) if page.error]
    pictures = [str(at) for at, page in enumerate(pages, 1) if page.picture and page.letters <= _FEW_LETTERS]
    if failed:
        yield f"{_named(failed)} could not be read"
    if pictures:
        yield f"no text layer on {_named(pictures)}: what stands in pictures is not read"
    lost = sum(content.count(character) for character in _NO_MEANING - {"\n"})
    if lost > _ODD * len(content):
        yield f"{lost:,} of {len(content):,} characters have no meaning: a font does not say which they are"


def _named(pages: list[str]) -> str:
    return f"page{'s' * (len(pages) > 1)} {', '.join(pages[:10])}{' and more' * (len(pages) > 10)}"


def laid_out(pages: Sequence[Sequence[Line]]) -> tuple[list[Paragraph], str, tuple[int, ...]]:
    """Return the paragraphs, their words, normalised, and the offset at which each page begins, unless none would hold."""
    paragraphs, known, count = lay_out_pages(pages), known_words(pages), len(pages)
    parts: list[str] = []
    starts: dict[int, int] = {}
    length = 0
    for paragraph in paragraphs:
        pieces = words_of(paragraph, known)
        if not normalise("".join(piece for _, piece in pieces)):
            continue
        if parts:
            parts.append("\n\n")
            length += 2
        for page, piece in pieces:
            plain = _plain(piece)
            starts.setdefault(page, length)
            parts.append(plain)
            length += len(plain)
    content = normalise("".join(parts))
    offsets = [starts.get(page, -1) for page in range(count)]
    for page in range(count - 1, -1, -1):  # an empty page begins where the next one does
        if offsets[page] < 0:
            offsets[page] = offsets[page + 1] if page + 1 < count else len(content)
    starts_at = tuple(min(offset, len(content)) for offset in offsets) if content == "".join(parts) else ()
    return paragraphs, content, starts_at


def _plain(piece: str) -> str:
    """Return a piece of a line normalised; the space at its end parts it from the next line."""
    plain = normalise(piece.replace("\u00ad", "-") if piece.endswith("\u00ad") else piece).replace("\n", " ")
    return f"{plain} " if piece.endswith(" ") and plain else plain


def _title(document: _Document, paragraphs: Sequence[Paragraph], content: str) -> str | None:
    """Return the title that the file states if its words have it too; else the first line that is larger than the text."""
    stated = one_line(document.info.get("Title", ""))
    in_words = _alike(stated) in _alike(content[:5_000])
    if stated and in_words and reads_like_a_title(stated) and not stated.casefold().startswith(_TOOLS):
        return stated
    if not paragraphs:
        return None
    usual = median(line.height for paragraph in paragraphs for _, line in paragraph.lines)
    for paragraph in paragraphs[:_TITLES_STAND_IN]:
        words = one_line("".join(piece for _, piece in words_of(paragraph, Counter())))
        if paragraph.height > _LARGER * usual and reads_like_a_title(words):
            return words
    return None


def _alike(words: str) -> str:
    return "".join(character for character in words.casefold() if character.isalnum())
