"""What every language's reading of undertakings asks alike: which agreement was told of last, whose it is, by which means.

In:  the agreements of a page; who is to act; the values of cues.
Out: an agreement, an instrument, a row.
"""

from collections.abc import Collection, Iterable
from typing import Protocol

import msgspec

from accord.langs.rules import Rule
from accord.langs.spans import Spanned
from accord.model.reading import Agreement, Commitment, Money
from accord.model.terms import Instrument, Modality, Sector

__all__ = ["Terms", "commitment", "instrument_of", "last_told", "of_actors", "told_before"]


class _Promise(Protocol):
    @property
    def rule(self) -> Rule: ...
    @property
    def modality(self) -> Modality: ...


class Terms(msgspec.Struct, frozen=True):
    """What an undertaking says beside who is to act; `agreement` is the id of the one that it belongs to."""

    agreement: str | None
    instrument: Instrument
    sectors: tuple[Sector, ...]
    due: str | None
    amount: Money | None


def commitment(identity: str, unit: Spanned, promise: _Promise, actors: tuple[str, ...], terms: Terms) -> Commitment:
    """Return the row of an undertaking."""
    return Commitment(
        id=identity,
        rule=promise.rule.id,
        start=unit.start,
        end=unit.end,
        actors=actors,
        agreement=terms.agreement,
        modality=promise.modality,
        instrument=terms.instrument,
        sectors=terms.sectors,
        due=terms.due,
        amount=terms.amount,
        doubts=(),
        confidence=promise.rule.confidence,
    )


def instrument_of(values: Iterable[str]) -> Instrument:
    """Return by which means it is done: the first that is spoken of, 'project' only where no other is.

    >>> instrument_of(["project", "funding"]), instrument_of(["project"]), instrument_of([])
    ('funding', 'project', 'other')
    """
    found = list(values)
    telling = [value for value in found if value != "project"] or found or ["other"]
    return telling[0]  # type: ignore[return-value]  # a test holds the packs to the closed list


def told_before(agreements: Iterable[Agreement], end: int) -> list[Agreement]:
    """Return the agreements of which words before `end` tell."""
    return [one for one in agreements if any(start < end for start, _ in one.evidence)]


def last_told(agreements: Iterable[Agreement], end: int) -> Agreement | None:
    """Return the agreement of which the last words before `end` tell; None where none do."""
    told = told_before(agreements, end)
    return max(told, key=lambda one: max(start for start, _ in one.evidence if start < end), default=None)


def of_actors(agreements: Iterable[Agreement], actors: Collection[str], end: int) -> Agreement | None:
    """Return the agreement of those who are to act, of several the one last told of; None where no one fits."""
    who = set(actors)
    wider = [one for one in agreements if who and who <= set(one.parties)]
    fits = [one for one in wider if who == set(one.parties)] or wider
    if len(fits) == 1:
        return fits[0]
    return last_told(fits, end)
