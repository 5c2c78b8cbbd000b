"""Projects and what counts of them, kept with what is known: for the pages of projects and rates.

In:  what is held of the register; in an address a policy of counting and a period.
Out: projects, what a policy counts of them.
"""

import re
from datetime import date

from starlette.datastructures import QueryParams

from accord.follow.counting import POLICIES, Total
from accord.follow.counting.totals import Period
from accord.insight.projects import Project, Settled, projects, settled
from accord.model.dates import interval, is_partial_date, precision
from accord.web.counting import Held

__all__ = ["period_of", "policy_of", "projects_today", "settled_today"]

_QUARTER = re.compile(r"(\d{4})-[Qq]([1-4])")
_MONTH = 2  # of `precision`; a day is no period


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
    text = asked.get("period", "").strip()
    if found := _QUARTER.fullmatch(text):
        year, last = int(found[1]), 3 * int(found[2])
        ends = interval(f"{year:04}-{last:02}") if year else None
        return (date(year, last - 2, 1), ends[1]) if ends else None
    fits = bool(text) and not text.startswith("--") and is_partial_date(text) and precision(text) <= _MONTH
    return interval(text) if fits else None
