"""Read the gazetteer's lists, once.

In:  `data/*.tsv`: lines that start with `#` (what the list is, its source), a header, one entry a row; several names in one cell
     are parted by `|`.
Out: `entries()` by code, `index()` by folded name.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

import msgspec

from accord.errors import ConfigError
from accord.gazetteer.entries import Entry, EntryKind, Language, Name, NameSort, folded
from accord.tsv import read_table

__all__ = ["COLUMNS", "LISTS", "NAME_COLUMNS", "Known", "entries", "index", "rows"]

LISTS = (
    "countries",
    "divisions",
    "world_places",
    "zones",
    "central_enterprises",
    "subsidiaries",
    "finance",
    "ministries",
    "central_bodies",
    "universities",
    "academies",
    "companies",
    "foreign",
    "international",
    "further_bodies",
)  # a code that stands twice fails the load

NAME_COLUMNS: Mapping[str, tuple[Language, NameSort]] = {
    "zh": ("zh", "full"),
    "en": ("en", "full"),
    "zh_short": ("zh", "short"),
    "en_short": ("en", "short"),
    "zh_local": ("zh", "local"),
    "en_local": ("en", "local"),
    "zh_abbr": ("zh", "abbreviation"),
    "acronym": ("en", "acronym"),
    "zh_former": ("zh", "former"),
    "en_former": ("en", "former"),
    "zh_other": ("zh", "other"),
    "en_other": ("en", "other"),
    "en_adjective": ("en", "adjective"),
}
_FOR_ALL = re.compile(r"^# (kind|level|region|parent): (\S+)$", re.MULTILINE)
_APART: tuple[NameSort, ...] = ("abbreviation", "local", "adjective")  # names that count only where they are asked for
COLUMNS = ("code", "kind", "level", "region", "parent", *NAME_COLUMNS)


class Known(msgspec.Struct, frozen=True):
    """Codes that go by one folded name, by what sort of name it is."""

    codes: tuple[str, ...]
    abbreviated: tuple[str, ...]
    local: tuple[str, ...]
    adjective: tuple[str, ...]


def rows(stem: str) -> tuple[str, tuple[dict[str, str], ...]]:
    """Return a list's source and its rows, cells by column; `# kind: enterprise` above gives all rows that cell."""
    table = read_table(resources.files("accord.gazetteer") / "data" / f"{stem}.tsv")
    source = " ".join(line.lstrip("# ") for line in table.remarks).partition("Source:")[2].strip()
    given = dict(_FOR_ALL.findall("\n".join(table.remarks)))
    return source, tuple(given | row for row in table.rows)


@cache
def entries() -> Mapping[str, Entry]:
    """Return every entry by its code."""
    found: dict[str, Entry] = {}
    for stem in LISTS:
        source, table = rows(stem)
        for row in table:
            if row["code"] in found:
                raise ConfigError(f"gazetteer/data/{stem}.tsv: {row['code']!r} stands twice; a code names one entry")
            found[row["code"]] = _entry(row, f"{stem}: {source}")
    return found


@cache
def index() -> Mapping[str, Known]:
    """Return by folded name who goes by it."""
    plain: dict[str, list[str]] = {}
    apart: dict[NameSort, dict[str, list[str]]] = {sort: {} for sort in _APART}
    for code, one in entries().items():
        for name in one.names:
            who = apart.get(name.sort, plain).setdefault(folded(name.text), [])
            if code not in who:
                who.append(code)
    found = {key: Known(tuple(who), (), (), ()) for key, who in plain.items()}
    for key in dict.fromkeys(key for by_key in apart.values() for key in by_key):
        found[key] = Known(tuple(plain.get(key, ())), *(tuple(apart[sort].get(key, ())) for sort in _APART))
    return found


def _entry(row: dict[str, str], source: str) -> Entry:
    return Entry(
        code=row["code"],
        kind=_kind(row["kind"]),
        names=tuple(_names(row)),
        parent=row.get("parent") or None,
        region=row.get("region") or None,
        level=row.get("level", ""),
        source=source,
    )


def _kind(word: str) -> EntryKind:
    return word  # type: ignore[return-value]  # tests/gazetteer holds every row to the closed list


def _names(row: dict[str, str]) -> Iterator[Name]:
    seen = set()
    for column, (language, sort) in NAME_COLUMNS.items():
        cell = row.get(column)
        for text in cell.split("|") if cell else ():
            if (text, language) not in seen:
                seen.add((text, language))
                yield Name(text, language, sort)
