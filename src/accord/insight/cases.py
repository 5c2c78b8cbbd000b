"""Projects and promises as cases of rates: what each has reached, of which groups it is.

In:  what is known by a day.
Out: `Case`s by id. Only what a person has confirmed counts as reached; that something was signed, its report says.
"""

from collections import defaultdict
from collections.abc import Iterable

from accord.follow.counting import Case, project_case, promise_case
from accord.follow.stages import StageSaid, stage_of, standing
from accord.insight.known import Known, grouped
from accord.insight.ledger import Line
from accord.model.dates import quarter_of

__all__ = ["QUARTER", "project_cases", "promise_cases", "stages_said"]

QUARTER = "quarter"  # the dimension of trends: that of the first signing, of a promise that of its words


def stages_said(known: Known) -> dict[str, set[StageSaid]]:
    """Return what was said of the stage of each project that was signed: by its signings, and as confirmed of its promises."""
    said: dict[str, set[StageSaid]] = defaultdict(set)
    for one in known.signings.values():
        said[known.project[one["agreement"]]].add(StageSaid("signed", one["day"], one["id"]))
    for id_, line in known.lines.items():
        project = known.project.get(line.agreement or "")
        if project and line.stand.decision:
            said[project].add(StageSaid(stage_of(line.stand.state, line.stand.quote or ""), line.stand.since, id_))
    for id_, stand in known.stands.items():
        said[known.project[id_]].add(StageSaid(stage_of(stand.state, stand.quote or ""), stand.since, id_))
    return said


def project_cases(known: Known) -> dict[str, Case]:
    """Return each project of which a signing is known as a case, by its key."""
    of: dict[str, set[str]] = defaultdict(set)
    days: dict[str, list[str]] = defaultdict(list)
    for one in known.signings.values():
        of[known.project[one["agreement"]]].add(one["agreement"])
        days[known.project[one["agreement"]]].append(one["day"] or "")
    heard: dict[str, set[bool]] = defaultdict(set)
    for line in known.lines.values():
        if project := known.project.get(line.agreement or ""):
            heard[project].add(line.silent)
    said = stages_said(known)
    return {
        key: project_case(
            key, standing(said[key]), [*grouped(known, agreements), *_quarter(days[key])], silent=heard[key] == {True}
        )
        for key, agreements in of.items()
    }


def promise_cases(known: Known) -> dict[str, Case]:
    """Return each promise as a case, by its id."""
    return {
        id_: promise_case(id_, line.grade, line.stand.state, _groups(known, line), silent=line.silent)
        for id_, line in known.lines.items()
    }


def _quarter(days: Iterable[str]) -> list[tuple[str, str]]:
    first = min((day for day in days if day), default="")
    quarter = quarter_of(first) if first else None
    return [(QUARTER, quarter)] if quarter else []


def _groups(known: Known, line: Line) -> list[tuple[str, str]]:
    """Return the groups of a promise: of its agreement, and its own sectors; without an agreement of who is to keep it."""
    groups = set(grouped(known, [line.agreement] if line.agreement else []))
    if line.sectors:
        groups = {group for group in groups if group[0] != "sector"} | {("sector", key) for key in line.sectors}
    if not line.agreement:
        bodies = known.names["partner"]
        groups |= {("partner", body) for body in line.actors}
        groups |= {("district", bodies[one]["region"]) for one in line.actors if bodies.get(one, {}).get("region")}
    return sorted([*groups, *_quarter([line.published or ""])])
