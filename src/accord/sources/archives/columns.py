"""Which column of a table of articles holds what, and articles made of rows.

In:  the names of a table's columns, what a person says of them; then rows.
Out: `Columns`; then an `Article` of each row.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec

from accord.sources.archives.article import Article
from accord.sources.refusals import refused
from accord.sources.tables import rows

__all__ = ["MEANINGS", "Columns", "article_of", "columns_of"]

MEANINGS = ("text", "html", "title", "published", "publisher", "url", "retrieved")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")


class Columns(msgspec.Struct, frozen=True):
    """Which column holds what; a name with dots leads into a column that holds objects. None: there is none."""

    text: str | None = None
    html: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    retrieved: str | None = None

    def wanted(self) -> tuple[str, ...]:
        """Return the columns of the table that are needed, each once."""
        named = [name for meaning in MEANINGS if (name := getattr(self, meaning))]
        return tuple(dict.fromkeys(named))


def columns_of(names: Iterable[str], said: Mapping[str, str]) -> Columns:
    """Return which of the columns holds what.

    >>> columns_of(["Headline", "body", "date"], {"title": "Headline"})
    Columns(text='body', html=None, title='Headline', published='date', publisher=None, url=None, retrieved=None)

    Raises:
        RefusedError: `columns`, where none holds words, or one that a person named is not there.
    """
    there = {name.strip().casefold(): name for name in reversed(list(names))}
    shown = ", ".join(sorted(there.values())[:20]) or "none"
    missing = next((name for name in said.values() if not _is_there(name, there)), None)
    if missing is not None:
        raise refused("columns", found=f"there is no column {missing!r}; there are: {shown}")
    guessed: dict[str, str] = dict(said)
    for row in rows("columns"):
        if row["column"] in there and row["unless"] not in there and there[row["column"]] not in guessed.values():
            guessed.setdefault(row["means"], there[row["column"]])
    if not guessed.keys() & {"text", "html"}:
        raise refused("columns", found=f"none of the columns is known to hold words; there are: {shown}")
    return Columns(**guessed)


def article_of(row: Mapping[str, Any], columns: Columns, place: str) -> Article:
    """Return the article of a row.

    Raises:
        RefusedError: `empty`, where it holds no words.
    """
    text, html = _words(_cell(row, columns.text)), _words(_cell(row, columns.html))
    words = text if text.strip() else html
    if not words.strip():
        raise refused("empty", found="a row without words")
    url = _words(_cell(row, columns.url)).strip()
    return Article(
        place=place,
        raw=words.encode("utf-8", "surrogatepass"),
        media=f"text/{'plain' if text.strip() else 'html'}; charset=utf-8",
        title=_words(_cell(row, columns.title)).strip() or None,
        published=_day(_cell(row, columns.published)),
        publisher=_words(_cell(row, columns.publisher)).strip() or None,
        url=url if _ADDRESS.fullmatch(url) else None,
        retrieved=_day(_cell(row, columns.retrieved)),
    )


def _is_there(name: str, there: Mapping[str, str]) -> bool:
    return name in there.values() or name.partition(".")[0] in there.values()


def _cell(row: Mapping[str, Any], name: str | None) -> Any:  # noqa: ANN401 - a cell is anything
    if name is None:
        return None
    if name in row or "." not in name:
        return row.get(name)
    outer, _, inner = name.partition(".")
    within = row.get(outer)
    return _cell(within, inner) if isinstance(within, Mapping) else None


def _words(cell: Any) -> str:  # noqa: ANN401
    """Return a cell as words: paragraphs line by line, of anything else that is no text, nothing."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "replace")
    if isinstance(cell, list):
        return "\n".join(part for part in cell if isinstance(part, str))
    return ""


def _day(cell: Any) -> str | None:  # noqa: ANN401
    """Return what a cell says of a day, as words in which a date can be found."""
    if isinstance(cell, date):  # a datetime is one
        return cell.isoformat()
    if isinstance(cell, int) and not isinstance(cell, bool):
        cell = str(cell)
    written = _words(cell).strip()
    return _DAY.sub(r"\1-\2-\3", written) or None
