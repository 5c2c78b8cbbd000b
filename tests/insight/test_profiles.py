"""Profiles: what documents say of a body stands under its heading, dated, with its words, each thing once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from accord.bootstrap import the_identity, the_reader
from accord.errors import NotFoundError
from accord.flows import Deciding, enter_fact, ingest, merge
from accord.insight.profiles import HEADINGS, profile
from accord.register import Register, open_register
from accord.register.pages.parties import Wanted, found_parties
from accord.sources import find

EXAMPLES = Path(__file__).parents[2] / "examples" / "news"
NOW = "2026-11-22T09:00:00+00:00"


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    path = tmp_path_factory.mktemp("profiles") / "accord.db"
    with open_register(str(path), create=True) as opened:
        ingest(
            find([str(EXAMPLES)]),
            register=opened,
            reader=the_reader(),
            identity=the_identity(),
            clock=lambda: NOW,
            batch=50,
        )
        yield opened


def deciding(register: Register) -> Deciding:
    return Deciding(register, the_identity(), "Ana", lambda: NOW)


def test_every_line_is_dated_and_has_its_words(register: Register) -> None:
    with register.asking() as asking:
        known = profile(asking, "p-320100")
        texts = dict(asking.execute("SELECT u.id, t.content FROM unit u JOIN text t ON t.row = u.text"))
    lines = [line for heading in known.headings.values() for line in heading] + list(known.commitments)
    assert tuple(known.headings) == HEADINGS
    assert lines
    assert all(line["day"] and line["quote"] in texts[line["document"]] for line in lines)


def test_lines_come_newest_first_and_an_agreement_once(register: Register) -> None:
    with register.asking() as asking:
        known = profile(asking, "p-320100")
    for lines in known.headings.values():
        days = [line["day"] for line in lines]
        assert days == sorted(days, reverse=True)
        agreements = [line["of"]["agreement"] for line in lines if line["what"] == "agreement"]
        assert len(agreements) == len(set(agreements))


def test_where_nothing_is_known_the_heading_is_there_and_empty(register: Register) -> None:
    with register.asking() as asking:
        known = profile(asking, "p-co:cethik")
    assert known.headings["financial_performance"] == ()


def test_partners_years_and_kin_are_counted(register: Register) -> None:
    with register.asking() as asking:
        known = profile(asking, "p-co:cethik")
        agreements = asking.execute(
            "SELECT COUNT(*) FROM agreement_party p JOIN entity e ON e.row = p.entity WHERE e.id = 'p-co:cethik'"
        ).scalar()
    assert [one["id"] for one in known.partners] == ["p-320200"]
    assert known.years is not None
    assert sum(known.years.total) == agreements
    assert [one["id"] for one in known.kin.parents] == ["p-cn-soe:cetc"]
    assert [one["id"] for one in known.kin.children] == ["p-co:hikvision"]


def test_a_body_that_is_everywhere_is_told_of_as_one_that_is_not(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    with register.asking() as asking:
        few = profile(asking, "p-320100")
        monkeypatch.setattr("accord.register.pages.parties._FEW", 0)
        many = profile(asking, "p-320100")
    for heading in HEADINGS:
        assert [one["id"] for one in many.headings[heading]] == [one["id"] for one in few.headings[heading]]
    assert many.commitments == few.commitments
    assert many.meetings == few.meetings


def test_who_has_the_id_of_a_mention_or_another_is_told_or_refused(register: Register) -> None:
    with register.asking() as asking:
        mention = asking.execute(
            "SELECT MIN(m.id) FROM mention m JOIN form o ON o.row = m.form JOIN entity e ON e.row = o.entity WHERE e.id = 'p-320200'"
        ).scalar()
        assert profile(asking, mention).body["id"] == "p-320200"
        with pytest.raises(NotFoundError):
            profile(asking, "h-03302ea9059c")


def test_bodies_are_listed_by_agreements_name_and_kind(register: Register) -> None:
    with register.asking() as asking:
        most = found_parties(asking, Wanted(limit=100)).records
        names = [one["name_zh"] for one in found_parties(asking, Wanted(sort="name", language="zh", limit=100)).records]
        assert found_parties(asking, Wanted(called="zgdk")).records[0]["id"] == "p-cn-soe:cetc"
    counts = [one["agreements"] for one in most]
    assert counts == sorted(counts, reverse=True)
    assert names == sorted(names, key=str.upper)


def test_a_fact_entered_and_a_merge_are_in_the_profile(tmp_path: Path) -> None:
    with open_register(str(tmp_path / "a.db"), create=True) as register:
        who = deciding(register)
        enter_fact(who, "agreement", {"kind": "framework", "parties": ["Lotus Group", "Heron Town"], "date": "2024-07"})
        enter_fact(who, "agreement", {"kind": "contract", "parties": ["Lotus", "Willow Port"], "date": "2025"})
        with register.asking() as asking:
            ids = dict(asking.execute("SELECT name, id FROM entity"))
        decided = merge(who, ids["Lotus Group"], ids["Lotus"])
        with register.asking() as asking:
            known = profile(asking, ids["Lotus"])
    assert [line["day"] for line in known.headings["developments"]] == ["2025", "2024-07"]
    assert all(line["quote"] is None for line in known.headings["developments"])
    assert {one["name"] for one in known.partners} == {"Heron Town", "Willow Port"}
    assert [form["decisions"] for form in known.names] == [[decided.id], [decided.id]]
