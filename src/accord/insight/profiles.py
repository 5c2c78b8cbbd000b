"""What is known of one body: dated lines with their words under fixed headings, partners, sectors, promises, posts, kin.

In:  the register, the id of a body.
Out: `Profile`; a heading without lines is there too: that nothing is known is worth knowing.

Two reports of one agreement are one line; a line stands under one heading only, but for agreements, which are both what
happened lately and partnerships.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from accord.errors import NotFoundError
from accord.gazetteer import Entry, entry
from accord.gazetteer.tables import entries
from accord.model import terms
from accord.register import Asking, entity_of, find_id
from accord.register.pages.parties import (
    Told,
    agreed_by_year,
    body,
    children_of,
    names_of,
    partners_of,
    posts_at,
    told_of,
)

__all__ = ["HEADINGS", "Kin", "Profile", "Years", "body_row", "profile"]

HEADINGS = (
    "developments",
    "financial_performance",
    "strategic_initiative",
    "product_launch",
    "partnership",
    "leadership_change",
)
_LINES = 8  # of a heading
_MOST = {"agreement": 16, "meeting": 8, "commitment": 6, "progress": 8, "project": 8, "topic": 8, "mechanism": 8}
_PARTNERS, _POSTS, _SECTORS, _YEARS = 10, 40, 8, 12
_ID = "p-"


class Years(msgspec.Struct, frozen=True):
    """Agreements by year and sector.

    Attributes:
        years: The years, the earliest first, without gaps.
        total: Agreements of each year.
        sectors: Those with most agreements, each with how many there are in each year, and in all.
    """

    years: tuple[str, ...]
    total: tuple[int, ...]
    sectors: tuple[tuple[str, tuple[int, ...], int], ...]


class Kin(msgspec.Struct, frozen=True):
    """To which body one belongs and which belong to it, as the gazetteer knows; an `id` is there for those in the register."""

    parents: tuple[dict[str, Any], ...]
    children: tuple[dict[str, Any], ...]
    source: str | None


class Profile(msgspec.Struct, frozen=True):
    """What is known of a body.

    Attributes:
        body: What it is called, what it is, where it is.
        names: The forms of its names.
        headings: Lines by heading, the newest first; each has `what` (kind of fact), `day`, `of` (the fields), words, document.
        commitments: Its latest undertakings; `modalities` are how many there are of each.
        counts: How many facts there are by kind; empty for a body that is everywhere.
        meetings: The latest.
        partners: With whom it agrees most; `partners_total` how many they are.
        years: Its agreements over the years.
        posts: Who holds or held which post there.
        kin: Parents and subsidiaries.
    """

    body: dict[str, Any]
    names: tuple[dict[str, Any], ...]
    headings: dict[str, tuple[dict[str, Any], ...]]
    commitments: tuple[dict[str, Any], ...]
    modalities: dict[str, int]
    counts: dict[str, int]
    meetings: tuple[dict[str, Any], ...]
    partners: tuple[dict[str, Any], ...]
    partners_total: int
    years: Years | None
    posts: tuple[dict[str, Any], ...]
    kin: Kin


def profile(asking: Asking, id_: str) -> Profile:
    """Return what is known of a body.

    Raises:
        NotFoundError: No body has the id, or several have.
    """
    row = body_row(asking, id_)
    one = body(asking, row)
    topics = terms.members(terms.TopicKind)
    told = told_of(asking, row, mentions=one["mentions"] or 0, most=_MOST, topics=topics)
    total, partners = partners_of(asking, row, _PARTNERS)
    return Profile(
        body=one,
        names=tuple(names_of(asking, row)),
        headings=_headings(told),
        commitments=tuple(_dated(told.lines["commitment"])),
        modalities=told.modalities,
        counts=told.counts,
        meetings=tuple(_dated(told.lines["meeting"])),
        partners=tuple(partners),
        partners_total=total,
        years=_years(agreed_by_year(asking, row)),
        posts=tuple(posts_at(asking, row, _POSTS)),
        kin=_kin(asking, one["id"].removeprefix(_ID)),
    )


def body_row(asking: Asking, id_: str) -> int:
    """Return the row of the body that an id means: its own, one of its mentions', or the beginning of one.

    Raises:
        NotFoundError: No body has it, or several have.
    """
    what, whole = find_id(asking, id_)
    row = entity_of(asking, whole) if what == "party" else None
    if row is None:
        raise NotFoundError("%(id)s is no party", id=id_)
    return row


def _headings(told: Told) -> dict[str, tuple[dict[str, Any], ...]]:
    agreements = _once(_dated(told.lines["agreement"]))
    lately = [*agreements, *(one for kind in ("progress", "project", "mechanism") for one in _dated(told.lines[kind]))]
    found = {"developments": _one_a_document(_newest(lately))[:_LINES]}
    agreed = {one["document"] for one in told.lines["agreement"]}
    for heading in HEADINGS[1:]:
        lines = _dated(told.topics.get(heading, []))
        if heading == "partnership":  # what a document says of its agreement is one line with it
            lines = _newest([*agreements, *(one for one in lines if one["document"] not in agreed)])
        found[heading] = _one_a_document(_newest(lines))[:_LINES]
    return {heading: tuple(found[heading]) for heading in HEADINGS}


def _dated(lines: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return lines with the day of which they speak, else that of their document."""
    return [{**one, "day": _day(one["of"].get("date")) or one["published"]} for one in lines]


def _day(date: str | None) -> str | None:
    return None if date is None or date.startswith("--") else date


def _newest(lines: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(lines, key=lambda one: (one["day"] or "", one["id"]), reverse=True)


def _one_a_document(lines: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return of each document one line of a kind: a report that names five projects is one development."""
    kept: dict[tuple[str, str], dict[str, Any]] = {}
    for one in lines:
        kept.setdefault((one["document"], one["of"].get("agreement") or one["what"]), one)
    return list(kept.values())


def _once(lines: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the reports of agreements, of each agreement the first."""
    kept: dict[str, dict[str, Any]] = {}
    for one in lines:
        kept.setdefault(one["of"]["agreement"], one)
    return list(kept.values())


def _years(rows: Iterable[Mapping[str, Any]]) -> Years | None:
    """Return agreements by year and sector; None where no year is known."""
    known = [(int(one["year"]), one["sector"], one["count"]) for one in rows if (one["year"] or "").isdigit()]
    if not known:
        return None
    last = max(year for year, _, _ in known)
    first = max(min(year for year, _, _ in known), last - _YEARS + 1)
    years = range(first, last + 1)
    by_sector: dict[str | None, dict[int, int]] = {}
    for year, sector, count in known:
        by_sector.setdefault(sector, {})[year] = count
    total = by_sector.pop(None)
    rows_of = [(str(sector), tuple(held.get(year, 0) for year in years)) for sector, held in by_sector.items()]
    ranked = sorted(((sector, cells, sum(cells)) for sector, cells in rows_of), key=lambda one: (-one[2], one[0]))
    told = tuple(one for one in ranked if one[2])[:_SECTORS]
    return Years(tuple(map(str, years)), tuple(total.get(year, 0) for year in years), told)


def _kin(asking: Asking, code: str) -> Kin:
    own = entry(code)
    if own is None:
        return Kin((), (), None)
    above: list[Entry] = []
    at = entry(own.parent) if own.parent else None
    while at is not None and at not in above:
        above.append(at)
        at = entry(at.parent) if at.parent else None
    below = [one for one in entries().values() if one.parent == own.code] if own.level == "" else []
    held = {one["id"]: one for one in children_of(asking, [f"{_ID}{one.code}" for one in (*above, *below)])}
    parents = tuple(held.get(f"{_ID}{one.code}") or _unheld(one) for one in above)
    children = tuple(held[f"{_ID}{one.code}"] for one in below if f"{_ID}{one.code}" in held)
    return Kin(parents, children, own.source)


def _unheld(one: Entry) -> dict[str, Any]:
    names = {f"name_{name.language}": name.text for name in reversed(one.names) if name.sort == "full"}
    return {"id": None, "name": one.names[0].text, **names}
