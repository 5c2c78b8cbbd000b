"""Projects with what a policy counts of them, and rates of follow-through; as the pages show them.

Out: shapes, parameters and functions of two calls.
"""

from typing import Any, get_args

import msgspec

from accord.errors import NotFoundError
from accord.follow.counting import POLICIES
from accord.follow.counting.rates import Kind
from accord.follow.stages import Stage
from accord.insight.projects import settled
from accord.insight.shares import BY
from accord.insight.told import project_lines, rate_lines
from accord.model.dates import PartialDate
from accord.model.terms import ProjectKind, Sector
from accord.register import Asking
from accord.register.asking.asking import parties_meant
from accord.register.asking.keyset import After
from accord.register.asking.rated import Part
from accord.register.asking.ventures import Wanted, ventures_in
from accord.register.pages.ventures import group_names
from accord.web.api.call import Answer, Asked, Parameter
from accord.web.api.cursors import after_of, cursor_of
from accord.web.api.lists import limit_of
from accord.web.counted import counts_today, shares_today, shown, the_period
from accord.web.standing import today

__all__ = ["PROJECTS", "RATES", "CountedList", "RateList", "counted_projects", "rates_told"]

_PERIOD = r"^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?$"
_QUARTER = r"^\d{4}-Q[1-4]$"


class CountedProject(msgspec.Struct, frozen=True):
    """A project over all documents that tell of it, with what the policy counts.

    Attributes:
        id: Of the project: the smallest id of its agreements, else of the facts that name it.
        stage: The highest that was signed for or that a person confirmed; null where nothing is signed.
        stopped: What stopped it, where somebody says so and nobody that it went on.
        first: The day of its first signing.
        counted: 1 where the project counts, else 0.
        rule: The rule that decided; null where no signing of it is known.
        money: What counts of its money, by currency: number and currency.
        last: The day of the last word of it; `quote` are these words, `document` where they stand.
    """

    id: str
    name: str | None
    kind: ProjectKind | None
    stage: Stage | None
    stopped: Stage | None
    first: PartialDate | None
    counted: int
    rule: str | None
    why: str | None
    money: list[str]
    parties: list[str]
    sectors: list[str]
    districts: list[str]
    last: PartialDate | None
    quote: str | None
    document: str | None


class CountedList(msgspec.Struct, frozen=True):
    """One page of projects; `projects` is how many count in all, `left_out` how many reports do not."""

    records: list[CountedProject]
    next: str | None
    projects: int
    left_out: int


class RateLine(msgspec.Struct, frozen=True):
    """A rate of a group; of all where `group` is null. Share and 90 % interval are null where there are too few to say."""

    rate: Kind
    group: str | None
    name: str | None
    reached: int
    cases: int
    share: float | None
    low: float | None
    high: float | None
    too_few: bool
    silent: int


class RateList(msgspec.Struct, frozen=True):
    """Rates, those over all first."""

    records: list[RateLine]


PROJECTS = (
    Parameter("policy", "How projects are counted.", {"type": "string", "enum": list(POLICIES), "default": POLICIES[0]}),
    Parameter("period", "Only what is new in it: 2026, 2026-Q3, 2026-10.", {"type": "string", "pattern": _PERIOD}),
    Parameter("counted", "Only projects that count, or that do not.", {"type": "string", "enum": ["yes", "no"]}),
)  # fmt: skip
RATES = (
    Parameter("by", "Which groups are told.", {"type": "string", "enum": list(BY), "default": "sector"}),
    Parameter(
        "party", "Only what this body agreed: its id or a name.", {"type": "string", "minLength": 1, "maxLength": 200}
    ),
    Parameter("sector", "Only of this sector.", {"type": "string", "enum": list(get_args(Sector))}),
    Parameter("since", "Only what was signed from this quarter on.", {"type": "string", "pattern": _QUARTER}),
    Parameter("until", "Only what was signed up to this quarter.", {"type": "string", "pattern": _QUARTER}),
)


def counted_projects(asked: Asked, asking: Asking) -> Answer:
    """Return one page of projects, the first signed last.

    Raises:
        NotFoundError: The cursor leads nowhere.
    """
    house, day = asked.visit.house, today(asked.visit)
    limit, only = limit_of(asked), asked.one("counted")
    policy, period = asked.one("policy", POLICIES[0]), asked.one("period")
    wanted = Wanted(day, policy, the_period(period), {"counted": [only]} if only else {})
    total = counts_today(house, asking, policy, wanted.period)
    cursor = f"counted:{policy}:{period}:{only}"
    at = _begins(after_of(cursor, asked.one("cursor")))
    found = ventures_in(asking, wanted, "newest", limit=limit + 1, offset=at)
    of, every = shown(asking, found[:limit], day)
    following = cursor_of(cursor, After(at + limit, found[limit - 1][1])) if len(found) > limit else None
    value: dict[str, Any] = {
        "records": project_lines(asking, of, every, settled(of, policy, wanted.period)[1], asked.visit.language),
        "next": following,
        "projects": total.projects,
        "left_out": total.left_out,
    }
    return Answer(value, next=following)


def rates_told(asked: Asked, asking: Asking) -> dict[str, Any]:
    """Return the rates of a part.

    Raises:
        NotFoundError: No body goes by the name.
    """
    by = asked.one("by", "sector")
    groups: list[tuple[str, tuple[str, ...]]] = []
    if party := asked.one("party"):
        groups.append(("partner", tuple(map(str, parties_meant(asking, party)))))
    if sector := asked.one("sector"):
        groups.append(("sector", (sector,)))
    part = Part(today(asked.visit).isoformat(), tuple(groups), asked.one("since"), asked.one("until"))
    told = shares_today(asked.visit.house, asking, part, by)
    names = group_names(asking, by, (key for key, _ in told.groups()))
    return {"records": rate_lines(told, by, names, asked.visit.language)}


def _begins(after: After | None) -> int:
    if after is None:
        return 0
    if not isinstance(after.key, int) or after.key < 0:
        raise NotFoundError("the cursor leads nowhere")
    return after.key
