"""What ventures are joined from, and what promises are rated by, as the register tells it.

In:  rows of agreements, namings, promises, by venture.
Out: `Parts` of ventures, `Groups` of promises.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from accord.register.asking.states import steps_of
from accord.register.file.plain import Asking, grouped
from accord.register.pages.period import signings_told
from accord.register.reports.sides import parties_of
from accord.register.ventures.describing import Parts
from accord.register.ventures.marking import Groups

__all__ = ["Joined", "node_ids", "parts_of", "promises_told"]

_NAMINGS = (
    "SELECT f.row, f.id, u.published, EXISTS (SELECT 1 FROM followed w WHERE w.fact = f.row) FROM fact f "
    "JOIN unit u ON u.row = f.unit WHERE f.row IN ({rows})"
)
_BODIES = (
    "SELECT p.fact, o.entity FROM fact_party p JOIN mention m ON m.row = p.mention JOIN form o ON o.row = m.form "
    "WHERE NOT p.as_read AND o.entity IS NOT NULL AND p.fact IN ({rows})"
)
_SECTORS = "SELECT agreement, sector FROM agreement_sector WHERE agreement IN ({rows})"
_PLACES = "SELECT row, region FROM entity WHERE region IS NOT NULL AND row IN ({rows})"
_PROMISES = (
    "SELECT p.agreement, f.id, p.silent_from, p.decision, p.state, p.since, "
    'substr(t.content, k.start + 1, k."end" - k.start) FROM promise p JOIN fact f ON f.row = p.row '
    "LEFT JOIN followed_words k ON k.decision = p.decision AND k.unit = p.told_in LEFT JOIN unit u ON u.row = k.unit "
    "LEFT JOIN text t ON t.row = u.text WHERE p.agreement IN ({rows})"
)
_RATED = "SELECT row, agreement, grade, state, quarter, told, silent_from FROM promise WHERE row IN ({rows})"
_ACTING = "SELECT promise, entity FROM promise_side WHERE acts AND promise IN ({rows})"
_OWN = "SELECT fact, sector FROM fact_sector WHERE fact IN ({rows})"
_IDS = {
    "a": "SELECT row, id FROM agreement WHERE status = 'signed' AND row IN ({rows})",
    "n": "SELECT row, id FROM fact WHERE row IN ({rows})",
}

Rows = Mapping[int, Sequence[tuple[Any, ...]]]


class Joined(msgspec.Struct, frozen=True):
    """What is one venture: rows of agreements and of namings."""

    row: int
    id: str
    agreements: tuple[int, ...]
    namings: tuple[int, ...]


def node_ids(asking: Asking, agreements: Iterable[int], namings: Iterable[int]) -> dict[str, str]:
    """Return the ids of signed agreements and of namings, by `a` or `n` and the row."""
    found: dict[str, str] = {}
    for kind, rows in (("a", agreements), ("n", namings)):
        found |= {f"{kind}{row}": of[0][0] for row, of in grouped(asking, _IDS[kind], sorted(rows)).items()}
    return found


def parts_of(asking: Asking, ventures: Sequence[Joined]) -> Iterator[Parts]:
    """Yield what these ventures are joined from."""
    agreements = sorted(row for one in ventures for row in one.agreements)
    namings = sorted(row for one in ventures for row in one.namings)
    signings: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for report in signings_told(asking, agreements):
        signings[report["held"]].append(report)
    named = {row: of[0] for row, of in grouped(asking, _NAMINGS, namings).items()}
    steps = steps_of(asking, (id_ for id_, _, followed in named.values() if followed))
    promises, sectors = grouped(asking, _PROMISES, agreements), grouped(asking, _SECTORS, agreements)
    parties, bodies = parties_of(asking, agreements), grouped(asking, _BODIES, namings)
    places = _places(asking, (*parties.values(), *bodies.values()))
    for one in ventures:
        partners, by = _ones(parties, one.agreements), _ones(bodies, one.namings)
        ids = [named[row] for row in one.namings]
        yield Parts(
            one.row,
            one.id,
            [told for row in one.agreements for told in signings.get(row, ())],
            [{"id": id_, "published": published} for id_, published, _ in ids],
            [_promise(told) for row in one.agreements for told in promises.get(row, ())],
            [{**steps[id_][-1], "id": id_} for id_, _, _ in ids if steps.get(id_)],
            Groups(partners, _ones(sectors, one.agreements), _of(places, partners if one.agreements else by), by),
        )


def promises_told(asking: Asking, rows: Sequence[int]) -> Iterator[tuple[int, Mapping[str, Any], Groups]]:
    """Yield promises with what rates ask of them, and their groups."""
    told = grouped(asking, _RATED, rows)
    agreements = sorted({of[0][0] for of in told.values()} - {None})
    parties, sectors = parties_of(asking, agreements), grouped(asking, _SECTORS, agreements)
    acting = grouped(asking, _ACTING, [row for row, of in told.items() if of[0][0] is None])
    own = grouped(asking, _OWN, rows)
    places = _places(asking, (*parties.values(), *acting.values()))
    for row, ((agreement, grade, state, quarter, known, silent),) in told.items():
        partners = _ones(acting, [row]) if agreement is None else _ones(parties, [agreement])
        of = _ones(own, [row]) or (_ones(sectors, [agreement]) if agreement is not None else frozenset())
        what = {
            "grade": grade, "state": state, "quarter": quarter, "told": known[:10] if known else None, "silent_from": silent,
        }  # fmt: skip
        yield row, what, Groups(partners, of, _of(places, partners))


def _promise(told: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip(("id", "silent_from", "decision", "state", "since", "quote"), told, strict=True))


def _ones(of: Rows, rows: Iterable[int]) -> frozenset[Any]:
    return frozenset(one for row in rows for (one,) in of.get(row, ()))


def _places(asking: Asking, of: Iterable[Sequence[tuple[Any, ...]]]) -> dict[int, str]:
    bodies = sorted({entity for told in of for (entity,) in told})
    return {row: told[0][0] for row, told in grouped(asking, _PLACES, bodies).items()}


def _of(places: Mapping[int, str], bodies: Iterable[int]) -> frozenset[str]:
    return frozenset(places[one] for one in bodies if one in places)
