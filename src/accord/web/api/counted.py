"""Projects with what a policy counts of them, and rates of follow-through; as the pages show them.

Out: shapes, parameters and functions of two calls.
"""

from typing import Any, get_args

import msgspec

from accord.errors import NotFoundError
from accord.follow.counting import POLICIES
from accord.follow.counting.rates import Kind
from accord.follow.stages import Stage
from accord.insight.rates import BY, Part
from accord.insight.told import project_lines, rate_lines
from accord.model.dates import PartialDate
from accord.model.terms import ProjectKind, Sector
from accord.register import Asking
from accord.register.asking.asking import parties_meant
from accord.register.asking.keyset import After
from accord.register.pages.between import bodies_told
from accord.web.api.call import Answer, Asked, Parameter
from accord.web.api.cursors import after_of, cursor_of
from accord.web.api.lists import limit_of
from accord.web.counted import projects_today, rates_today, settled_today, the_period
from accord.web.standing import held_today

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
    held, limit, wanted = held_today(asked.visit, asking), limit_of(asked), asked.one("counted")
    policy, period = asked.one("policy", POLICIES[0]), asked.one("period")
    total, settled = settled_today(held, policy, the_period(period))
    every = sorted(projects_today(held).values(), key=lambda one: (one.first or "", one.id), reverse=True)
    if wanted:
        every = [one for one in every if (one.id in settled and settled[one.id].projects > 0) == (wanted == "yes")]
    of = f"counted:{policy}:{period}:{wanted}"
    at = _begins(after_of(of, asked.one("cursor")))
    shown = every[at : at + limit]
    following = cursor_of(of, After(at + limit, shown[-1].id)) if len(every) > at + limit else None
    value: dict[str, Any] = {
        "records": project_lines(asking, held.of, shown, settled, asked.visit.language),
        "next": following,
        "projects": total.projects,
        "left_out": len(total.left_out),
    }
    return Answer(value, next=following)


def rates_told(asked: Asked, asking: Asking) -> dict[str, Any]:
    """Return the rates of a part.

    Raises:
        NotFoundError: No body goes by the name.
    """
    held, by = held_today(asked.visit, asking), asked.one("by", "sector")
    groups: list[tuple[str, frozenset[str]]] = []
    if party := asked.one("party"):
        bodies = bodies_told(asking, parties_meant(asking, party))
        groups.append(("partner", frozenset(body["id"] for body in bodies)))
    if sector := asked.one("sector"):
        groups.append(("sector", frozenset({sector})))
    part = Part(tuple(groups), asked.one("since"), asked.one("until"))
    return {"records": rate_lines(rates_today(held, part, by), by, held.of, asked.visit.language)}


def _begins(after: After | None) -> int:
    if after is None:
        return 0
    if not isinstance(after.key, int) or after.key < 0:
        raise NotFoundError("the cursor leads nowhere")
    return after.key
