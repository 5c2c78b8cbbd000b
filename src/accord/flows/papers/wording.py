"""The words of papers, in the reader's language: `words.tsv`.

In:  a key, values.
Out: words; lines with a number that leads to their source.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from babel import Locale
from babel.numbers import format_compact_decimal

from accord.exchange.paper import Line, Run, cut, ems
from accord.tsv import read_table

__all__ = ["Cited", "listed", "money", "say"]

_TITLE_EMS, _PUBLISHER_EMS = 44.0, 20.0  # of a source: one line of it on a page


def say(key: str, language: str, **values: object) -> str:
    """Return words in a language.

    >>> say("heard_recent", "en", day="2024-07-14"), say("not_known", "zh")
    ('last word 2024-07-14', '暂无')
    """
    told = _words(language)[key]
    return told % values if values else told


def money(amount: str | None, currency: str | None, language: str) -> str:
    """Return an amount in short; "" for None.

    >>> money("6000000000", "CNY", "en"), money("320000000", "CNY", "zh")
    ('CNY 6 billion', '3.2亿 CNY')

    Source:
        Unicode CLDR, through Babel.
    """
    if not amount:
        return ""
    form: Literal["long", "short"] = "long" if "long" in Locale.parse(language).compact_decimal_formats else "short"
    try:
        told = format_compact_decimal(Decimal(amount), format_type=form, locale=language, fraction_digits=2)
    except InvalidOperation:
        told = amount
    return say("amount", language, amount=told, currency=currency or "").strip()


class Cited:
    """The documents that a paper cites, numbered in the order in which they are first cited."""

    def __init__(self, documents: Mapping[str, Mapping[str, Any]], language: str) -> None:
        """Begin with none cited of these documents, by their ids."""
        self._documents, self._language = documents, language
        self._numbers: dict[str, int] = {}

    def mark(self, document: str | None) -> Run:
        """Return the number of a document, as it stands behind a line; nothing where there is none."""
        if document is None or document not in self._documents:
            return Run("")
        number = self._numbers.setdefault(document, len(self._numbers) + 1)
        return Run(f" [{number}]", faint=True, link=f"#source-{number}")

    @property
    def documents(self) -> tuple[str, ...]:
        """Return the ids of the documents, in the order of their numbers."""
        return tuple(self._numbers)

    def lines(self) -> tuple[Line, ...]:
        """Return each document: title, publisher or where it is from, day."""
        return tuple(self._line(self._documents[document]) for document in self._numbers)

    def _line(self, record: Mapping[str, Any]) -> Line:
        title = record["headline"] or say("untitled", self._language)
        day = record["published"] or say("undated", self._language)
        address = record["source"] if str(record["source"]).startswith(("http://", "https://")) else None
        by = record["publisher"] or _end(str(record["source"]), _PUBLISHER_EMS)
        return (Run(cut(title, _TITLE_EMS), link=address), Run(f" · {cut(by, _PUBLISHER_EMS)} · {day}", faint=True))


def listed(words: Iterable[str], language: str) -> str:
    """Return words as a list, each once."""
    return say("comma", language).join(dict.fromkeys(words))


def _end(place: str, most: float) -> str:
    """Return where something is from; of a path that is too long its end, which says most.

    >>> _end("news/2024/nanjing.txt", 10)
    '…/nanjing.txt'
    """
    if ems(place) <= most:
        return place
    *_, last = place.rstrip("/").rpartition("/")
    return f"…/{last}"


@cache
def _words(language: str) -> dict[str, str]:
    rows = read_table(files("accord.flows.papers") / "words.tsv").rows
    return {row["key"]: row[language] for row in rows}
