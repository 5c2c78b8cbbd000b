"""Rates: those of the page are those of the report, each opens into its cases, and what is silent is silent in the long way too."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from accord.bootstrap import the_identity, the_reader
from accord.flows import Deciding, ingest
from accord.flows.reached import reached
from accord.follow.counting import RATES
from accord.follow.counting.joined import joined
from accord.follow.silence import Seen, Timeline
from accord.insight.known import Known, known
from accord.insight.owed import owed
from accord.insight.projects import acts_of, projects, settled
from accord.insight.rates import BY, Part, cases_of, fitting, rates_of
from accord.insight.report import report
from accord.model.dates import quarter_of
from accord.register import Register, list_records, open_register
from accord.register.pages.period import reading_of, undertaken
from accord.sources import find

EXAMPLES = Path(__file__).parents[2] / "examples"
NOW = "2026-11-22T09:00:00+00:00"
DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """The examples, and every third promise in some state."""
    path = tmp_path_factory.mktemp("rates") / "office.db"
    with open_register(str(path), create=True) as register:
        found = find([str(EXAMPLES / "news"), str(EXAMPLES / "chain")])
        ingest(found, register=register, reader=the_reader(), identity=the_identity(), clock=lambda: NOW, batch=50)
        deciding = Deciding(register, the_identity(), "Wang", lambda: NOW, "told by telephone")
        with register.asking() as asking:
            promises = list_records(asking, "commitments", limit=200, sort="due").records[::3]
        for one, state in zip(promises, ("delivered", "under_way", "stalled", "partly_delivered") * 20, strict=False):
            reached(deciding, one["id"], state, day="2025-03")
        yield register


@pytest.fixture(scope="module")
def of(office: Register) -> Known:
    """What is known of it."""
    with office.asking() as asking:
        return known(asking, DAY)


def test_the_page_and_the_report_tell_the_same_numbers(office: Register, of: Known) -> None:
    with office.asking() as asking:
        told = {(group, rate.kind): rate for group, rate in report(asking, (date(2026, 1, 1), DAY)).rates}
    compared = 0
    for by in ("partner", "sector", "district"):
        shown = rates_of(cases_of(of).values(), by=by)
        for key, group in shown.groups:
            for kind, rate in group.items():
                if ((by, key), kind) in told:
                    other = told[(by, key), kind]
                    assert (rate.reached, rate.cases, rate.silent) == (other.reached, other.cases, other.silent)
                    compared += 1
        assert {kind: told[None, kind] for kind in RATES} == dict(shown.over)
    assert compared > 20
    assert any(rate.reached for rate in told.values())


def test_a_part_is_what_its_groups_and_quarters_hold(of: Known) -> None:
    cases = list(cases_of(of).values())
    everything = {case.id for case in cases}
    assert {case.id for case in fitting(cases, Part())} == everything
    for by in BY:
        for key, group in rates_of(cases, by=by).groups:
            part = fitting(cases, Part(((by, frozenset({key})),)))
            over = rates_of(part, by=by).over
            assert {kind: rate.cases for kind, rate in over.items() if rate.cases} == {
                kind: rate.cases for kind, rate in group.items() if rate.cases
            }
    early = fitting(cases, Part(until="2020-Q4"))
    late = fitting(cases, Part(since="2021-Q1"))
    dated = {case.id for case in cases if any(by == "quarter" for by, _ in case.groups)}
    assert {case.id for case in (*early, *late)} == dated
    assert not {case.id for case in early} & {case.id for case in late}


def test_what_is_heard_of_a_promise_is_the_same_the_short_way_and_the_long_way(office: Register, of: Known) -> None:
    with office.asking() as asking:
        records, read = {one["id"]: one for one in undertaken(asking)}, reading_of(asking)
    heard = set()
    for line in of.lines.values():
        seen = Timeline(Seen(*one) for one in {one for side in line.sides for one in read.get(side, ())})
        long = owed(records[line.id], 1, line.own, line.stand, seen, DAY)
        assert (line.heard, line.grade) == (long.silence.heard, long.grade), line
        assert (line.late is not None) == (long.overdue is not None)
        heard.add(line.heard)
    assert {"silent", "closed", "unread"} <= heard


def test_every_act_is_settled_once_and_a_total_is_the_sum_of_its_projects(of: Known) -> None:
    total, by_project = settled(of, "first_signing", None)
    every = projects(of)
    assert sum(one.projects for one in by_project.values()) == total.projects
    acts = [act for id_ in by_project for act in acts_of(of, every[id_], "first_signing", None)]
    assert sorted(act.record for act in acts) == sorted(of.signings)
    assert {act.record: act.why.rule for act in acts} == {
        one.record: one.why.rule for one in (*total.items, *total.left_out)
    }


def test_a_name_alone_joins_nothing_and_the_same_bodies_with_it_do() -> None:
    def naming(id_: str, unit: int, *parties: str) -> dict[str, object]:
        return {"id": id_, "name": "Innovation Centre", "unit": unit, "parties": parties}

    named = [naming("j-1", 1, "p-a", "p-b"), naming("j-2", 2, "p-a", "p-c"), naming("j-3", 3, "p-b", "p-a")]
    assert joined([], [], named, {}, {}) == {"j-1": "j-1", "j-2": "j-2", "j-3": "j-1"}
    told = {1: ["a-1"], 2: ["a-2"], 3: ["a-3", "a-4"]}
    agreements = ["a-1", "a-2", "a-3", "a-4"]
    with_agreements = joined(agreements, [("a-4", "a-2")], named, told, {})
    assert with_agreements["j-1"] == with_agreements["j-3"] == "a-1"
    assert with_agreements["j-2"] == with_agreements["a-4"] == "a-2"
    assert with_agreements["a-3"] == "a-3"


def test_a_quarter_is_told_only_where_it_is_certain() -> None:
    assert [quarter_of(day) for day in ("2024-12-31", "2024-01", "2024", "--05-01")] == [
        "2024-Q4",
        "2024-Q1",
        None,
        None,
    ]
