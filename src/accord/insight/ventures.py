"""All that is known today of a few projects, in the form in which `insight.known` has it of all: of what the fold keeps.

In:  one state of a register, rows of ventures, the day.
Out: `Known` of them alone: what is made of it is the same, and nothing else is looked at.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from accord.follow.silence import CLOSED, Heard
from accord.insight.days import by_then
from accord.insight.known import Known
from accord.insight.ledger import Line
from accord.insight.standing import Stand, as_confirmed
from accord.register import Asking
from accord.register.pages.named_projects import named_projects
from accord.register.pages.period import signings_told
from accord.register.pages.ventures import agreement_groups, group_names, joined_in, promises_of

__all__ = ["known_of"]


def known_of(asking: Asking, ventures: Sequence[int], as_of: date) -> Known:
    """Return what is known of these ventures; the day is today or a later one."""
    agreements, namings, project = joined_in(asking, ventures)
    groups = agreement_groups(asking, agreements)
    told = signings_told(asking, sorted(agreements))
    signings = {one["id"]: one for one in told if by_then(one["published"], as_of) and by_then(one["day"], as_of)}
    named = [one for one in named_projects(asking, sorted(namings)) if by_then(one["published"], as_of)]
    stands = {id_: one for id_, one in as_confirmed(asking, named, as_of).items() if one.decision}
    partners = {body for of in groups["partner"].values() for body in of}
    bodies = group_names(asking, "partner", partners.union(*(one["parties"] for one in named)))
    places = {key for of in groups["district"].values() for key in of} | {str(one["region"]) for one in bodies.values()}
    names = {"partner": bodies, "sector": {}, "district": group_names(asking, "district", places)}
    lines = _lines(promises_of(asking, sorted(agreements)), as_of)
    return Known(as_of, signings, lines, {one["id"]: one for one in named}, stands, project, groups, names)


def _lines(promises: Iterable[Mapping[str, Any]], as_of: date) -> dict[str, Line]:
    """Return promises as lines of the ledger: those of an agreement together, the earliest first."""
    of: dict[str, list[Line]] = defaultdict(list)
    for one in promises:
        if by_then(one["told"], as_of):
            of[one["agreement"]].append(_line(one, as_of))
    return {line.id: line for lines in of.values() for line in lines}


def _line(one: Mapping[str, Any], as_of: date) -> Line:
    late = one["late_from"] is not None and one["late_from"] <= as_of.isoformat()
    return Line(
        id=one["id"], row=one["row"], same=tuple(row for row, _ in one["same"] if row != one["row"]),
        own=frozenset(document for _, document in one["same"]), document=one["document"], agreement=one["agreement"],
        published=one["published"], due=one["due"], grade=one["grade"], stand=_stand(one),
        actors=tuple(id_ for id_, acts in one["sides"] if acts), sides=frozenset(id_ for id_, _ in one["sides"]),
        sectors=tuple(one["sectors"]), late=(as_of - date.fromisoformat(one["due_last"])).days if late else None,
        heard=_heard(one, as_of.isoformat()),
    )  # fmt: skip


def _stand(one: Mapping[str, Any]) -> Stand:
    if one["decision"] is None:
        return Stand(one["state"], one["published"])
    return Stand(
        one["state"], one["since"], one["quote"], one["told_in"], f"d{one['decision']}", claim=bool(one["claim"])
    )


def _heard(one: Mapping[str, Any], today: str) -> Heard:
    if one["state"] in CLOSED or one["word_last"] is None:
        return "closed" if one["state"] in CLOSED else "undated"
    if one["silent_from"] and one["silent_from"] <= today:
        return "silent"
    return "recent" if one["quiet_from"] and today < one["quiet_from"] else "unread"
