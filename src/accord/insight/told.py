"""Projects and rates as plain lines, as every door hands them out: files of pages, the command line, the API.

In:  what is known; projects with what counts of them; rates.
Out: records of one language, with ids, words and documents.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from accord.follow.counting.rates import Share
from accord.insight.known import Known
from accord.insight.projects import Project, Settled
from accord.insight.shares import Shares
from accord.model.labels import label
from accord.register import Asking
from accord.register.pages.between import cited
from accord.register.pages.named_projects import quoted

__all__ = ["last_words", "project_line", "project_lines", "project_title", "rate_lines"]


def project_lines(
    asking: Asking, known: Known, shown: Sequence[Project], settled: Mapping[str, Settled], language: str
) -> list[dict[str, Any]]:
    """Return projects as records: stage, what counts and by which rule, parties, the last word with its document."""
    words = last_words(asking, known, shown)
    return [project_line(known, one, settled.get(one.id), words.get(one.id), language) for one in shown]


def project_line(
    known: Known, one: Project, settled: Settled | None, last: Mapping[str, Any] | None, language: str
) -> dict[str, Any]:
    """Return one project as a record; `counted` is 0 where no signing of it is known, and `rule` is then None."""
    stopped = one.standing.stopped
    said = last or {}

    def named(dimension: str, keys: Iterable[str]) -> list[str]:
        return [known.names[dimension].get(key, {}).get(language) or key for key in keys]

    return {
        "id": one.id,
        "name": project_title(known, one),
        "kind": one.kind,
        "stage": one.standing.stage,
        "stopped": stopped.stage if stopped else None,
        "first": one.first,
        "counted": settled.projects if settled else 0,
        "rule": settled.why.rule if settled else None,
        "why": getattr(settled.why, language) if settled else None,
        "money": [f"{each.value} {each.currency}" for each in settled.money] if settled else [],
        "parties": named("partner", one.parties),
        "sectors": [label("Sector", key, language) for key in one.sectors],
        "districts": named("district", one.districts),
        "last": one.last[1],
        "quote": said.get("quote"),
        "document": said.get("document"),
    }


def project_title(known: Known, one: Project) -> str | None:
    """Return what a project is called: as documents name it most often, else the title of its first agreement that has one."""
    if one.names:
        return one.names[0]
    return next((known.signings[id_]["title"] for id_ in one.signings if known.signings[id_]["title"]), None)


def last_words(asking: Asking, known: Known, shown: Sequence[Project]) -> dict[str, dict[str, Any]]:
    """Return the last word of each project by its id: the words of a report, or those by which a promise was confirmed."""
    stands = {one.id: known.lines[one.last[0]].stand for one in shown if one.last[0] in known.lines}
    told = quoted(asking, {one.last[0] for one in shown})
    found = {one.id: told[one.last[0]] for one in shown if one.last[0] in told}
    documents = cited(asking, {stand.document for stand in stands.values() if stand.document})
    for id_, stand in stands.items():
        if stand.document in documents and id_ in found:
            document = documents[stand.document]
            found[id_] = {**found[id_], **document, "quote": stand.quote, "title": document["headline"]}
    return found


def rate_lines(told: Shares, by: str, names: Mapping[str, Mapping[str, str]], language: str) -> list[dict[str, Any]]:
    """Return rates as records, those over all first (`group` None); a share of too few is left out; `names` are of the groups."""
    lines = [_rate(rate, None, None) for rate in told.over.values()]
    for key, group in told.groups():
        name = label("Sector", key, language) if by == "sector" else names.get(key, {}).get(language) or key
        lines += [_rate(rate, key, name) for rate in group.values()]
    return lines


def _rate(rate: Share, group: str | None, name: str | None) -> dict[str, Any]:
    shown = not rate.too_few
    return {
        "rate": str(rate.kind),
        "group": group,
        "name": name,
        "reached": rate.reached,
        "cases": rate.cases,
        "share": rate.share if shown else None,
        "low": rate.low if shown else None,
        "high": rate.high if shown else None,
        "too_few": rate.too_few,
        "silent": rate.silent,
    }
