"""What each column of a ledger holds, by the words of its header; a person's word comes first.

In:  the headers of a sheet, what a person said of them.
Out: `Column`s; the signature under which what was said is remembered.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

import msgspec

from accord.errors import ConfigError
from accord.exchange.ledger.amounts import Unit, unit_declared, unit_of
from accord.exchange.ledger.tables import folded, keys, rows

__all__ = [
    "FIELDS",
    "KEPT",
    "Column",
    "Overrides",
    "column_of",
    "is_header",
    "is_meant",
    "parse_overrides",
    "script_of",
    "signature",
]

KEPT = "-"  # a column that is kept as words and fills no field
FIELDS: tuple[str, ...] = (
    "serial", "code", "title", "project", "party", "kind", "date", "place", "amount", "sector", "state", "signatories",
)  # fmt: skip
_JOINT = " / "  # between the levels of a header
_BRACKETED = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LEAST_ENDING, _LEAST_LETTERS = (
    2,
    4,
)  # characters of a known header word that the ending of another must have; in Latin letters

Overrides = Mapping[str, str]  # folded header, or letter of a column -> `field` or `field:unit`


class Column(msgspec.Struct, frozen=True):
    """One column: its letter, its header, its field (`-`: kept as words), its unit, and whether a person said so."""

    letter: str
    header: str
    field: str
    unit: Unit | None = None
    told: bool = False


def parse_overrides(said: Iterable[str]) -> dict[str, str]:
    """Return what a person said of columns (`HEADER=field`, `HEADER=amount:unit`, `F=-`), by folded header.

    Raises:
        ConfigError: It is not in that form, or names no field or unit.
    """
    out: dict[str, str] = {}
    for one in said:
        header, _, use = one.rpartition("=")
        field, _, unit = use.strip().partition(":")
        if not header.strip() or field not in (*FIELDS, KEPT):
            raise ConfigError(
                "--map '%(said)s': give HEADER=FIELD; the fields are %(all)s, and %(none)s for none",
                said=one,
                all=list(FIELDS),
                none=KEPT,
            )
        if unit and (field != "amount" or unit_of(unit) is None):
            raise ConfigError(
                "--map '%(said)s': '%(unit)s' is no unit of money; give one such as CNY, 万元 or EUR m",
                said=one,
                unit=unit,
            )
        out[folded(header)] = use.strip()
    return out


def column_of(letter: str, header: str, overrides: Overrides, *, table_unit: Unit | None = None) -> Column:
    """Return what a column holds.

    >>> column_of("C", "合作双方 / 甲方", {}).field, column_of("D", "已到位资金", {}).field
    ('party', '-')
    """
    use = _told(letter, header, overrides) if overrides else None
    return _column(letter, header, use, table_unit)


def is_meant(letter: str, header: str, said: str) -> bool:
    """Return whether a person who says this means the column.

    >>> is_meant("C", "合作双方 / 甲方", "甲方"), is_meant("C", "甲方", "c"), is_meant("C", "甲方", "乙方")
    (True, True, False)
    """
    return folded(said) in _callings(letter, header)


def _told(letter: str, header: str, overrides: Overrides) -> str | None:
    """Return what a person said of a column."""
    return next((overrides[calling] for calling in _callings(letter, header) if calling in overrides), None)


def _callings(letter: str, header: str) -> tuple[str, str, str]:
    """Return what a person may call a column: its header, its letter or the last level of its header."""
    return folded(header), letter.casefold(), folded(_levels(header)[-1])


@lru_cache(maxsize=4096)
def _column(letter: str, header: str, use: str | None, table_unit: Unit | None) -> Column:
    field, _, unit = (use or known_field(header) or KEPT).partition(":")
    if field != "amount":
        return Column(letter, header, field, told=use is not None)
    money = unit_of(unit) if unit else unit_declared(header) or unit_of(_levels(header)[-1]) or table_unit
    return Column(letter, header, field, money, told=use is not None)


@lru_cache(maxsize=4096)
def known_field(header: str) -> str | None:
    """Return the field that the words of a header name; `-` for one that is known to fill none; None for others."""
    levels = _levels(header)
    last, above = levels[-1], levels[-2] if len(levels) > 1 else ""
    if above and unit_of(last):
        return known_field(above)
    if above and folded(last) in (*_generic("lower"), *_generic("unit")):
        if _field(above) == "amount":
            return KEPT if folded(last) in _generic("unit") else "amount"
        group = next((above.removesuffix(word) for word in _generic("upper") if above.endswith(word)), above)
        return _field(above + last) or _field(f"{group} {last}") or _field(above)
    return _field(last)


def is_header(text: str) -> bool:
    """Return whether the words are known to head a column, as a whole."""
    return _plain(text) in _known()


def signature(headers: Sequence[str]) -> str:
    """Return the name under which what a person said of these headers is remembered; their order does not matter."""
    return hashlib.sha256("\n".join(sorted(map(folded, headers))).encode()).hexdigest()[:16]


def script_of(headers: Iterable[str]) -> str:
    """Return `Han` where most headers are written in it, else `*`."""
    found = [bool(_HAN.search(header)) for header in headers]
    return "Han" if sum(found) * 2 > len(found) else "*"


def _field(text: str) -> str | None:
    plain = _plain(text)
    if plain in _known():
        return _known()[plain]
    if any(part in plain for part in keys("not_columns")):
        return None
    endings = [word for word in _known() if plain.endswith(word) and len(word) >= _least(word)]
    return _known()[max(endings, key=len)] if endings else None


def _least(word: str) -> int:
    return _LEAST_LETTERS if word.isascii() else _LEAST_ENDING


def _levels(header: str) -> list[str]:
    return header.split(_JOINT)


def _plain(text: str) -> str:
    """Return the words of a header without brackets, and without the number of one of several alike ('合作单位2')."""
    plain = folded(_BRACKETED.sub("", text)) or folded(text)
    return plain.rstrip("0123456789") or plain


@cache
def _generic(level: str) -> tuple[str, ...]:
    """Return the words of a level that say nothing by themselves: lower ones folded, upper ones the longest first."""
    words = [row["header"] for row in rows("generic_columns") if row["level"] == level]
    return tuple(map(folded, words)) if level != "upper" else tuple(sorted(words, key=len, reverse=True))


@cache
def _known() -> dict[str, str]:
    return {folded(row["header"]): row["field"] for row in rows("columns")}
