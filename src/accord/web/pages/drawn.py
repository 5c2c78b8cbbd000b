"""What the network and the map share: which agreements an address means, the choices of its form, years as bars.

In:  what stands in an address: `since`, `until` (years), `sector`, `kind`, `body`, `region`.
Out: `Asked`, addresses of the agreements behind a picture, and what the form of filters shows.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import msgspec
from starlette.datastructures import QueryParams

from accord.insight import Asked, Kept, Ties, load_ties
from accord.model import terms
from accord.register import Asking
from accord.web.visit import Visit

__all__ = ["FILTERS", "agreements_behind", "asked_in", "choices", "filters_behind", "kept", "page_at", "ties_of"]

FILTERS = ("since", "until", "sector", "kind", "body", "region")
ROWS = 25  # of a table, a page
_TIES = Kept(load_ties)
_YEARS = (1, 9999)


def ties_of(visit: Visit, asking: Asking) -> Ties:
    """Return all agreements of the register as it is now."""
    return _TIES.of(asking, visit.house.register.url)


def asked_in(query: QueryParams) -> Asked:
    """Return which agreements an address means; what is no year is none."""
    words = {name: query.get(name, "").strip() or None for name in FILTERS}
    return Asked(**{**words, "since": _year(words["since"]), "until": _year(words["until"])})  # type: ignore[arg-type]


def kept(asked: Asked) -> dict[str, str]:
    """Return the filters as an address holds them."""
    return {name: str(value) for name, value in msgspec.structs.asdict(asked).items() if value is not None}


def filters_behind(asked: Asked, **more: list[str]) -> dict[str, list[str]]:
    """Return the filters of the list of agreements that mean the same; kinds of bodies are no filter there."""
    same = {name: [value] for name, value in kept(asked).items() if name not in ("since", "until", "body")}
    days = {
        "since": f"{asked.since:04d}-01-01" if asked.since else "",
        "until": f"{asked.until:04d}-12-31" if asked.until else "",
    }
    found = {name: [value] for name, value in days.items() if value} | same
    return found | {name: found.get(name, []) + values for name, values in more.items()}


def agreements_behind(asked: Asked, **more: list[str]) -> str:
    """Return the address of the agreements that a picture counts."""
    return f"/agreements?{urlencode(filters_behind(asked, **more), doseq=True)}"


def choices(asking: Asking, visit: Visit, asked: Asked, years: Mapping[int, int]) -> dict[str, Any]:
    """Return what the form of filters shows."""
    return {
        "asked": asked,
        "kept": kept(asked),
        "sectors": terms.members(terms.Sector),
        "kinds": terms.members(terms.AgreementKind),
        "bodies": terms.members(terms.PartyKind),
        "regions": _regions(asking, visit.language),
        "bars": _bars(years),
        "behind": lambda **more: agreements_behind(asked, **more),
    }


def page_at(query: QueryParams, total: int) -> tuple[int, int]:
    """Return where the rows of a table's page begin, and how many pages there are before the end."""
    asked = query.get("page", "")
    page = int(asked[:6]) if asked.isascii() and asked.isdigit() else 1
    last = max(1, -(-total // ROWS))
    return (max(1, min(page, last)) - 1) * ROWS, last


def _year(word: str | None) -> int | None:
    if word is None or not (word.isascii() and word.isdigit()) or len(word) > 4:
        return None
    return max(_YEARS[0], min(int(word), _YEARS[1]))


def _regions(asking: Asking, language: str) -> list[tuple[str, str]]:
    """Return the provinces and countries in which bodies are, by name."""
    rows = asking.execute(
        f"SELECT code, name_{language} FROM region WHERE level IN ('province', 'country') ORDER BY level DESC, code"
    )
    return [(code, name) for code, name in rows]


def _bars(years: Mapping[int, int]) -> list[tuple[int, int, float]]:
    """Return each year from the first to the last, its count, and how high it stands, 0 to 100."""
    most = max(years.values(), default=1)
    known = range(min(years), max(years) + 1) if years else ()
    return [(year, years.get(year, 0), round(100 * years.get(year, 0) / most, 1)) for year in known]
