"""Sectors: the fields in which parties cooperate."""

import pytest

from accord.langs import load_pack
from accord.model.terms import Sector, members
from accord.reading.commitments.commitments import find_commitments
from accord.reading.sectors import agreement_sectors, sectors_of, with_sectors
from tests.builders import an_agreement
from tests.reading.builders import a_scene
from tests.reading.cases import cases

FIELDS = [
    ("cooperation in wafers and other chips", ("integrated_circuits",)),
    ("robots and machine learning", ("artificial_intelligence",)),
    ("cloud computing and blockchain", ("big_data",)),
    ("drones over the fjord", ("low_altitude_economy",)),
    ("satellites and rockets", ("aerospace",)),
    ("electric cars", ("vehicles",)),
    ("iron ore", ("metals_mining",)),
    ("a fertilizer works", ("chemicals",)),
    ("wind power and hydrogen", ("energy",)),
    ("sewage and recycling", ("environment",)),
    ("vaccines", ("health",)),
    ("wheat and fisheries", ("agriculture",)),
    ("smart cities", ("urban_development",)),
    ("a loan", ("finance",)),
    ("tourism routes", ("culture_tourism",)),
    ("scholarships", ("education_talent",)),
    ("joint research", ("science_innovation",)),
    ("an enclave", ("parks",)),
    ("nuclear weapons", ("defence",)),
    ("a friendly talk", ()),
]


@pytest.mark.parametrize(("words", "right"), FIELDS, ids=[f[0] for f in FIELDS])
def test_words_speak_of_fields(words, right):
    assert sectors_of(words, load_pack("en")) == right


def test_every_cue_speaks_of_a_known_field():
    assert set(load_pack("en").lexicons["sector_cues_sector"]) <= set(members(Sector))


def test_every_field_has_cues():
    assert set(load_pack("en").lexicons["sector_cues_sector"]) == set(members(Sector))


def test_a_partys_own_name_tells_of_no_field():
    scene = a_scene("[party:Nordic Steel] and [party:Oslo] signed a cooperation agreement on ferries.")
    agreement = an_agreement(evidence=((0, len(scene.page.content)),))
    assert agreement_sectors(scene, agreement, ()) == ("transport",)


def test_an_agreement_has_the_fields_of_its_commitments():
    scene = a_scene(
        "[party:Riga] and [party:Oslo] signed it. [party:Riga] and [party:Oslo] will pay for vaccines and scholarships."
    )
    commitments = find_commitments(scene, (an_agreement(),), ())
    assert agreement_sectors(scene, an_agreement(), commitments) == ("health", "education_talent")


def test_of_a_list_of_signings_only_the_item_of_the_agreement_counts():
    text = (
        "[party:Riga] and [party:Oslo] signed a pact on ferries; [party:Riga] and [party:Gdansk] signed one on wheat."
    )
    scene = a_scene(text)
    agreement = an_agreement(("p1", "p3"), evidence=((0, len(scene.page.content)),))
    assert agreement_sectors(scene, agreement, ()) == ("agriculture",)


def test_where_the_signing_tells_of_no_field_its_paragraph_does():
    scene = a_scene("[party:Riga] and [party:Oslo] signed a memorandum. Both build robots.\nFarms are far.")
    agreement = an_agreement(evidence=((0, 38),))
    assert agreement_sectors(scene, agreement, ()) == ("artificial_intelligence",)


def test_an_item_of_a_list_may_leave_out_who_signs_all_of_them():
    words = "[party:Oslo] signed a pact with [party:Acme] on tourism; signed a contract with [party:Nordbank] for a steel mill."
    scene = a_scene(words)
    oslo, acme, bank = dict.fromkeys(i for s in scene.cast.standings for i in s.parties)
    whole = ((0, scene.page.sentences[-1].end),)
    first = an_agreement((oslo, acme), evidence=whole)
    second = an_agreement((oslo, bank), evidence=whole)
    assert agreement_sectors(scene, first, ()) == ("culture_tourism",)
    assert agreement_sectors(scene, second, ()) == ("metals_mining",)


@pytest.mark.parametrize("case", cases("sectors.toml"))
def test_an_agreement_has_the_fields_that_the_page_gives_it(case):
    scene = a_scene(case["text"])
    first, *_ = scene.page.sentences
    parties = tuple(dict.fromkeys(i for s in scene.cast.standings if s.end <= first.end for i in s.parties))
    agreement = an_agreement(parties, evidence=((first.start, first.end),))
    (told,) = with_sectors(scene, (agreement,), find_commitments(scene, (agreement,), ()))
    assert list(told.sectors) == case["right"]
