"""Lay out who says what of an agreement, and how it stands to others.

In:  the page of an agreement, as `register.show` gives it.
Out: lines: where its reports differ with who says what, its series, its links with the words that prove them.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from accord.cli.marks import in_context
from accord.cli.telling import in_words, tell
from accord.cli.width import clean, wrap

__all__ = ["agreement_lines"]

Record = Mapping[str, Any]


def agreement_lines(page: Record, width: int) -> Iterator[str]:
    """Yield what an agreement's reports disagree about, its series and its links; nothing where there is none."""
    told = page.get("reports", ())
    if len(told) > 1:
        yield from _differences(page.get("said", ()), {one["id"]: _outlet(one) for one in told}, width)
    yield from _series(page.get("series"), width)
    yield from _links(page.get("links", ()), width)


def _differences(said: Sequence[Record], outlets: Mapping[str, str], width: int) -> Iterator[str]:
    differing = [field for field in said if field["differs"]]
    if differing:
        yield from ["", "Reports differ"]
    for field in differing:
        yield f"  {field['field'].replace('_', ' ')}"
        for value in field["values"]:
            who = "; ".join(outlets[one] for one in value["by"])
            yield from wrap(clean(f"{_value(value['value'])}: {who}"), width, indent="    ")


def _series(series: Record | None, width: int) -> Iterator[str]:
    if not series:
        return
    if series["ordinal"] or series["agreements"]:
        yield from ["", "Series"]
    if series["ordinal"]:
        since = f" since {series['since']}" if series["since"] else ""
        unknown = series["known_by_count"]
        count = f"; {unknown} before it known by count only" if unknown else ""
        yield from wrap(clean(f"no. {series['ordinal']}{since}{count}"), width, indent="  ")
    yield from _agreements(series["agreements"], width)
    if series["beside"]:
        yield from ["", "On the same day, between the same parties"]
    yield from _agreements(series["beside"], width)


def _agreements(others: Sequence[Record], width: int) -> Iterator[str]:
    for other in others:
        yield from wrap(f"{other['id']}  {tell('agreement', other)}", width, indent="  ")


def _links(links: Sequence[Record], width: int) -> Iterator[str]:
    if links:
        yield from ["", f"Links ({len(links)})"]
    for head, same in groupby(sorted(links, key=_linked), key=_linked):
        yield from wrap(head, width, indent="  ")
        for link in same:
            if link["quote"]:
                yield from wrap(in_context("", link["quote"], ""), width, indent="    ")


def _linked(link: Record) -> str:
    """Return how it stands to which agreement, one line."""
    other = link["agreement"]
    if other:
        return f"{link['relation']} {other['id']}  {tell('agreement', other)}"
    kind, date = link["kind"].replace("_", " "), f" of {link['date']}" if link["date"] else ""
    return f"{link['relation']} one known from these words only: {kind}{date}"


def _outlet(report: Record) -> str:
    """Return who reports it: the publisher, else the source, with the day."""
    told = report["publisher"] or report["source"]
    when = f", {report['published']}" if report["published"] else ""
    mention = ", in passing" if report["earlier"] else ""
    return f"{report['id']} ({told}{when}{mention})"


def _value(value: object) -> str:
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return " | ".join(str(one["name"]) for one in value)
    return in_words(value).strip('"')
