"""Projects: each once, how far it has come, what a policy counts of it; and one with all its acts, counted or left out.

In:  filters, sort, page, policy and period in the address.
Out: pages and files. Nothing is decided here.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args

from fastapi import APIRouter, Depends
from starlette.datastructures import QueryParams
from starlette.responses import Response

from accord.errors import NotFoundError
from accord.follow.counting import POLICIES, policy
from accord.follow.stages import LADDER, Stage
from accord.insight.known import Known
from accord.insight.projects import Project, Settled, acts_of, milestones_of, money_of
from accord.insight.told import last_words, project_lines, project_title
from accord.model.terms import Sector
from accord.register import Asking, Page
from accord.register.asking.asking import parties_meant
from accord.register.pages.between import bodies_told
from accord.register.pages.named_projects import quoted
from accord.register.pages.period import undertaken
from accord.web.counted import period_of, policy_of, projects_today, settled_today
from accord.web.counting import Held
from accord.web.files import as_file, known_ending
from accord.web.paging import at_page
from accord.web.safety.guards import needs
from accord.web.standing import held_today, is_fresh
from accord.web.visit import Here

__all__ = ["router"]

router = APIRouter(dependencies=[Depends(needs("look"))])

_FILTERS = ("name", "stage", "sector", "district", "party", "counted")
_CHOICES = {"stage": (*get_args(Stage), "none"), "sector": get_args(Sector), "counted": ("yes", "no")}
_MOST = 100_000  # records of a file
_COLUMNS = (
    "id", "name", "kind", "stage", "stopped", "first", "counted", "rule", "why", "money", "parties", "sectors", "districts", "last",
    "quote", "document",
)  # fmt: skip


@router.get("/projects")
def projects(visit: Here) -> Response:
    """Show one page of the projects that are asked for."""
    asked, trouble = visit.request.query_params, ""
    limit, offset = at_page(asked)
    counted_by, period = policy_of(asked), period_of(asked)
    with visit.asking() as asking:
        held = held_today(visit, asking)
        of, (total, settled) = held.of, settled_today(held, counted_by, period)
        try:
            found = _found(asked, asking, held, settled)
        except NotFoundError as error:
            found, trouble = [], visit.told(error)
        records = _records(asking, of, found[offset : offset + limit], settled)
        fresh = is_fresh(held, asking)
    return visit.page(
        "projects/list.html",
        found=Page(records, len(found), offset, limit),
        chosen=_chosen(asked),
        choices=_CHOICES,
        names=of.names,
        total=total,
        policy=policy(counted_by),
        policies=[policy(name) for name in POLICIES],
        period=asked.get("period", "") if period else "",
        trouble=trouble,
        fresh=fresh,
    )


@router.get("/projects.{ending}", dependencies=[Depends(needs("export"))])
def projects_file(visit: Here, ending: str) -> Response:
    """Return exactly the projects that the list shows with the same address, as a file."""
    known_ending(ending)
    asked = visit.request.query_params
    with visit.asking() as asking:
        held = held_today(visit, asking)
        of, (_, settled) = held.of, settled_today(held, policy_of(asked), period_of(asked))
        found = _found(asked, asking, held, settled)[:_MOST]
        records = project_lines(asking, of, found, settled, visit.language)
    return as_file("projects", ending, records, _COLUMNS)


@router.get("/projects/{id_}")
def project(visit: Here, id_: str) -> Response:
    """Show one project: how far it is, and each of its acts with the rule that counted it or left it out."""
    asked = visit.request.query_params
    counted_by, period = policy_of(asked), period_of(asked)
    with visit.asking() as asking:
        held = held_today(visit, asking)
        of = held.of
        one = projects_today(held).get(of.project.get(id_, id_))
        if one is None:
            raise NotFoundError("there is no project '%(id)s'", id=id_)
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


def _found(asked: QueryParams, asking: Asking, held: Held, settled: Mapping[str, Settled]) -> list[Project]:
    """Return the projects that fit all filters, sorted.

    Raises:
        NotFoundError: No body goes by a name that is asked for.
    """
    tests = [
        _TESTS[name](asking, held.of, settled, value) for name, values in _chosen(asked).items() for value in values
    ]  # fmt: skip
    found = [one for one in projects_today(held).values() if all(test(one) for test in tests)]
    sort = asked.get("sort", "")
    key = _SORTS.get(sort.lstrip("-"), _SORTS["first"])
    found.sort(key=lambda one: one.id)
    known = [one for one in found if key(one, settled) is not None]
    known.sort(key=lambda one: key(one, settled), reverse=sort.startswith("-") or sort.lstrip("-") not in _SORTS)
    return known + [one for one in found if key(one, settled) is None]


def _chosen(asked: QueryParams) -> dict[str, list[str]]:
    """Return the filters that an address states; of a closed list only what is in it."""
    found = {name: [one.strip() for one in asked.getlist(name) if one.strip()] for name in _FILTERS}
    kept = {name: [one for one in of if one in _CHOICES.get(name, (one,))] for name, of in found.items()}
    return {name: values for name, values in kept.items() if values}


_Test = Callable[[Project], bool]


def _of_party(asking: Asking, _: Known, __: Mapping[str, Settled], name: str) -> _Test:
    bodies = {body["id"] for body in bodies_told(asking, parties_meant(asking, name))}
    return lambda one: not bodies.isdisjoint(one.parties)


def _of_district(_: Asking, of: Known, __: Mapping[str, Settled], name: str) -> _Test:
    """Return what tests whether a project is in a place: by its code, or by words of its name."""
    wanted = name.casefold()
    codes = {
        code
        for code, names in of.names["district"].items()
        if wanted == code.casefold() or any(wanted in (told or "").casefold() for told in names.values())
    }
    return lambda one: not codes.isdisjoint(one.districts)


def _of_name(_: Asking, of: Known, __: Mapping[str, Settled], words: str) -> _Test:
    wanted = words.casefold()
    titles = {one["agreement"] for one in of.signings.values() if wanted in (one["title"] or "").casefold()}
    return lambda one: any(wanted in name.casefold() for name in one.names) or not titles.isdisjoint(one.agreements)


def _counted(_: Asking, __: Known, settled: Mapping[str, Settled], value: str) -> _Test:
    return lambda one: (one.id in settled and settled[one.id].projects > 0) == (value == "yes")


_TESTS: dict[str, Callable[[Asking, Known, Mapping[str, Settled], str], _Test]] = {
    "name": _of_name,
    "stage": lambda _, __, ___, value: lambda one: value in (_stage(one) or "none", _stopped(one)),
    "sector": lambda _, __, ___, value: lambda one: value in one.sectors,
    "district": _of_district,
    "party": _of_party,
    "counted": _counted,
}
_SORTS: dict[str, Callable[[Project, Mapping[str, Settled]], Any]] = {
    "first": lambda one, _: one.first,
    "last": lambda one, _: one.last[1],
    "stage": lambda one, _: LADDER.index(one.standing.stage) if one.standing.stage else None,
    "money": lambda one, settled: _largest(settled.get(one.id)),
}


def _largest(of: Settled | None) -> tuple[str, float] | None:
    return max(((one.currency, float(one.value)) for one in of.money), default=None) if of else None


def _stage(one: Project) -> str | None:
    return one.standing.stage


def _stopped(one: Project) -> str | None:
    return one.standing.stopped.stage if one.standing.stopped else None


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
