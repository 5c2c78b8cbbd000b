"""Tables of Chinese commitments: how firm they are, what is none, and who is to act; a row a construction, with its why."""

import time
from itertools import pairwise

import pytest

from accord.langs.zh.commitments.commitments import find_commitments
from tests.builders import an_agreement
from tests.langs.zh.scenes import a_scene
from tests.tables import cases


def commitments(text, *between):
    scene = a_scene(text)
    ids = {party.name: party.id for party in scene.cast.parties}
    sides = [ids[name] for name in between] or list(ids.values())
    return scene, find_commitments(scene, (an_agreement(sides, evidence=((0, 4),)),), ())


def names(cell):
    return [] if cell == "-" else cell.split(" + ")


@pytest.mark.parametrize("row", cases("langs/zh/tables/commitments"))
def test_an_undertaking_has_the_strength_of_its_words(row):
    assert ",".join(c.modality for c in commitments(row["text"])[1]) == row["strength"]


@pytest.mark.parametrize("row", cases("langs/zh/tables/no_commitments"))
def test_what_only_looks_like_an_undertaking_is_none(row):
    assert [c.rule for c in commitments(row["text"])[1]] == []


@pytest.mark.parametrize("row", cases("langs/zh/tables/actors"))
def test_the_actors_of_an_undertaking_are_who_is_to_act(row):
    scene, found = commitments(row["text"], *names(row["between"]))
    called = {party.id: party.name for party in scene.cast.parties}
    assert found, "no undertaking"
    assert list(dict.fromkeys(called.get(a, a) for c in found for a in c.actors)) == names(row["actors"])


def test_commitments_stand_in_order_and_apart():
    for row in cases("langs/zh/tables/commitments", marked=False):
        _, found = commitments(row.values[0]["text"])
        assert all(one.end <= other.start for one, other in pairwise(found))


def test_a_commitment_ends_with_its_full_stop():
    scene, (one,) = commitments("根据协议，[party:双方]将共建园区。签约后，[party:双方]合影。")
    assert scene.text[one.start : one.end] == "根据协议，双方将共建园区。"


def test_a_due_date_an_amount_and_an_instrument_are_read():
    _, (one,) = commitments("根据协议，[party:甲公司]将投资3.2亿元建厂，力争到2025年底建成投产。")
    assert (one.due, one.amount.value, one.instrument) == ("2025", "320000000", "capital")


def test_a_page_without_headings_for_commitments_reads_none_in_them():
    _, found = commitments("[party:双方]将共建园区\n[party:双方]昨日签约。")
    assert found == ()


@pytest.mark.parametrize("seed", ["将", "与", "（", "希望", "根据协议，", "；", "一是", "双方将，", "的项目后"])
def test_hostile_runs_are_read_quickly(seed):
    scene = a_scene(seed * (20_000 // len(seed)))
    started = time.perf_counter()
    find_commitments(scene, (an_agreement(["p1", "p2"], evidence=((0, 4),)),), ())
    assert time.perf_counter() - started < 10
