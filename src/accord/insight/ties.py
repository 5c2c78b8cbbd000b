"""All agreements of one state of a register, as arrays: who takes part, where, when, in which sectors.

In:  the register.
Out: `Ties`, from which every picture of who agrees with whom is counted in milliseconds, whatever the filters.

100,000 agreements are read in half a second and take 10 MB; a filter is one mask over them, and how often two bodies (or
two regions) agree is one sum over pairs that are put in order once.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from accord.gazetteer.points import points
from accord.insight.groups import Groups, distinct, grouped, pairs_within
from accord.model import terms
from accord.register import Asking

__all__ = ["LEVELS", "Asked", "Ties", "load_ties"]

LEVELS = ("province", "prefecture")
_KINDS, _SECTORS = terms.members(terms.AgreementKind), terms.members(terms.Sector)
_BODIES = terms.members(terms.PartyKind)
_YEAR = (
    "substr(CASE WHEN date IS NULL OR date LIKE '--%' THEN published ELSE date END, 1, 4)"  # as the list of agreements
)
_AGREEMENTS = f"SELECT row, COALESCE({_YEAR}, '0') AS year, kind FROM agreement ORDER BY row"


class Asked(msgspec.Struct, frozen=True):
    """Which agreements are meant; None is any.

    Attributes:
        since: First year.
        until: Last year.
        sector: One of the sectors.
        kind: Kind of agreement.
        body: Kind of a body that takes part.
        region: Code or name of where a body that takes part is.
    """

    since: int | None = None
    until: int | None = None
    sector: str | None = None
    kind: str | None = None
    body: str | None = None
    region: str | None = None


class Ties(msgspec.Struct, frozen=True):
    """What the agreements of one state say of who agrees.

    Attributes:
        rows: Row of each body in the register, in the order of the bodies' ids; a body is its place in it.
        year: Of each agreement; 0 where none is known.
        kind: Of each agreement, as its place in the closed list.
        sectors: Of each agreement, a bit a sector.
        bodies: Of each agreement, a bit for each kind of body that takes part.
        party: Which bodies take part in which agreements.
        pairs: Which two bodies do.
        places: Codes of provinces, cities and countries in which bodies are.
        lies: By level, the place of each body in `places`; -1 where it is not known.
        there: By level, which places take part in which agreements.
        flows: By level, which two different places do.
    """

    rows: NDArray[np.int64]
    year: NDArray[np.int16]
    kind: NDArray[np.int8]
    sectors: NDArray[np.int64]
    bodies: NDArray[np.int64]
    party: Groups
    pairs: Groups
    places: tuple[str, ...]
    lies: Mapping[str, NDArray[np.int32]]
    there: Mapping[str, Groups]
    flows: Mapping[str, Groups]

    def among(self, asking: Asking, asked: Asked) -> NDArray[np.bool_]:
        """Return which agreements are meant, a mask over all of them."""
        mask = np.ones(len(self.year), np.bool_)
        if asked.since is not None:
            mask &= self.year >= asked.since
        if asked.until is not None:
            mask &= (self.year <= asked.until) & (self.year > 0)
        if asked.kind is not None:
            mask &= self.kind == _place(_KINDS, asked.kind)
        for of, words, word in ((self.sectors, _SECTORS, asked.sector), (self.bodies, _BODIES, asked.body)):
            if word is not None:
                mask &= (of >> max(_place(words, word), 0)) & 1 == 1 if word in words else False
        if asked.region is not None:
            mask &= self._in_region(asking, asked.region)
        return mask

    def body_at(self, row: int) -> int | None:
        """Return the body whose row this is; None where it has no agreement or is not there."""
        found = np.flatnonzero(self.rows == row)
        return int(found[0]) if len(found) else None

    def _in_region(self, asking: Asking, region: str) -> NDArray[np.bool_]:
        told = asking.execute(
            "SELECT entity FROM entity_region WHERE region IN (SELECT region FROM region_name WHERE name = :name COLLATE NOCASE)",
            {"name": region},
        )
        inside = np.isin(self.rows, np.array(told.scalars(), np.int64))
        mask = np.zeros(len(self.year), np.bool_)
        mask[self.party.at[np.repeat(inside[self.party.left], self.party.sizes)]] = True
        return mask


def load_ties(asking: Asking) -> Ties:
    """Return what all agreements of a register say of who agrees."""
    number = {kind: place for place, kind in enumerate(_KINDS)}
    told = ((row, int(year), number.get(kind, -1)) for row, year, kind in asking.execute(_AGREEMENTS))
    agreements = _read(told, [("row", "i8"), ("year", "i2"), ("kind", "i1")])
    entities = asking.execute(
        "SELECT row, kind, region FROM entity WHERE row IN (SELECT entity FROM agreement_party) ORDER BY id"
    ).all()
    rows = np.array([one[0] for one in entities], np.int64)
    at, who = _takes_part(asking, agreements["row"], rows)
    kinds = np.array([_place(_BODIES, one[1]) for one in entities], np.int64)
    bodies = np.zeros(len(agreements), np.int64)
    np.bitwise_or.at(bodies, at, np.left_shift(1, np.maximum(kinds, 0))[who])
    places, lies = _lying(asking, [one[2] for one in entities])
    return Ties(
        rows=rows,
        year=agreements["year"],
        kind=agreements["kind"],
        sectors=_sectors(asking, agreements["row"]),
        bodies=bodies,
        party=grouped(who, who, at),
        pairs=pairs_within(at, who),
        places=places,
        lies=lies,
        there={level: _there(at, of[who]) for level, of in lies.items()},
        flows={level: pairs_within(*_known(at, of[who])) for level, of in lies.items()},
    )


def _takes_part(
    asking: Asking, agreements: NDArray[np.int64], rows: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return, of everybody that takes part in something, the agreement and the body, by their places."""
    told = _read(
        asking.execute("SELECT agreement, entity FROM agreement_party ORDER BY agreement"), [("a", "i8"), ("e", "i8")]
    )
    order = np.argsort(rows, kind="stable")
    return np.searchsorted(agreements, told["a"]), order[np.searchsorted(rows, told["e"], sorter=order)]


def _sectors(asking: Asking, agreements: NDArray[np.int64]) -> NDArray[np.int64]:
    bits = np.zeros(len(agreements), np.int64)
    for number, sector in enumerate(_SECTORS):
        told = asking.execute(
            "SELECT agreement FROM agreement_sector WHERE sector = :sector", {"sector": sector}
        ).scalars()
        bits[np.searchsorted(agreements, np.array(told, np.int64))] |= 1 << number
    return bits


def _lying(asking: Asking, regions: list[str | None]) -> tuple[tuple[str, ...], dict[str, NDArray[np.int32]]]:
    """Return all places, and by level where each body is: in its province or city, else in a country abroad."""
    known = {code: (level, parent) for code, level, parent in asking.execute("SELECT code, level, parent FROM region")}
    of = {level: {code: _place_of(code, level, known) for code in known} for level in LEVELS}
    found = {level: [of[level].get(code or "") for code in regions] for level in LEVELS}
    places = tuple(sorted({one for each in found.values() for one in each if one is not None}))
    number = {place: at for at, place in enumerate(places)}
    return places, {
        level: np.array([number.get(one or "", -1) for one in each], np.int32) for level, each in found.items()
    }


def _place_of(code: str, level: str, known: Mapping[str, tuple[str, str | None]]) -> str | None:
    """Return the place of a level in which a region is: the province, or the smallest that has a point; else the country.

    A city abroad of which no province is known stands for itself.
    """
    around = [code]
    while (parent := known.get(around[-1], ("", None))[1]) and parent not in around:
        around.append(parent)
    drawn = [one for one in around if one in points()]
    within = [one for one in around if known.get(one, ("",))[0] == level] if level == LEVELS[0] else []
    return next(iter(within or drawn), around[-1] if known.get(around[-1], ("",))[0] == "country" else None)


def _there(at: NDArray[np.int64], where: NDArray[np.int32]) -> Groups:
    kept, places = distinct(*_known(at, where))
    return grouped(places, places, kept)


def _known(at: NDArray[np.int64], where: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    return at[where >= 0], where[where >= 0].astype(np.int64)


def _read(told: Iterable[tuple[Any, ...]], columns: list[tuple[str, str]]) -> NDArray[Any]:
    return np.fromiter(told, dtype=np.dtype(columns))


def _place(words: tuple[str, ...], word: str) -> int:
    return words.index(word) if word in words else -1
