"""Projects: each once, how far it has come, what a policy counts of it; and one with all its acts, counted or left out.

In:  filters, sort, page, policy and period in the address.
Out: pages and files. Nothing is decided here.
"""

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from fastapi import APIRouter, Depends
from starlette.datastructures import QueryParams
from starlette.responses import Response

from accord.errors import NotFoundError
from accord.follow.counting import POLICIES, policy
from accord.follow.stages import LADDER, Stage
from accord.insight.known import Known
from accord.insight.projects import Project, Settled, acts_of, milestones_of, money_of, settled
from accord.insight.told import last_words, project_lines, project_title
from accord.model.terms import Sector
from accord.register import Asking, Page
from accord.register.asking.ventures import Wanted, venture_of, ventures_in
from accord.register.pages.named_projects import quoted
from accord.register.pages.period import undertaken
from accord.web.counted import counts_today, page_today, period_of, policy_of, shown, total_today
from accord.web.files import as_file, known_ending
from accord.web.paging import at_page
from accord.web.safety.guards import needs
from accord.web.standing import today
from accord.web.visit import Here, Visit

__all__ = ["router"]

router = APIRouter(dependencies=[Depends(needs("look"))])

_FILTERS = ("name", "stage", "sector", "district", "party", "counted")
_CHOICES = {"stage": (*get_args(Stage), "none"), "sector": get_args(Sector), "counted": ("yes", "no")}
_MOST = 100_000  # records of a file
_TOGETHER = 2_000  # projects of a file that are looked up together
_COLUMNS = (
    "id", "name", "kind", "stage", "stopped", "first", "counted", "rule", "why", "money", "parties", "sectors", "districts", "last",
    "quote", "document",
)  # fmt: skip


@router.get("/projects")
def projects(visit: Here) -> Response:
    """Show one page of the projects that are asked for."""
    asked, trouble = visit.request.query_params, ""
    limit, offset = at_page(asked)
    wanted = _wanted(visit)
    with visit.asking() as asking:
        total = counts_today(visit.house, asking, wanted.policy, wanted.period)
        try:
            found = page_today(visit.house, asking, wanted, asked.get("sort", ""), (limit, offset))
            number = total_today(visit.house, asking, wanted)
        except NotFoundError as error:
            found, number, trouble = [], 0, visit.told(error)
        of, every = shown(asking, found, wanted.today)
        records = _records(asking, of, every, settled(of, wanted.policy, wanted.period)[1])
    return visit.page(
        "projects/list.html",
        found=Page(records, number, offset, limit),
        chosen=wanted.filters,
        choices=_CHOICES,
        names=of.names,
        total=total,
        policy=policy(wanted.policy),
        policies=[policy(name) for name in POLICIES],
        period=asked.get("period", "") if wanted.period else "",
        trouble=trouble,
    )


@router.get("/projects.{ending}", dependencies=[Depends(needs("export"))])
def projects_file(visit: Here, ending: str) -> Response:
    """Return exactly the projects that the list shows with the same address, as a file."""
    known_ending(ending)
    wanted, records = _wanted(visit), []
    with visit.asking() as asking:
        found = ventures_in(asking, wanted, visit.request.query_params.get("sort", ""), limit=_MOST)
        for at in range(0, len(found), _TOGETHER):
            of, every = shown(asking, found[at : at + _TOGETHER], wanted.today)
            counted = settled(of, wanted.policy, wanted.period)[1]
            records += project_lines(asking, of, every, counted, visit.language)
    return as_file("projects", ending, records, _COLUMNS)


@router.get("/projects/{id_}")
def project(visit: Here, id_: str) -> Response:
    """Show one project: how far it is, and each of its acts with the rule that counted it or left it out."""
    asked = visit.request.query_params
    counted_by, period = policy_of(asked), period_of(asked)
    with visit.asking() as asking:
        row = venture_of(asking, id_)
        of, every = shown(asking, [] if row is None else [row], today(visit))
        if not every:
            raise NotFoundError("there is no project '%(id)s'", id=id_)
        one = every[0]
        words, last = quoted(asking, {*one.signings, *one.namings}), last_words(asking, of, [one]).get(one.id)
        promised = {record["id"]: record for record in undertaken(asking, one.promises)}
    quotes = {id_: record["quote"] or "" for id_, record in promised.items()}
    return visit.page(
        "projects/one.html",
        one=one,
        title=project_title(of, one),
        of=of,
        words=words,
        last=last,
        promised=promised,
        milestones=milestones_of(of, one, quotes),
        money=money_of(of, one),
        acts=acts_of(of, one, counted_by, period),
        ladder=LADDER,
        reached={said.stage: said for said in one.standing.reached},
        policy=policy(counted_by),
        policies=[policy(name) for name in POLICIES],
        period=asked.get("period", "") if period else "",
    )


def _wanted(visit: Visit) -> Wanted:
    """Return what an address asks for."""
    asked = visit.request.query_params
    return Wanted(today(visit), policy_of(asked), period_of(asked), _chosen(asked))


def _chosen(asked: QueryParams) -> dict[str, list[str]]:
    """Return the filters that an address states; of a closed list only what is in it."""
    found = {name: [one.strip() for one in asked.getlist(name) if one.strip()] for name in _FILTERS}
    kept = {name: [one for one in of if one in _CHOICES.get(name, (one,))] for name, of in found.items()}
    return {name: values for name, values in kept.items() if values}


def _records(
    asking: Asking, of: Known, shown: Sequence[Project], settled: Mapping[str, Settled]
) -> list[dict[str, Any]]:
    """Return projects with the last word of each, and its milestones."""
    words = last_words(asking, of, shown)
    told = {one["id"]: one["quote"] or "" for one in undertaken(asking, [id_ for one in shown for id_ in one.promises])}
    return [
        {
            "project": one,
            "last": words.get(one.id),
            "milestones": milestones_of(of, one, told),
            "settled": settled.get(one.id),
            "title": project_title(of, one),
        }
        for one in shown
    ]
