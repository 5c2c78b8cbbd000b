"""The lists of the register: filters, order, pages; every filter and sort of `register.LISTS` is a parameter here.

Out: a call a list.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from accord.register import LISTS, Asking, list_records
from accord.register.asking.keyset import stretch
from accord.register.asking.lists import Filter, Listing
from accord.web.api import shapes
from accord.web.api.call import Answer, Asked, Call, Parameter
from accord.web.api.cursors import CURSOR, after_of, cursor_of
from accord.web.api.shapes_decisions import DAY

__all__ = ["CURSOR_PARAMETER", "FILTERS", "LIMIT", "LISTED", "LIST_CALLS", "limit_of", "with_money"]

_MOST = 200  # records a page
_SOME = 50
_MANY = {"party", "region", "sector"}
_PUBLISHED = "f.published"  # how facts are sorted by the day of their document

LISTED: dict[str, type[msgspec.Struct]] = {
    "agreements": shapes.Agreement,
    "meetings": shapes.Meeting,
    "parties": shapes.Party,
    "posts": shapes.Post,
    "commitments": shapes.Commitment,
    "progress": shapes.Progress,
    "mechanisms": shapes.Mechanism,
    "projects": shapes.Project,
    "documents": shapes.Document,
}
LIMIT = Parameter(
    "limit", "How many records at most.", {"type": "integer", "minimum": 1, "maximum": _MOST, "default": _SOME}
)
CURSOR_PARAMETER = Parameter("cursor", "Where the page begins: `next` of the page before it.", CURSOR)
_COUNT = Parameter("total", "`yes`: count all records under these filters.", {"type": "string", "enum": ["yes", "no"]})


def limit_of(asked: Asked) -> int:
    """Return how many records are asked for."""
    return asked.number("limit", _SOME)


def with_money(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record with its amount and currency as one value."""
    if "currency" in record:
        amount, currency = record.pop("amount"), record.pop("currency")
        record["amount"] = {"value": amount, "currency": currency} if amount and currency else None
    return record


def _listed(name: str) -> Call:
    listing = LISTS[name]

    def do(asked: Asked, asking: Asking) -> Answer:
        return _page(name, asked, asking)

    return Call(
        "GET",
        f"/{name}",
        f"list_{name}",
        listing.about,
        tag=name,
        action="look",
        does=do,
        gives=_page_shape(name, LISTED[name]),
        parameters=(*FILTERS[name], _sort(listing), LIMIT, CURSOR_PARAMETER, _COUNT),
        problems=("not_found",),
        more="Values of different filters must all hold, and so must several values of one.",
    )


def _page(name: str, asked: Asked, asking: Asking) -> Answer:
    sort = asked.one("sort") or _sorts(LISTS[name])[0]
    filters = {one: values for one, values in asked.query.items() if one in LISTS[name].filters}
    of = f"{name}:{sort}"
    after = after_of(of, asked.one("cursor"))
    found = stretch(asking, name, filters=filters, sort=sort, limit=limit_of(asked), after=after)
    total = _total(name, asked, asking, filters) if asked.one("total") == "yes" else None
    following = cursor_of(of, found.after) if found.after else None
    records = [with_money(record) for record in found.records]
    return Answer({"records": records, "next": following, "total": total}, next=following)


def _total(name: str, asked: Asked, asking: Asking, filters: Mapping[str, list[str]]) -> int:
    if name == "agreements":
        return asked.visit.house.tally.total(asking, filters)
    return list_records(asking, name, filters=filters, limit=1).total


def _page_shape(name: str, record: type[msgspec.Struct]) -> type[msgspec.Struct]:
    shape = msgspec.defstruct(
        f"{record.__name__}List",
        [("records", list[record]), ("next", str | None), ("total", int | None, None)],  # type: ignore[valid-type]
        frozen=True,
        module=__name__,
    )
    shape.__doc__ = f"One page of {name}; `next` is the cursor of the page after it, null on the last."
    return shape


def _parameter(name: str, filter_: Filter) -> Parameter:
    return Parameter(
        name, f"Only what {filter_.help}." if name == "party" else _told(filter_), _schema(name, filter_), name in _MANY
    )


def _told(filter_: Filter) -> str:
    return filter_.help[0].upper() + filter_.help[1:] + "."


def _schema(name: str, filter_: Filter) -> Mapping[str, Any]:
    if filter_.choices:
        return {"type": "string", "enum": list(filter_.choices)}
    if filter_.day:
        return {"type": "string", "pattern": DAY, "title": "YYYY-MM-DD, YYYY-MM or YYYY", "examples": ["2024-07-14"]}
    return {"type": "string", "minLength": 1, "maxLength": 200}


def _sorts(listing: Listing) -> list[str]:
    """Return the sorts of a list, the default first; of facts only the one that an index holds, there are a million."""
    if _PUBLISHED in listing.sorts.values():
        return ["-published", "published"]
    default = next(iter(listing.sorts))
    names = [f"{sign}{name.lstrip('-')}" for name in listing.sorts for sign in ("", "-")]
    return [default, *(name for name in names if name != default)]


def _sort(listing: Listing) -> Parameter:
    names = _sorts(listing)
    return Parameter(
        "sort", "In which order; `-` for descending. Records without a value come last.",
        {"type": "string", "enum": names, "default": names[0]},
    )  # fmt: skip


FILTERS: dict[str, tuple[Parameter, ...]] = {
    name: tuple(_parameter(one, filter_) for one, filter_ in LISTS[name].filters.items()) for name in LISTED
}
LIST_CALLS = tuple(_listed(name) for name in LISTED)
