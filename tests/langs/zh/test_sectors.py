"""Fields of cooperation that Chinese sentences tell of: a row a construction."""

import pytest

from accord.langs import load_pack
from accord.langs.zh.commitments.commitments import find_commitments
from accord.langs.zh.commitments.sectors import sectors_of, with_sectors
from accord.langs.zh.cues import cues_in
from accord.model.terms import Sector, members
from tests.builders import an_agreement
from tests.langs.zh.scenes import a_scene
from tests.tables import cases


def sectors(text):
    scene = a_scene(text)
    first = scene.sentences[0]
    agreement = an_agreement([p.id for p in scene.cast.parties], evidence=((first.start, first.end),))
    return with_sectors(scene, (agreement,), find_commitments(scene, (agreement,), ()))[0].sectors


@pytest.mark.parametrize("row", cases("langs/zh/tables/sectors"))
def test_an_agreement_has_the_fields_that_are_told_of_it(row):
    wanted = [] if row["sectors"] == "-" else row["sectors"].split(" ")
    assert sorted(sectors(row["text"])) == sorted(wanted)


def test_every_cue_speaks_of_a_field_or_of_none():
    table = load_pack("zh").tables["sector_cues"]
    assert {row["sector"] for row in table} <= {*members(Sector), ""}
    assert {row["weight"] for row in table} <= {"", "weak", "agreed", "none"}
    assert {row["weight"] for row in table if not row["sector"]} == {"none"}


def test_the_list_of_cues_is_rich():
    table = load_pack("zh").tables["sector_cues"]
    assert len(table) > 2_000
    assert {row["sector"] for row in table} >= set(members(Sector))


def test_of_cues_one_within_another_does_not_count():
    found = cues_in("核电站旁的医疗产业园", load_pack("zh").tables["sector_cues"])
    assert [row["cue"] for _, _, row in found] == ["核电", "电站", "医疗产业", "产业园"]


def test_letters_within_a_latin_word_are_no_cue():
    assert sectors_of("AIIB在MAIN签约", load_pack("zh")) == ()
    assert sectors_of("开展AI应用", load_pack("zh")) == ("artificial_intelligence",)
