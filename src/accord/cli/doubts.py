"""Facts that the program doubts, at the command line.

In:  doubted facts of the register.
Out: a table of them; one of them with its words and what speaks against it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from accord.cli import write
from accord.cli.marks import in_context
from accord.cli.tables import foot, table
from accord.cli.width import clean, wrap
from accord.register import Page

__all__ = ["DOUBT_FIELDS", "doubt_lines", "doubt_table", "plain_doubts"]

DOUBT_FIELDS = ("id", "of", "score", "quote", "reason", "title")
_SPARE = ("title", "reason")


def doubt_table(found: Page) -> Iterator[str]:
    """Yield the lines of a page of doubted facts."""
    if not found.total:
        yield "Nothing is doubted: each fact stands in words that nothing speaks against."
        return
    yield from table(plain_doubts(found), DOUBT_FIELDS, width=write.width(), spare=_SPARE)
    yield foot("doubts", found)


def plain_doubts(found: Page) -> list[dict[str, Any]]:
    """Return doubted facts as rows."""
    return [{**one, "score": _score(one)} for one in found.records]


def doubt_lines(found: Mapping[str, Any], *, width: int) -> Iterator[str]:
    """Yield the lines of one doubted fact: what it says, its words, what speaks against it."""
    yield ""
    yield from wrap(clean(f"{found['id']}  {_score(found)}  {found['of']}"), width)
    for name, value in found["fields"].items():
        if value not in (None, [], ""):
            told = "; ".join(map(str, value)) if isinstance(value, list) else value
            yield from wrap(clean(f"{name.replace('_', ' ')}: {told}"), width, indent="    ")
    where = ", ".join(str(found[part]) for part in ("title", "published", "source") if found.get(part))
    yield from wrap(clean(where), width, indent="  ")
    for seen in found["words"]:
        yield from wrap(in_context(seen["before"], seen["quote"], seen["after"]), width, indent="      ")
    for seen in found["doubts"]:
        yield from wrap(clean(f"against {seen['field'] or 'it'}: {seen['note']}"), width, indent="    ")
        yield from wrap(in_context(seen["before"], seen["quote"], seen["after"]), width, indent="      ")


def _score(one: Mapping[str, Any]) -> str:
    return "" if one["score"] is None else f"{one['score']:.2f}"
