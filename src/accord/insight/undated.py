"""What belongs to no period, because nobody knows its day: signings, promises, and words that a person confirmed.

In:  one state of a register; what is known by the end of a period.
Out: `Undated`. A signing has its own day or that of its reports, a promise that of its document or of its agreement.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from accord.follow.wordings import gathered
from accord.insight.days import is_dated
from accord.insight.known import Known
from accord.model.dates import interval
from accord.register import Asking
from accord.register.asking.states import facts_given, steps_of
from accord.register.pages.named_projects import named_projects
from accord.register.pages.period import signings_told, worded

__all__ = ["Undated", "undated"]

Record = Mapping[str, Any]


class Undated(msgspec.Struct, frozen=True):
    """What has no day.

    Attributes:
        signings: One report of each agreement, by its id.
        promises: Ids of those of which no report has a day.
        words: The last step without a day that a person confirmed, by the id of the promise or of the project's naming.
        named: Namings of projects to which words belong, by their ids.
    """

    signings: Mapping[str, Record]
    promises: tuple[str, ...]
    words: Mapping[str, Record]
    named: Mapping[str, Record]


def undated(asking: Asking, of: Known) -> Undated:
    """Return what no period holds; of words only those of what is known by the day of `of`, or has no day itself."""
    signings: dict[str, Record] = {}
    for one in signings_told(asking):
        if not is_dated(one["day"]):
            signings.setdefault(one["agreement"], one)
    told = worded(asking)
    promises, rows = _promises(told), {row for line in of.lines.values() for row in (line.row, *line.same)}
    named = {
        one["id"]: one for one in named_projects(asking) if one["id"] in of.named or not is_dated(one["published"])
    }
    words = _words(asking, {*promises, *named, *(one["id"] for one in told if one["row"] in rows)})
    return Undated(
        {one["id"]: one for one in signings.values()},
        promises,
        words,
        {id_: named[id_] for id_ in words if id_ in named},
    )


def _promises(told: Sequence[Record]) -> tuple[str, ...]:
    """Return the promises that no report with a day words, each by the wording that tells it."""
    without = [one for one in told if not is_dated(one["day"])]
    agreements = {one["agreement"] for one in without} - {None}
    alike = [one for one in told if one["agreement"] in agreements] + [one for one in without if not one["agreement"]]
    groups = gathered(dict(one) for one in alike) if without else []
    return tuple(sorted(group[0]["id"] for group in groups if not any(is_dated(one["day"]) for one in group)))


def _words(asking: Asking, ids: Iterable[str]) -> dict[str, Record]:
    """Return the last step without a day of each promise or naming, where there is one."""
    found: dict[str, Record] = {}
    for id_, taken in steps_of(asking, set(ids) & facts_given(asking)).items():
        without = [step for step in taken if not (step["day"] and interval(step["day"]))]
        if without:
            found[id_] = without[-1]
    return found
