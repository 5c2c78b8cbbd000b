"""Projects and rates as pages ask for them: of what the fold keeps; sums are kept while the register stays as it is.

In:  a house, one state of its register; in an address a policy of counting and a period.
Out: projects of a page, what a policy counts; rates of a part.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from starlette.datastructures import QueryParams

from accord.flows.papers.periods import days_of
from accord.follow.counting import POLICIES
from accord.follow.counting.totals import Period
from accord.insight.known import Known
from accord.insight.projects import Project, projects
from accord.insight.shares import BY, Shares, shares
from accord.insight.ventures import known_of
from accord.register import Asking, list_records
from accord.register.asking.rated import Part, ids_of_bodies, without_quarter
from accord.register.asking.ventures import Counts, Wanted, counts, reports_total, venture_total, ventures_in
from accord.register.file.version import version
from accord.web.house import House

__all__ = [
    "MARKED",
    "counts_today",
    "page_today",
    "period_of",
    "policy_of",
    "promises_today",
    "shares_today",
    "shown",
    "the_period",
    "total_today",
    "undated_today",
    "warm",
]

T = TypeVar("T")
MARKED = {"late": "late_on", "silent": "silent_on"}  # filters of promises that ask for a day: today


def shown(asking: Asking, found: Sequence[tuple[int, str]], today: date) -> tuple[Known, list[Project]]:
    """Return what is known of ventures, given by row and id, and them as projects in their order."""
    of = known_of(asking, [row for row, _ in found], today)
    every = projects(of)
    return of, [every[id_] for _, id_ in found if id_ in every]


def counts_today(house: House, asking: Asking, counted_by: str, period: Period | None) -> Counts:
    """Return what a policy counts in a period."""
    reports = _once(house, asking, "reports", lambda: reports_total(asking))
    return _once(house, asking, ("counts", counted_by, period), lambda: counts(asking, counted_by, period, reports))


def total_today(house: House, asking: Asking, wanted: Wanted) -> int:
    """Return how many projects are asked for.

    Raises:
        NotFoundError: No body goes by a name that is asked for.
    """
    return _once(house, asking, ("projects", _words(wanted)), lambda: venture_total(asking, wanted))


def page_today(house: House, asking: Asking, wanted: Wanted, sort: str, page: tuple[int, int]) -> list[tuple[int, str]]:
    """Return rows and ids of one page (`limit`, `offset`) of the projects that are asked for.

    Raises:
        NotFoundError: No body goes by a name that is asked for.
    """
    asked = ("page", _words(wanted), sort, page)
    return _once(house, asking, asked, lambda: ventures_in(asking, wanted, sort, limit=page[0], offset=page[1]))


def promises_today(house: House, asking: Asking, filters: Mapping[str, Sequence[str]]) -> int:
    """Return how many wordings of promises are asked for.

    Raises:
        NotFoundError: No body goes by a name that is asked for.
    """
    asked = ("promises", _listed(filters))
    return _once(house, asking, asked, lambda: list_records(asking, "commitments", filters=filters, limit=1).total)


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


def shares_today(house: House, asking: Asking, part: Part, by: str) -> Shares:
    """Return the rates of a part; worked out once while the register stays as it is."""
    bodies = _once(house, asking, "bodies", lambda: ids_of_bodies(asking)) if by == "partner" else None
    return house.rates.recall(version(asking), (part, by), lambda: shares(asking, part, by, bodies))


def undated_today(house: House, asking: Asking, part: Part) -> int:
    """Return how many cases a part leaves out because nobody knows their quarter."""
    return _once(house, asking, ("undated", part), lambda: without_quarter(asking, part))


def warm(house: House, today: date) -> None:
    """Work out what pages ask for first, where the register has changed."""
    with house.register.asking() as asking:
        counts_today(house, asking, POLICIES[0], None)
        total_today(house, asking, Wanted(today, POLICIES[0], None, {}))
        for late in MARKED.values():
            promises_today(house, asking, {late: [today.isoformat()]})
        for by in BY:
            shares_today(house, asking, Part(today.isoformat()), by)


def _words(wanted: Wanted) -> Hashable:
    return wanted.today, wanted.policy, wanted.period, _listed(wanted.filters)


def _listed(filters: Mapping[str, Sequence[str]]) -> Hashable:
    return tuple((name, tuple(values)) for name, values in sorted(filters.items()))


def _once(house: House, asking: Asking, question: Hashable, answer: Callable[[], T]) -> T:
    return house.memory.recall(version(asking), question, answer)
