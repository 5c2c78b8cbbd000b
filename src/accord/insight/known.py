"""All that is known by a day of signings, promises and projects, in the form in which it is counted.

In:  one state of a register, a day; what is known by it.
Out: `Known`; reports, rates and the table of projects are made of it, so that they show the same numbers.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec

from accord.follow.counting import joined
from accord.insight.days import EVER, Time, by_then
from accord.insight.ledger import Line, ledger
from accord.insight.standing import Stand
from accord.register import Asking
from accord.register.pages.named_projects import agreements_of_projects, named_projects
from accord.register.pages.period import carried_on, groups_of, signings_told

__all__ = ["Known", "grouped", "known"]


class Known(msgspec.Struct, frozen=True):
    """What is known by a day.

    Attributes:
        signings: Reports of signed agreements, by their ids.
        lines: Promises, by their ids.
        named: Namings of projects, by their ids; `stands` says which of them a person has confirmed a state of.
        project: The project of each signed agreement and of each naming, by their ids.
        groups: Dimension (`partner`, `sector`, `district`) -> agreement -> keys.
        names: Dimension -> key -> name by language.
    """

    as_of: date
    signings: dict[str, dict[str, Any]]
    lines: dict[str, Line]
    named: dict[str, dict[str, Any]]
    stands: Mapping[str, Stand]
    project: dict[str, str]
    groups: dict[str, dict[str, list[str]]]
    names: Mapping[str, Mapping[str, Mapping[str, str]]]


def known(asking: Asking, as_of: date, *, time: Time = EVER) -> Known:
    """Return what is known by a day; what was published or signed later is left out, and what `time` does not hold of it."""
    groups, names = groups_of(asking)
    told = signings_told(asking)
    signings = {one["id"]: one for one in told if by_then(one["published"], as_of) and time.by(one["day"], as_of)}
    named = [one for one in named_projects(asking) if time.by(one["published"], as_of)]
    agreements = {one["agreement"] for one in signings.values()}
    project = joined(agreements, carried_on(asking), named, agreements_of_projects(asking), groups["partner"])
    said = {id_: one for id_, one in time.stands(asking, named, as_of).items() if one.decision}
    lines = ledger(asking, as_of, groups["partner"], time=time)
    return Known(as_of, signings, lines, {one["id"]: one for one in named}, said, project, groups, names)


def grouped(known: Known, agreements: Iterable[str]) -> list[tuple[str, str]]:
    """Return the groups of agreements: pairs of dimension and key, each once."""
    listed = list(agreements)
    pairs = {(by, key) for by, of in known.groups.items() for one in listed for key in of.get(one, ())}
    return sorted(pairs)
