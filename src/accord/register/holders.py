"""Persons, each with the posts that he holds or held.

In:  the name of a person, as a document words it.
Out: the persons who go by it, each with all names and posts, the earliest first.

One name at one body is one person. One name at two bodies is two persons, unless one document names both posts for him:
a move is a new post only where something says so. Names of two scripts are one person where they sound alike at one body
and no second name there does.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from accord.register.plain import Asking

__all__ = ["people"]

_MOST = 5_000  # posts of one sound that are looked at

_POSTS = (
    "SELECT k.key, f.id, d.row, d.person, d.post, d.organization, e.id AS party, e.name AS body, f.unit, f.published, "
    "u.id AS document, u.title, u.source FROM person_key k JOIN post d ON d.row = k.post JOIN fact f ON f.row = d.row "
    "JOIN unit u ON u.row = f.unit LEFT JOIN fact_party p ON p.fact = f.row AND NOT p.as_read "
    "LEFT JOIN mention m ON m.row = p.mention LEFT JOIN form o ON o.row = m.form LEFT JOIN entity e ON e.row = o.entity "
    "WHERE k.key IN (SELECT x.key FROM person_key x JOIN post y ON y.row = x.post WHERE y.person = :asked COLLATE NOCASE) "
    "ORDER BY f.id LIMIT :most"
)


def people(connection: Asking, asked: str) -> list[dict[str, Any]]:
    """Return the persons who go by a name, each `{name, names, posts}`; one who is named most often first."""
    rows = connection.execute(_POSTS, {"asked": asked.strip(), "most": _MOST}).mappings()
    posts = {row["row"]: row for row in rows}
    home = {row: row for row in posts}
    for left, right in _one(rows):
        a, b = _root(home, left), _root(home, right)
        home[max(a, b)] = min(a, b)
    together: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row, post in posts.items():
        together[_root(home, row)].append(post)
    wanted = [group for group in together.values() if any(_folded(p["person"]) == _folded(asked) for p in group)]
    return [_person(group) for group in sorted(wanted, key=lambda group: (-len(group), group[0]["id"]))]


def _one(rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, int]]:
    """Yield pairs of posts of one person: names that are one, at one body or in one document."""
    for where in ("place", "unit"):
        near: dict[tuple[str, Any], list[Mapping[str, Any]]] = defaultdict(list)
        for row in rows:
            at = row["unit"] if where == "unit" else row["party"] or _folded(row["organization"] or "")
            if at:
                near[row["key"], at].append(row)
        for beside in near.values():
            yield from _same_name(beside)


def _same_name(beside: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, int]]:
    """Yield pairs of posts whose names, which sound alike, are one: in one script, or across when there is no choice."""
    by_name: dict[str, list[int]] = defaultdict(list)
    for row in beside:
        by_name[_folded(row["person"])].append(row["row"])
    wide = [name for name in by_name if _is_wide(name)]
    narrow = [name for name in by_name if not _is_wide(name)]
    joined = [narrow, *([name] for name in wide)]
    if len(wide) == 1:
        joined = [[*narrow, *wide]]
    for names in joined:
        rows = [row for name in names for row in by_name[name]]
        yield from ((rows[0], row) for row in rows[1:])


def _person(group: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    names = Counter(post["person"] for post in group)
    told = sorted(group, key=lambda post: (post["published"] or "9999", post["id"]))
    fields = ("id", "person", "post", "organization", "party", "body", "published", "document", "title", "source")
    return {
        "name": min(names, key=lambda name: (-names[name], name)),
        "names": sorted(names),
        "posts": [{field: post[field] for field in fields} for post in told],
    }


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _is_wide(name: str) -> bool:
    """Return whether a name is written in signs of full width, one a syllable."""
    return any(unicodedata.east_asian_width(sign) == "W" for sign in name)


def _root(home: dict[int, int], row: int) -> int:
    while home[row] != row:
        home[row] = row = home[home[row]]
    return row
