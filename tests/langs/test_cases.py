"""The cases that each language pack keeps: what its reading must find."""

import tomllib
from importlib import resources

import pytest

from accord.langs import PACKS, load_pack
from accord.model import Text, text_id
from accord.reading import read


def cases():
    for code in PACKS:
        kept = tomllib.loads((resources.files("accord.langs") / code / "cases.toml").read_text("utf-8"))["case"]
        for case in kept:
            failing = case.get("known_failure")
            marks = [pytest.mark.xfail(reason=failing, strict=True)] if failing else []
            yield pytest.param(code, case, id=case["why"], marks=marks)


@pytest.mark.parametrize(("code", "case"), list(cases()))
def test_a_pack_reads_its_own_cases(code, case):
    pack = load_pack(code)
    text = Text(text_id(case["text"]), case["text"], pack.languages[0], "1")
    facts = read(text, published=case.get("published"), pack=pack)
    names = {party.id: party.names for party in facts.parties}
    assert len(facts.agreements) == 1, facts.agreements
    agreement = facts.agreements[0]
    assert agreement.kind == case["kind"]
    assert agreement.date == case.get("date")
    assert len(agreement.parties) == len(case["parties"])
    for wanted in case["parties"]:
        assert any(set(wanted) <= set(names[party]) for party in agreement.parties), names
