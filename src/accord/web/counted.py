"""Projects and what counts of them, kept with what is known: for the pages of projects and rates.

In:  what is held of the register; in an address a policy of counting and a period.
Out: projects, what a policy counts of them.
"""

from starlette.datastructures import QueryParams

from accord.flows.papers.periods import days_of
from accord.follow.counting import POLICIES, Case, Total
from accord.follow.counting.totals import Period
from accord.insight.projects import Project, Settled, projects, settled
from accord.insight.rates import BY, Part, Rates, by_group, cases_of, fitting, near, rates_of, without_quarter
from accord.web.counting import Held

__all__ = [
    "period_of",
    "policy_of",
    "prepare",
    "projects_today",
    "rates_today",
    "settled_today",
    "the_period",
    "without_quarter_today",
]


def projects_today(held: Held) -> dict[str, Project]:
    """Return every project, by its id."""
    return held.once("projects", lambda: projects(held.of))


def settled_today(held: Held, counted_by: str, period: Period | None) -> tuple[Total, dict[str, Settled]]:
    """Return what a policy counts in a period, and of each project."""
    return held.once(("settled", counted_by, period), lambda: settled(held.of, counted_by, period))


def policy_of(asked: QueryParams) -> str:
    """Return the policy that an address names, the first where it names none of them."""
    return asked["policy"] if asked.get("policy") in POLICIES else POLICIES[0]


def period_of(asked: QueryParams) -> Period | None:
    """Return the days of the period that an address names (`2026`, `2026-Q3`, `2026-10`); None for all time, or for no period."""
    return the_period(asked.get("period", ""))


def the_period(text: str) -> Period | None:
    """Return the days of a period (`2026`, `2026-Q3`, `2026-10`); None where it is none.

    >>> the_period("2026-q3"), the_period("soon")
    ((datetime.date(2026, 7, 1), datetime.date(2026, 9, 30)), None)
    """
    try:
        return days_of(text.strip().upper())
    except ValueError:
        return None


def rates_today(held: Held, part: Part, by: str) -> Rates:
    """Return the rates of a part; worked out once while the register stays as it is."""
    return held.once(("rates", part, by), lambda: rates_of(_part_of(held, part), by=by))


def without_quarter_today(held: Held, part: Part) -> int:
    """Return how many cases a part leaves out because nobody knows their quarter."""
    return len(without_quarter(held.once("no quarter", lambda: without_quarter(_cases(held), Part(since="0"))), part))


def prepare(held: Held) -> None:
    """Make what pages ask for first."""
    projects_today(held)
    settled_today(held, POLICIES[0], None)
    for by in BY:
        rates_today(held, Part(), by)
    _groups(held)


def _cases(held: Held) -> list[Case]:
    return held.once("cases", lambda: sorted(cases_of(held.of).values(), key=lambda case: case.id))


def _groups(held: Held) -> dict[tuple[str, str], list[Case]]:
    return held.once("groups", lambda: by_group(_cases(held)))


def _part_of(held: Held, part: Part) -> list[Case]:
    if part == Part():
        return _cases(held)
    return sorted(fitting(near(_groups(held), part), part), key=lambda case: case.id)
